import { createHash } from 'node:crypto';
import { toHtml } from 'hast-util-to-html';
import type { Element } from 'hast';
import { s } from 'hastscript';
import type { Language } from '../language.js';
import type { Topology } from '../topology.js';
import { drawSentences } from './draw-sentences.js';
import {
  layOut,
  marginWidth,
  treeStep,
  type LaidBox,
  type LaidPart,
  type LaidRow,
  type LaidWire,
  type Layout,
  type Point,
} from './layout.js';
import { cell, svgStyle } from './svg-style.js';

export interface SvgOptions {
  readonly language: Language;
  /** In cells; what is shown of long addresses and names depends on it. */
  readonly columns?: number;
}

const usualColumns = 110;
const padding = 12;
/** How far outside of a box its wires end, so that the plugs are seen. */
const plug = 3.5;

/**
 * A picture as an SVG document, from the same layout as the text. It loads nothing, can do nothing, and has the plain sentences for who can't see it. Its
 * names are its own, so several may stand on a page.
 */
export function drawSvg(topology: Topology, { language, columns = usualColumns }: SvgOptions): string {
  const layout = layOut(topology, { columns, language, isAscii: false });
  const scope = `nslab-${createHash('sha256')
    .update(JSON.stringify([topology, language, columns]))
    .digest('hex')
    .slice(0, 10)}`;
  const width = round(extent(layout) * cell.width + 2 * padding);
  const height = round(layout.rows * cell.height + 2 * padding);
  const size = { viewBox: `0 0 ${width} ${height}`, width: `${width}`, height: `${height}` };
  const root = s(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      id: scope,
      ...size,
      role: 'img',
      ariaLabelledBy: `${scope}-title ${scope}-text`,
      lang: language,
    },
    [
      s('title', { id: `${scope}-title` }, titleOf(topology, language)),
      s('desc', { id: `${scope}-text` }, drawSentences(topology, language).join('\n')),
      s('style', svgStyle(scope)),
      s('rect', { className: 'ground', width: `${width}`, height: `${height}`, rx: '8' }),
      s('g', { transform: `translate(${padding} ${padding})` }, [
        ...layout.boxes.flatMap(drawBox),
        // A changed wire is seen best above the others.
        ...layout.wires.toSorted((a, b) => Number(a.wire.isChanged) - Number(b.wire.isChanged)).flatMap(drawWire),
      ]),
    ],
  );
  return `${toHtml(root, { space: 'svg', closeEmptyElements: true, characterReferences: { useNamedReferences: false } })}\n`;
}

function titleOf({ boxes }: Topology, language: Language): string {
  if (language === 'zh') return `网络图：${boxes.length} 个网络命名空间`;
  return `A network of ${boxes.length} ${boxes.length === 1 ? 'namespace' : 'namespaces'}`;
}

/** How many columns are really used. */
function extent({ boxes, wires }: Layout): number {
  return Math.max(
    20,
    ...boxes.map(({ x, width }) => x + width),
    ...boxes.flatMap(({ rows }) => rows.flatMap(({ parts }) => parts.map(({ x, width }) => x + width))),
    ...wires.flatMap(({ points }) => points.map(({ x }) => x + 1)),
  );
}

function drawBox({ box, x, y, width, height, title, rows }: LaidBox): Element[] {
  const left = centre({ x, y });
  const right = centre({ x: x + width - 1, y: y + height - 1 });
  const frame = {
    x: `${left.x}`,
    y: `${left.y}`,
    width: `${round(right.x - left.x)}`,
    height: `${round(right.y - left.y)}`,
    rx: box.kind === 'container' ? '2' : '6',
  };
  const changed = box.isChanged ? ['changed'] : [];
  return [
    s('g', { className: 'namespace' }, [
      s('rect', { className: ['box', box.kind, ...changed], ...frame }),
      ...title.flatMap((part) => [behind(part, y), word(part, y, [part.role === 'box' ? 'title' : part.role])]),
      ...(box.isChanged ? [bar(y)] : []),
      ...rows.flatMap((row) => drawRow(row, left.x, right.x)),
    ]),
  ];
}

