import type { ChalkInstance } from 'chalk';
import type { StepEnd } from '../engine/events.js';
import type { OwnEnd } from '../engine/session/own-end.js';
import { tellChanges } from '../network/changes/tell-changes.js';
import type { Language } from '../network/language.js';
import { failureLines } from '../report/failure.js';

/** What came of a step, for whoever has just had it run. */
export function shownStep(ended: StepEnd, paint: ChalkInstance): string {
  const exits = ended.impliedExits === 0 ? '' : paint.dim('(exit was typed first: the lesson means the shell around)\n');
  return exits + resultOf(ended, paint);
}

/** What came of a command of the person's own: nobody judges it. */
export function shownOwn({ output, exitCode, ending, shell, changes }: OwnEnd, language: Language, paint: ChalkInstance): string {
  const status = exitCode === 0 || exitCode === null ? '' : `exit status ${exitCode} `;
  const end =
    ending === 'shell-ended' ? 'The shell of this terminal has ended; u brings it back. ' : ending === 'timeout' ? 'It was stopped. ' : '';
  const told = tellChanges(changes ?? [], language).map(({ text, depth }) => `${'  '.repeat(depth)}${paint.cyan('Δ')} ${text}`);
  return [
    ...(output.trim() === '' ? [] : [output.trimEnd()]),
    paint.dim(`${end}${status}(yours, in ${shell}; u takes it back)`),
    ...told,
  ].join('\n');
}

function resultOf(ended: StepEnd, paint: ChalkInstance): string {
  const failure = failureLines(ended, paint);
  if (failure.length > 0) return failure.join('\n');
  if (ended.verdict !== 'pass') return paint.cyan(`${ended.verdict}: ${ended.reason?.text ?? ''}`);
  return `${ended.output.trimEnd()}${ended.output.trim() ? '\n' : ''}${paint.green('✓ as the lesson says')}`;
}
