import { NslabError } from '../errors.js';
import { completeness } from '../lesson/shell-command.js';
import type { Reason } from './events.js';
import { reasonOf, reasonText } from './reasons/reason-text.js';

/** Of a command that the shell would not run but wait for more of. */
export const incompleteCommand: Reason = reasonOf('incomplete-command', {});

/** Why a command is not typed at all, or `undefined`. What this does not see, the terminal notices. */
export function untypable(command: string): Reason | undefined {
  return completeness(command) === 'incomplete' ? incompleteCommand : undefined;
}

/** @throws {NslabError} `incomplete-command`, for a command of a person's own */
export function refuseUntypable(command: string): void {
  const problem = untypable(command);
  if (!problem) return;
  const words = { en: problem.text, zh: reasonText(problem, 'zh') };
  throw new NslabError('incomplete-command', words, { hint: { en: 'close it, and type it again', zh: '把它补全，再输入一次' } });
}
