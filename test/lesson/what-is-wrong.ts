import type { Nodes } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { NslabError } from '../../src/errors.js';
import type { Lesson, Step } from '../../src/lesson/lesson.js';
import { parseLesson, printLesson } from '../../src/lesson/parse-lesson.js';

/** What has to be right of any document at all, checked by a second reading of it that knows nothing of the first. */
export interface Reading {
  /** `null` where the document was refused with an error that says why. */
  readonly lesson: Lesson | null;
  readonly wrong: readonly string[];
  readonly ms: number;
}

export function readDocument(text: string): Reading {
  const started = performance.now();
  let lesson: Lesson | null = null;
  const wrong: string[] = [];
  try {
    lesson = parseLesson('document.md', text);
  } catch (error) {
    if (!(error instanceof NslabError)) wrong.push(`threw ${String(error)}`);
  }
  const ms = performance.now() - started;
  if (lesson) wrong.push(...whatIsWrong(text, lesson));
  return { lesson, wrong, ms };
}

function whatIsWrong(text: string, lesson: Lesson): string[] {
  const wrong: string[] = [];
  if (printLesson(lesson) !== text) wrong.push('is not printed back byte for byte');
  const lines = text.split(/\r\n|\n|\r/);
  const places = placesOf(text, lines);
  const { steps } = lesson;
  for (const [index, step] of steps.entries()) {
    const told = `line ${step.line}, ${JSON.stringify(step.command)}: `;
    const next = steps[index + 1];
    const output = step.expect.output;
    if (step.endLine < step.line || (next && next.line <= step.endLine)) wrong.push(`${told}is not before the next step`);
    if (output && (output.line <= step.endLine || output.endLine < output.line)) wrong.push(`${told}its output is not after it`);
    const inside = output && steps.find((other) => other.line <= output.endLine && other.endLine >= output.line);
    if (inside) wrong.push(`${told}its output has the step of line ${inside.line} in it`);
    const written = lines.slice(step.line - 1, step.endLine);
    const typed = step.command.split('\n');
    if (typed.length > written.length || !typed.every((line, at) => bare(written[at]!).includes(bare(line))))
      wrong.push(`${told}does not stand in its lines`);
    const misplaced = whyMisplaced(step, lines, places);
    if (misplaced !== undefined) wrong.push(`${told}stands ${misplaced}`);
  }
  return wrong;
}

/** A text without blanks, prompts and the marks of quotations, tags of HTML and entities read. */
function bare(text: string): string {
  return text
    .replaceAll(/<!--.*?(?:-->|$)/gm, '')
    .replaceAll(/<\/?(?:code|span|b|strong|i|em|font|kbd|samp)\b[^>]*>/gi, '')
    .replaceAll(/&(?:lt|gt|amp|quot|#39|nbsp);/g, (entity) => entities[entity]!)
    .replaceAll(/[\s>$#%\uFEFF\uFFFD]/g, '');
}

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&#39;': "'", '&nbsp;': ' ' };

type Place = 'code' | 'front matter' | 'a comment' | 'HTML' | 'a heading' | 'a link definition' | 'text' | 'nothing';

function whyMisplaced(step: Step, lines: readonly string[], places: readonly Place[]): string | undefined {
  for (let line = step.line; line <= step.endLine; line += 1) {
    const place = places[line - 1]!;
    if (place === 'code') continue;
    if (place !== 'text') return `in ${place}`;
    const text = lines[line - 1]!;
    if (/^\s*\|/.test(text) || isRowOfTable(lines, line - 1)) return 'in a table';
    const alone = text.replace(/^(?:\s|>|[-*+]\s|\d+[.)]\s)*/, '').trim();
    const isOnlyCommand = alone.replace(/^(`+)([^`]+)\1$/, '$2').startsWith(step.command);
    const isPrompted = alone.includes(step.command) && /[$#@→⇒▶»➜❯]/u.test(alone.slice(0, alone.indexOf(step.command)));
    if (!isOnlyCommand && !isPrompted) return 'in text that is more than a command';
  }
  return undefined;
}

/** Whether a line without bars at its ends stands above or below a table's row of dashes. */
function isRowOfTable(lines: readonly string[], at: number): boolean {
  const isDashes = (line: string | undefined): boolean => /^\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+$/.test(line ?? '');
  return lines[at]!.includes('|') && isDashes(lines[at + 1]);
}

const parser = unified().use(remarkParse).use(remarkFrontmatter, ['yaml']).freeze();

/** What each line of a document belongs to, by CommonMark; the tags of Jekyll and Hugo are fences. */
function placesOf(text: string, lines: readonly string[]): Place[] {
  const places: Place[] = lines.map(() => 'nothing');
  const tag = /^[ \t]*\{[{%][<%]? *\/? *(?:end)?highlight\b/;
  if (lines.some((line) => tag.test(line))) return lines.map(() => 'code');
  const open: Nodes[] = [parser.parse(text)];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const { start, end } = node.position!;
    const place = placeOf(node, text.slice(start.offset, end.offset));
    if (place !== undefined) for (let line = start.line; line <= end.line; line += 1) places[line - 1] = place;
    if ('children' in node && place !== 'a heading') open.push(...node.children.toReversed());
  }
  return places;
}

function placeOf(node: Nodes, source: string): Place | undefined {
  switch (node.type) {
    case 'code':
      return 'code';
    case 'yaml':
      return 'front matter';
    case 'html':
      if (source.startsWith('<!--')) return source.includes('\n') ? 'a comment' : undefined;
      return /<pre\b/i.test(source) ? 'code' : source.includes('\n') ? 'HTML' : undefined;
    case 'heading':
      // Text above dashes is a heading to Markdown only.
      return /^#{1,6}(?:\s|$)/.test(source) ? 'a heading' : 'text';
    case 'definition':
      return 'a link definition';
    case 'paragraph':
      return 'text';
    default:
      return undefined;
  }
}
