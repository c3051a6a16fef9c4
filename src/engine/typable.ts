import { completeness } from '../lesson/shell-command.js';
import type { Reason } from './events.js';

/** Of a command that the shell would not run but wait for more of. */
export const incompleteCommand: Reason = {
  code: 'incomplete-command',
  params: {},
  text: 'the shell would wait for more: a quote, here-document or compound command stays open',
};

/** Why a command is not typed at all, or `undefined`. What this does not see, the terminal notices. */
export function untypable(command: string): Reason | undefined {
  return completeness(command) === 'incomplete' ? incompleteCommand : undefined;
}
