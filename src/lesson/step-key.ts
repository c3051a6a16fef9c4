import { createHash } from 'node:crypto';
import { NslabError, type Position } from '../errors.js';

/**
 * A step's key: its own `id`, else a hash of its command and of how often the command has come before.
 * Adds it to `keys`, which counts commands and names so far.
 * @throws {NslabError} `setting-value` for an id that is taken.
 */
export function stepKey(command: string, id: string | undefined, keys: Map<string, number>, position: Position): string {
  if (id !== undefined) {
    if (keys.has(id))
      throw new NslabError(
        'setting-value',
        { en: `unexpected second \`id=${id}\`, expected each id once`, zh: `\`id=${id}\` 重复出现，每个 id 只应出现一次` },
        {
          position,
          hint: { en: 'give this step another id', zh: '给这一步换一个 id' },
        },
      );
    keys.set(id, 1);
    return id;
  }
  const counted = `command ${command}`;
  const occurrence = (keys.get(counted) ?? 0) + 1;
  keys.set(counted, occurrence);
  return createHash('sha256').update(`${command}\0${occurrence}`).digest('hex').slice(0, 10);
}
