import { existsSync, readFileSync } from 'node:fs';
import { scenarioFile, scenarioNames } from './scenario.js';

interface Picture {
  readonly title: string;
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const gap = 36;
const titleHeight = 30;
const columns = 3;

/** The kept SVG pictures of all scenarios on one page, each below what it is about, in columns that are filled where there is most room. */
export function contactSheet(): string {
  const pictures = scenarioNames().flatMap(pictureOf);
  const width = Math.max(...pictures.map((picture) => picture.width));
  const heights = Array.from({ length: columns }, () => gap);
  const placed = pictures.map((picture) => {
    const column = heights.indexOf(Math.min(...heights));
    const [x, y] = [gap + column * (width + gap), heights[column]!];
    heights[column] = y + titleHeight + picture.height + gap;
    return [
      `<text class="sheet-title" x="${x}" y="${y + 16}">${escape(picture.title)}</text>`,
      picture.svg.replace(/^<svg /, `<svg x="${x}" y="${y + titleHeight}" `),
    ].join('\n');
  });
  const size = [gap + columns * (width + gap), Math.max(...heights)].map((value) => Math.ceil(value));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.join(' ')}" width="${size[0]}" height="${size[1]}">`,
    '<style>',
    '.sheet { fill: #eceff2 } .sheet-title { font: 700 14px system-ui, sans-serif; fill: #1f2328 }',
    '@media (prefers-color-scheme: dark) { .sheet { fill: #010409 } .sheet-title { fill: #e6edf3 } }',
    '</style>',
    '<rect class="sheet" width="100%" height="100%"/>',
    ...placed,
    '</svg>',
    '',
  ].join('\n');
}

function pictureOf(name: string): Picture[] {
  const file = scenarioFile(name, 'picture.svg');
  if (!existsSync(file)) return [];
  const svg = readFileSync(file, 'utf8').trimEnd();
  const title = /^# (.*)$/m.exec(readFileSync(scenarioFile(name, 'commands'), 'utf8'))?.[1] ?? name;
  const [, width = '0', height = '0'] = / width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return [{ title: title.length > 75 ? `${title.slice(0, 74)}…` : title, svg, width: Number(width), height: Number(height) }];
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
