import type { ChalkInstance } from 'chalk';
import type { StateResult } from '../engine/events.js';
import { drawText } from '../network/drawing/draw-text.js';
import type { Topology } from '../network/topology.js';
import { oneLine } from './shown-text.js';

/** With the indentation of reports a picture of this width fits into a terminal of 80 columns. */
const columns = 72;

/** What the lesson says of the network and is not so, each below the line that says it. */
export function stateLines(missed: readonly StateResult[], paint: ChalkInstance): string[] {
  return missed.flatMap((result) => [
    `${paint.dim(`line ${result.line} says:`)} ${result.subject === 'diagram' ? 'the diagram' : oneLine(result.text)}`,
    ...result.missing.map((what) => paint.red(`- ${oneLine(what)} is missing`)),
    ...result.different.map((what) => paint.yellow(`≠ ${oneLine(what)}`)),
    ...result.unexpected.map((what) => paint.green(`+ ${oneLine(what)} is there and should not be`)),
    ...(result.pictures
      ? [...pictureLines('documented', result.pictures.expected, paint), ...pictureLines('real', result.pictures.real, paint)]
      : []),
  ]);
}

function pictureLines(title: string, topology: Topology, paint: ChalkInstance): string[] {
  return [paint.dim(`${title}:`), ...drawText(topology, { columns, isAscii: false, colours: paint.level > 0, language: 'en' })];
}
