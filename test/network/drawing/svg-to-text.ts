import { SaxesParser } from 'saxes';
import { Canvas } from '../../../src/network/drawing/canvas.js';
import { drawWires } from '../../../src/network/drawing/draw-wires.js';
import type { LaidWire, Point } from '../../../src/network/drawing/layout.js';
import { unicodeStrokes as strokes } from '../../../src/network/drawing/strokes.js';
import { cell } from '../../../src/network/drawing/svg-style.js';
import { Chalk } from 'chalk';
import stringWidth from 'string-width';

interface Shape {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly classes: readonly string[];
  text: string;
}

/**
 * What an SVG picture shows, drawn with characters: by its shapes, where they stand, and its words, and by nothing that can't be seen. It is then read as a text picture is.
 * @throws {Error} when it is no well-formed document, or a shape stands between cells
 */
export function svgToText(svg: string): string[] {
  const shapes = shapesOf(svg);
  const has = (...classes: readonly string[]): Shape[] => shapes.filter((shape) => classes.some((name) => shape.classes.includes(name)));
  const words = shapes.filter(({ name }) => name === 'text');
  const boxes = has('box').map(frameOf);
  const wires = has('wire').map(wireOf);
  const columns = Math.max(...boxes.map(({ right }) => right + 1), ...wires.flatMap(({ points }) => points.map(({ x }) => x + 1)));
  const canvas = new Canvas(columns + 200, Math.max(...boxes.map(({ bottom }) => bottom + 1)));
  for (const { left, top, right, bottom } of boxes) {
    for (let x = left + 1; x < right; x += 1) for (const y of [top, bottom]) canvas.put(x, y, strokes.frame.horizontal, null);
    for (let y = top + 1; y < bottom; y += 1) for (const x of [left, right]) canvas.put(x, y, strokes.frame.vertical, null);
    canvas.put(left, top, strokes.frame.topLeft, null);
    canvas.put(right, top, strokes.frame.topRight, null);
    canvas.put(left, bottom, strokes.frame.bottomLeft, null);
    canvas.put(right, bottom, strokes.frame.bottomRight, null);
  }
  for (const shape of has('behind')) {
    const from = whole(number(shape, 'x') / cell.width + 0.5) - 1;
    const width = whole(number(shape, 'width') / cell.width - 1);
    const y = Math.floor(number(shape, 'y') / cell.height);
    for (const x of [from, from + width + 1]) canvas.put(x, y, ' ', null);
  }
  for (const shape of has('tree')) drawTree(canvas, shape);
  for (const word of words)
    canvas.put(whole(number(word, 'x') / cell.width), Math.floor(number(word, 'y') / cell.height), word.text, null, stringWidth(word.text));
  for (const mark of has('bar')) canvas.put(0, Math.floor(number(mark, 'y') / cell.height), strokes.changed, null);
  drawWires(canvas, wires, strokes, new Chalk({ level: 0 }));
  return canvas.lines();
}

function shapesOf(svg: string): Shape[] {
  const shapes: Shape[] = [];
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) =>
    shapes.push({ name, attributes, classes: (attributes['class'] ?? '').split(' '), text: '' }),
  );
  parser.on('text', (text) => {
    if (shapes.at(-1)?.name === 'text') shapes.at(-1)!.text += text;
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'text') shapes.push({ name: 'end', attributes: {}, classes: [], text: '' });
  });
  parser.write(svg).close();
  return shapes;
}

function frameOf(shape: Shape): { left: number; top: number; right: number; bottom: number } {
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => number(shape, name)) as [number, number, number, number];
  const from = cellAt({ x, y });
  const to = cellAt({ x: x + width, y: y + height });
  return { left: from.x, top: from.y, right: to.x, bottom: to.y };
}

function wireOf({ attributes, classes }: Shape): LaidWire {
  const [, x1, y1, lane, y2, x2] = /^M([\d.]+) ([\d.]+)H([\d.]+)V([\d.]+)H([\d.]+)$/.exec(attributes['d']!)!.map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const points = [
    { x: x1, y: y1 },
    { x: lane, y: y1 },
    { x: lane, y: y2 },
    { x: x2, y: y2 },
  ].map(cellAt);
  const end = { box: '', card: '' };
  return {
    wire: { kind: classes.includes('lower') ? 'lower' : 'cable', from: end, to: end, isChanged: classes.includes('changed') },
    lane: 0,
    points,
  };
}

function drawTree(canvas: Canvas, { attributes }: Shape): void {
  const [, x, top, down, across] = /^M([\d.]+) ([\d.]+)V([\d.]+)(M.*)?$/.exec(attributes['d']!)!;
  const y = Math.round(Number(top) / cell.height);
  const column = whole(Number(x) / cell.width - 0.5);
  const isLast = Number(down) < (y + 0.9) * cell.height;
  canvas.put(column, y, strokes.tree[across === undefined ? 'through' : isLast ? 'corner' : 'tee'], null);
  if (across !== undefined)
    canvas.put(column + 1, y, strokes.tree[attributes['stroke-dasharray'] === undefined ? 'port' : 'stacked'], null);
}

function cellAt({ x, y }: Point): Point {
  return { x: whole(x / cell.width - 0.5), y: whole(y / cell.height - 0.5) };
}

/** Positions are rounded to tenths of a pixel; what is further off stands wrong. */
function whole(cells: number): number {
  const found = Math.round(cells);
  if (Math.abs(cells - found) > 0.05) throw new Error(`a shape stands between cells, at ${cells}`);
  return found;
}

function number({ attributes }: Shape, name: string): number {
  return Number(attributes[name]);
}
