import type { ChalkInstance } from 'chalk';
import type { StateResult } from '../engine/events.js';
import { oneLine } from './shown-text.js';

/** What the lesson says of the network and is not so, each below the line that says it. */
export function stateLines(missed: readonly StateResult[], paint: ChalkInstance): string[] {
  return missed.flatMap((result) => [
    `${paint.dim(`line ${result.line} says:`)} ${result.subject === 'diagram' ? 'the diagram' : oneLine(result.text)}`,
    ...result.missing.map((what) => paint.red(`- ${oneLine(what)} is missing`)),
    ...result.different.map((what) => paint.yellow(`≠ ${oneLine(what)}`)),
    ...result.unexpected.map((what) => paint.green(`+ ${oneLine(what)} is there and should not be`)),
  ]);
}
