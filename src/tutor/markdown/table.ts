import type { Table } from 'mdast';
import { columnWidths } from './column-widths.js';
import { fill, widthOf } from './fill.js';
import { lettersOf, type Letter } from './letter.js';
import type { Page } from './page.js';
import { paintLetters } from './paint-letters.js';
import { showWords } from './show-words.js';
import type { Mark, Span } from './span.js';
import { addressSpans } from './address.js';
import { textOf, toSpans } from './to-spans.js';

/** A table in columns; where they have no room, and for screen readers, its rows as words. */
export function showTable(table: Table, width: number, page: Page): string[] {
  const addresses: string[] = [];
  const aside = (link: readonly Span[], address: string): void => {
    const told = addressSpans(address, textOf(link), page);
    if (told.length > 0) addresses.push(...showWords([...link, ...told], width, page));
  };
  const rows = table.children.map(({ children }, row) =>
    children.map((cell) => toSpans(cell.children, page, row === 0 ? ['heading'] : [], page.isPlain ? undefined : aside)),
  );
  const [header = [], ...body] = rows;
  if (page.isPlain) return (body.length === 0 ? [header] : body).flatMap((row) => spoken(header, row, page));
  const cells = rows.map((row) => row.map((spans) => lettersOf(spans)));
  const widths = columnWidths(cells, width - 3 * (header.length - 1));
  const shown = widths ? inColumns(cells, widths, table.align ?? [], page) : rowByRow(header, body, width, page);
  return addresses.length === 0 ? shown : [...shown, '', ...addresses];
}

type Cell = readonly (readonly Letter[])[];

function inColumns(
  rows: readonly (readonly Cell[])[],
  widths: readonly number[],
  align: NonNullable<Table['align']>,
  page: Page,
): string[] {
  const filled = rows.map((row) => widths.map((width, column) => (row[column] ?? []).flatMap((line) => fill(line, width))));
  const faint = page.paint.dim;
  const rule = faint(widths.map((width) => '─'.repeat(width)).join('─┼─'));
  const isSimple = filled.every((row) => row.every((lines) => lines.length <= 1));
  return filled.flatMap((row, index) => {
    const height = Math.max(1, ...row.map((lines) => lines.length));
    const lines = Array.from({ length: height }, (_, at) =>
      row
        .map((cell, column) => inPlace(cell[at] ?? [], widths[column]!, align[column], page))
        .join(faint(' │ '))
        .trimEnd(),
    );
    return index === 0 || (!isSimple && index < filled.length - 1) ? [...lines, rule] : lines;
  });
}

function inPlace(line: readonly Letter[], width: number, align: 'left' | 'right' | 'center' | null | undefined, page: Page): string {
  const free = Math.max(0, width - widthOf(line));
  const before = align === 'right' ? free : align === 'center' ? Math.floor(free / 2) : 0;
  return ' '.repeat(before) + paintLetters(line, page.paint) + ' '.repeat(free - before);
}

function rowByRow(header: readonly Span[][], body: readonly Span[][][], width: number, page: Page): string[] {
  if (body.length === 0) return header.flatMap((cell) => showWords(cell, width, page));
  return body.flatMap((row, index) => {
    const lines = row.flatMap((cell, column) => showWords(named(header[column] ?? [], cell, page), width, page));
    return index === 0 ? lines : ['', ...lines];
  });
}

/** A row as a sentence. */
function spoken(header: readonly Span[][], row: readonly Span[][], page: Page): string[] {
  const { and, end } = page.words.table;
  const cells = row
    .map((cell, column) => (row === header ? cell : named(header[column] ?? [], cell, page)))
    .filter((cell) => isWritten(cell));
  const isEnded = /[.。!?！？]\s*$/.test(textOf(cells.at(-1) ?? []));
  const sentence = cells.flatMap((cell, index) => (index === 0 ? cell : [words(and), ...cell]));
  // A sentence is one line, whatever lines its cells have.
  const line = [...sentence, words(isEnded ? '' : end)].map((span) => (span.isBreak ? words(' ') : span));
  return showWords(line, 0, page);
}

function named(header: readonly Span[], cell: readonly Span[], page: Page): Span[] {
  if (!isWritten(header) || !isWritten(cell)) return [...cell];
  return [...header, words(page.words.table.is, ['heading']), ...cell];
}

function isWritten(cell: readonly Span[]): boolean {
  return textOf(cell).trim() !== '';
}

function words(text: string, marks: readonly Mark[] = []): Span {
  return { text, marks };
}
