import { drawMermaid } from '../network/drawing/draw-mermaid.js';
import { drawSentences } from '../network/drawing/draw-sentences.js';
import { drawSvg } from '../network/drawing/draw-svg.js';
import { drawText } from '../network/drawing/draw-text.js';
import type { Language } from '../network/language.js';
import type { Topology } from '../network/topology.js';
import { topologyJson } from '../network/topology-json.js';

interface DrawHow {
  readonly columns: number;
  readonly isColored: boolean;
  readonly language: Language;
}

/** The forms of a picture, by the option of `draw` that asks for them; `text` for none. */
export const drawForms = {
  text: (topology, how) => text(topology, how, false),
  ascii: (topology, how) => text(topology, how, true),
  words: (topology, { language }) => lines(drawSentences(topology, language)),
  svg: (topology, { language }) => drawSvg(topology, { language }),
  mermaid: (topology) => `${drawMermaid(topology).trimEnd()}\n`,
  json: topologyJson,
} satisfies Record<string, (topology: Topology, how: DrawHow) => string>;

export type DrawForm = keyof typeof drawForms;

function text(topology: Topology, { columns, isColored, language }: DrawHow, isAscii: boolean): string {
  return lines(drawText(topology, { columns, isAscii, colours: isColored, language }));
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}
