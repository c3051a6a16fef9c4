import { Chalk, type ChalkInstance } from 'chalk';
import type { Topology } from '../topology.js';
import { Canvas, type Paint } from './canvas.js';
import { layOut, marginWidth, treeStep, type LaidBox, type LaidPart, type LaidRow } from './layout.js';
import { asciiStrokes, unicodeStrokes, type Strokes } from './strokes.js';
import { drawWires } from './draw-wires.js';

export interface TextOptions {
  /** How wide the picture may be; from 60 on all that is usual has room. */
  readonly columns: number;
  readonly isAscii: boolean;
  readonly colours: boolean;
  readonly language: 'en' | 'zh';
}

/** A picture for terminals and plain text, as lines without spaces at their ends. What is changed has a mark in the margin. */
export function drawText(topology: Topology, options: TextOptions): string[] {
  const layout = layOut(topology, options);
  const strokes = options.isAscii ? asciiStrokes : unicodeStrokes;
  const chalk = new Chalk({ level: options.colours ? 1 : 0 });
  const canvas = new Canvas(layout.columns, layout.rows);
  for (const box of layout.boxes) drawBox(canvas, box, strokes, chalk);
  drawWires(canvas, layout.wires, strokes, chalk);
  return canvas.lines();
}

function drawBox(
  canvas: Canvas,
  { box, x, y, width, height, title, rows }: LaidBox,
  { frame, changed, tree }: Strokes,
  chalk: ChalkInstance,
): void {
  const right = x + width - 1;
  const bottom = y + height - 1;
  const paint = box.isChanged ? chalk.yellow : null;
  for (let column = x + 1; column < right; column += 1) {
    canvas.put(column, y, frame.horizontal, paint);
    canvas.put(column, bottom, frame.horizontal, paint);
  }
  for (let row = y + 1; row < bottom; row += 1) {
    canvas.put(x, row, frame.vertical, paint);
    canvas.put(right, row, frame.vertical, paint);
  }
  canvas.put(x, y, frame.topLeft, paint);
  canvas.put(right, y, frame.topRight, paint);
  canvas.put(x, bottom, frame.bottomLeft, paint);
  canvas.put(right, bottom, frame.bottomRight, paint);
  for (const part of title) {
    canvas.put(part.x - 1, y, ' ', null);
    canvas.put(part.x, y, part.text, part.role === 'box' ? chalk.bold : chalk.dim, part.width);
    canvas.put(part.x + part.width, y, ' ', null);
  }
  if (box.isChanged) canvas.put(0, y, changed, chalk.yellow);
  for (const row of rows) {
    drawTree(canvas, row, tree, chalk);
    for (const part of row.parts) canvas.put(part.x, row.y, part.text, paintOf(part, row, chalk), part.width);
    if (row.isChanged && row.kind !== 'more') canvas.put(0, row.y, changed, chalk.yellow);
  }
}

function drawTree(canvas: Canvas, { y, tree, branch }: LaidRow, strokes: Strokes['tree'], chalk: ChalkInstance): void {
  tree.forEach((mark, level) => {
    const x = marginWidth + 2 + level * treeStep;
    canvas.put(x, y, strokes[mark], chalk.dim);
    if (mark === 'tee' || mark === 'corner') canvas.put(x + 1, y, strokes[branch ?? 'port'], chalk.dim);
  });
}

function paintOf({ role }: LaidPart, { card, isChanged, isQuiet }: LaidRow, chalk: ChalkInstance): Paint {
  if (isQuiet && !isChanged) return chalk.dim;
  if (role === 'state' && card) return { up: chalk.green, down: chalk.red, 'no-carrier': chalk.red }[card.state];
  if (isChanged) return role === 'name' ? chalk.yellow.bold : chalk.yellow;
  if (role === 'name') return chalk.bold;
  return role === 'kind' || role === 'note' || role === 'master' ? chalk.dim : null;
}
