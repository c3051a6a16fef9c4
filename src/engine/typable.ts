import { completeness } from '../lesson/shell-command.js';
import type { Reason } from './events.js';

/** The longest line that a terminal takes; of a longer one it would silently run the beginning (termios(3), canonical mode). */
const longestLine = 4095;

/** Why a command can't be typed into a terminal as it is, or `undefined`. */
export function untypable(command: string): Reason | undefined {
  if (completeness(command) === 'incomplete') {
    return {
      code: 'incomplete-command',
      params: {},
      text: 'the shell would wait for more: a quote, here-document or compound command stays open',
    };
  }
  const longest = Math.max(...command.split('\n').map((line) => Buffer.byteLength(line)));
  if (longest > longestLine) {
    return {
      code: 'line-too-long',
      params: { bytes: longest, most: longestLine },
      text: `a line of ${longest} bytes, a terminal takes ${longestLine}`,
    };
  }
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  if (/[\u0000-\u0008\u000B-\u001F\u007F]/.test(command)) {
    return { code: 'control-characters', params: {}, text: 'control characters, which a terminal takes as keys' };
  }
  return undefined;
}
