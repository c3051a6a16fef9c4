import type { ChalkInstance } from 'chalk';
import type { StateResult } from '../engine/events.js';
import { drawText } from '../network/drawing/draw-text.js';
import type { Topology } from '../network/topology.js';
import type { Language } from '../network/language.js';
import { findingWords, isLong } from '../verify/state/finding.js';
import { failureWords } from './failure-words.js';
import { oneLine } from './shown-text.js';

/** With the indentation of reports a picture of this width fits into a terminal of 80 columns. */
const columns = 72;

/**
 * What the lesson says of the network and is not so, each below the line that says it. Of a single one the reason, which stands above, has told the rest
 * already, unless it is long.
 */
export function stateLines(missed: readonly StateResult[], paint: ChalkInstance, language: Language = 'en'): string[] {
  const words = failureWords[language];
  const isTold = missed.length === 1 && missed.every((result) => !isLong(result));
  return missed.flatMap((result) => [
    result.subject === 'diagram'
      ? paint.dim(words.diagram(result.line))
      : `${paint.dim(words.says(result.line))}${language === 'zh' ? '' : ' '}${oneLine(result.text)}`,
    ...(isTold ? [] : findingLines(result, paint, language)),
    ...(result.pictures
      ? [
          ...pictureLines(words.documented, result.pictures.expected, paint, language),
          ...pictureLines(words.real, result.pictures.real, paint, language),
        ]
      : []),
  ]);
}

function findingLines({ missing, different, unexpected }: StateResult, paint: ChalkInstance, language: Language): string[] {
  const words = findingWords[language];
  return [
    ...missing.map((what) => paint.red(`- ${oneLine(words.missing(what))}`)),
    ...different.map((what) => paint.yellow(`≠ ${oneLine(words.different(what))}`)),
    ...unexpected.map((what) => paint.green(`+ ${oneLine(words.unexpected(what))}`)),
  ];
}

function pictureLines(title: string, topology: Topology, paint: ChalkInstance, language: Language): string[] {
  const colon = language === 'zh' ? '：' : ':';
  return [paint.dim(`${title}${colon}`), ...drawText(topology, { columns, isAscii: false, colours: paint.level > 0, language })];
}
