import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { StepEnd } from '../../engine/events.js';
import type { Language } from '../../network/language.js';
import type { AlignedLine } from '../../verify/align-output.js';
import type { Disagreement } from '../../verify/correspondence.js';
import { correspondenceText } from '../correspondence-text.js';
import { missedStates } from '../failure-place.js';
import { cutLine } from '../shown-text.js';
import { networkPart } from './network.js';
import { optional, shown, shownOutput } from './shown.js';
import { stateCard } from './state.js';
import { badge, duration } from './verdict.js';

const mostAlignedLines = 2000;

/** The place on the page of a step. Headings have places of small letters, so that the two are never the same. */
export function placeOf(step: StepEnd): string {
  return `S${step.step}`;
}

/** A step as it was: its command, what the lesson says of it, and what came of it. */
export function stepCard(step: StepEnd, documented: readonly string[] | null, language: Language): Element {
  const { verdict, known } = step;
  return h('article', { className: ['step', verdict, ...(known ? ['known'] : [])], id: placeOf(step) }, [
    h('div', { className: 'head' }, [
      h('pre', { className: 'command' }, [h('span', { className: 'prompt' }, shown(`${step.shell}$ `)), h('code', shown(step.command))]),
      h('a', { className: 'verdict', href: `#${placeOf(step)}` }, badge(verdict)),
    ]),
    ...result(step, documented),
    ...missedStates(step).map((missed) => stateCard(missed, language)),
    ...networkPart(step, language),
    h('p', { className: 'facts' }, facts(step)),
  ]);
}

function result(step: StepEnd, documented: readonly string[] | null): ElementContent[] {
  const aligned = step.expectations.find((expectation) => expectation.kind === 'output')?.aligned ?? null;
  return [...why(step), ...(aligned ? comparison(aligned) : printed(step, documented))];
}

function why({ known, reason, causedBy, diagnosis }: StepEnd): Element[] {
  return [
    ...optional(known !== null, () =>
      h('p', { className: 'why' }, [
        h('b', 'Known: '),
        ...shown(known!.reason),
        h('span', { className: 'quiet' }, [' (', ...shown(known!.from), ')']),
      ]),
    ),
    ...optional(reason !== null, () =>
      h('p', { className: 'why' }, [
        ...shown(reason!.text),
        ...(causedBy === null ? [] : [h('span', { className: 'quiet' }, `, follows from line ${causedBy}`)]),
        ' ',
        h('code', { className: 'reason' }, shown(reason!.code)),
      ]),
    ),
    ...optional(diagnosis !== null, () =>
      h('p', { className: 'why' }, [
        h('b', 'Why: '),
        ...shown(diagnosis!.text),
        '. ',
        h('span', { className: 'quiet' }, ['Try: ', ...shown(diagnosis!.advice)]),
        ' ',
        h('code', { className: 'reason' }, shown(diagnosis!.code)),
      ]),
    ),
  ];
}

/** What the lesson documents, if it is right; what was printed is one click away where it is not the same letter for letter. */
function printed(step: StepEnd, documented: readonly string[] | null): Element[] {
  const output = step.output.trimEnd();
  const said = documented?.join('\n').trimEnd() ?? null;
  if (step.verdict !== 'pass') {
    const text = step.attempts > 0 ? step.output : (said ?? '');
    return optional(text.trim() !== '', () => h('pre', { className: 'output' }, shownOutput(text)));
  }
  const lines = output.split('\n').length;
  const summary = said === null ? `printed ${lines} ${lines === 1 ? 'line' : 'lines'}` : 'what it really printed';
  return [
    ...optional(said !== null && said !== '', () => h('pre', { className: 'output' }, shownOutput(said!))),
    ...optional(output !== '' && output !== said, () =>
      h('details', [h('summary', summary), h('pre', { className: 'output real' }, shownOutput(step.output))]),
    ),
  ];
}

function facts(step: StepEnd): string {
  const parts = [
    `line ${step.line}`,
    step.terminal === 'main' ? '' : `terminal ${step.terminal}`,
    step.attempts > 0 ? duration(step.durationMs) : '',
    step.exitCode ? `exit status ${step.exitCode}` : '',
    step.settled ? `settled after ${step.attempts} looks` : '',
    step.impliedExits > 0 ? `after ${step.impliedExits === 1 ? 'an exit' : `${step.impliedExits} exits`} that the document leaves out` : '',
    step.truncated ? 'some of the output is missing' : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** Documented and real lines below each other, the words in which they differ marked. */
function comparison(aligned: readonly AlignedLine[]): Element[] {
  const left = aligned.length - mostAlignedLines;
  return [
    h('div', { className: 'comparison' }, [
      h('p', { className: 'legend' }, [h('del', 'documented'), ' ', h('ins', 'real')]),
      ...aligned.slice(0, mostAlignedLines).flatMap(alignedLine),
      ...optional(left > 0, () => h('p', { className: 'note' }, `${left} more lines are left out`)),
    ]),
  ];
}

function alignedLine(line: AlignedLine): Element[] {
  switch (line.kind) {
    case 'same':
      return [h('div', { className: 'line' }, shown(cutLine(line.real)))];
    case 'elided':
      return [
        h('div', { className: 'line quiet' }, [
          ...shown(cutLine(line.documented)),
          ` (${line.realLines} ${line.realLines === 1 ? 'line' : 'lines'})`,
        ]),
      ];
    case 'missing':
      return [h('del', { className: 'line' }, shown(cutLine(line.documented)))];
    case 'unexpected':
      return [h('ins', { className: 'line' }, shown(cutLine(line.real)))];
    case 'more':
      return [h('div', { className: 'line quiet' }, `(${line.realLines} more ${line.realLines === 1 ? 'line' : 'lines'})`)];
    case 'different':
      return [
        h('del', { className: 'line' }, marked(line.documented, line.words, 'documented')),
        h('ins', { className: 'line' }, marked(line.real, line.words, 'real')),
        ...line.words.flatMap(correspondence),
      ];
  }
}

function marked(line: string, words: readonly Disagreement[], side: 'documented' | 'real'): ElementContent[] {
  if (cutLine(line) !== line) return shown(cutLine(line));
  const nodes: ElementContent[] = [];
  let from = 0;
  for (const { [side]: word } of words) {
    const at = word === '' ? -1 : line.indexOf(word, from);
    if (at === -1) continue;
    nodes.push(...shown(line.slice(from, at)), h('mark', shown(word)));
    from = at + word.length;
  }
  return [...nodes, ...shown(line.slice(from))];
}

function correspondence(word: Disagreement): Element[] {
  const text = correspondenceText(word);
  return text === undefined ? [] : [h('p', { className: 'note' }, shown(text))];
}
