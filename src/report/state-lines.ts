import type { ChalkInstance } from 'chalk';
import type { StateResult } from '../engine/events.js';
import { drawText } from '../network/drawing/draw-text.js';
import type { Topology } from '../network/topology.js';
import { isLong } from '../verify/state/finding.js';
import { oneLine } from './shown-text.js';

/** With the indentation of reports a picture of this width fits into a terminal of 80 columns. */
const columns = 72;

/**
 * What the lesson says of the network and is not so, each below the line that says it. Of a single one the reason, which stands above, has told the rest
 * already, unless it is long.
 */
export function stateLines(missed: readonly StateResult[], paint: ChalkInstance): string[] {
  const isTold = missed.length === 1 && missed.every((result) => !isLong(result));
  return missed.flatMap((result) => [
    result.subject === 'diagram'
      ? paint.dim(`the diagram in line ${result.line}:`)
      : `${paint.dim(`line ${result.line} says:`)} ${oneLine(result.text)}`,
    ...(isTold ? [] : findingLines(result, paint)),
    ...(result.pictures
      ? [...pictureLines('documented', result.pictures.expected, paint), ...pictureLines('real', result.pictures.real, paint)]
      : []),
  ]);
}

function findingLines({ missing, different, unexpected }: StateResult, paint: ChalkInstance): string[] {
  return [
    ...missing.map((what) => paint.red(`- ${oneLine(what)} is missing`)),
    ...different.map((what) => paint.yellow(`≠ ${oneLine(what)}`)),
    ...unexpected.map((what) => paint.green(`+ ${oneLine(what)} is there and should not be`)),
  ];
}

function pictureLines(title: string, topology: Topology, paint: ChalkInstance): string[] {
  return [paint.dim(`${title}:`), ...drawText(topology, { columns, isAscii: false, colours: paint.level > 0, language: 'en' })];
}