/** Where the title stands in the frame, the frame is interrupted. */
function behind({ x, width }: LaidPart, y: number): Element {
  return s('rect', {
    className: 'behind',
    x: `${round((x - 0.5) * cell.width)}`,
    y: `${round(y * cell.height + cell.height / 2 - 3)}`,
    width: `${round((width + 1) * cell.width)}`,
    height: '6',
  });
}

function drawRow(row: LaidRow, left: number, right: number): Element[] {
  const { y, kind, tree, parts, card, isChanged, isQuiet } = row;
  const stripe = s('rect', {
    className: 'stripe',
    x: `${round(left + 1.5)}`,
    y: `${round(y * cell.height + 1)}`,
    width: `${round(right - left - 3)}`,
    height: `${cell.height - 2}`,
  });
  const classes = (part: LaidPart): string[] => [
    part.role,
    ...(part.role === 'state' && card ? [card.state] : []),
    ...(isQuiet && !isChanged ? ['quiet'] : []),
  ];
  return [
    ...(isChanged ? [stripe] : []),
    ...(isChanged && kind !== 'more' ? [bar(y)] : []),
    ...tree.flatMap((mark, level) => drawTree(mark, row, level)),
    ...parts.map((part) => word(part, y, classes(part))),
  ];
}

function drawTree(mark: LaidRow['tree'][number], { y, branch }: LaidRow, level: number): Element[] {
  if (mark === 'gap') return [];
  const { x, y: middle } = centre({ x: marginWidth + 2 + level * treeStep, y });
  const top = round(y * cell.height);
  const down = mark === 'corner' ? middle : round((y + 1) * cell.height);
  const across = mark === 'through' ? '' : `M${x} ${middle}H${round(x + cell.width * 1.6)}`;
  const dashes = branch === 'stacked' && mark !== 'through' ? { strokeDasharray: '2 3' } : {};
  return [s('path', { className: 'tree', d: `M${x} ${top}V${down}${across}`, ...dashes })];
}

/** The bar in the margin says that this has changed. */
function bar(y: number): Element {
  return s('rect', { className: 'bar', x: '0', y: `${round(y * cell.height + 3)}`, width: '4', height: `${cell.height - 6}`, rx: '2' });
}

function word({ x, width, text }: LaidPart, y: number, classes: readonly string[]): Element {
  const place = { x: `${round(x * cell.width)}`, y: `${round(y * cell.height + cell.height * 0.69)}` };
  // Whatever font the reader has, words stay in their columns.
  return s(
    'text',
    { className: [...classes], ...place, textLength: `${round(width * cell.width)}`, lengthAdjust: 'spacingAndGlyphs' },
    text,
  );
}

function drawWire({ wire, points }: LaidWire): Element[] {
  const [from, corner, , to] = points.map(centre);
  if (!from || !corner || !to) return [];
  const changed = wire.isChanged ? ['changed'] : [];
  const path = `M${from.x} ${from.y}H${corner.x}V${to.y}H${to.x}`;
  const ends = wire.kind === 'cable' ? [from, to] : [from];
  return [
    s('g', { className: 'connection' }, [
      s('path', { className: 'halo', d: `M${round(from.x + 2 * plug)} ${from.y}H${corner.x}V${to.y}H${round(to.x + 2 * plug)}` }),
      s('path', { className: ['wire', wire.kind, ...changed], d: path }),
      ...ends.map(({ x, y }) => s('circle', { className: ['socket', ...changed], cx: `${x}`, cy: `${y}`, r: `${plug}` })),
      ...(wire.kind === 'lower' ? [arrow(to, changed)] : []),
    ]),
  ];
}

/** It points at the link that bears the other. */
function arrow({ x, y }: Point, changed: readonly string[]): Element {
  return s('path', { className: ['socket', ...changed], d: `M${x} ${y}l8 -5v10z` });
}

function centre({ x, y }: Point): Point {
  return { x: round((x + 0.5) * cell.width), y: round((y + 0.5) * cell.height) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
