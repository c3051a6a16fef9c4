import { describe, expect, it } from 'vitest';
import { isInLab } from '../../../src/lab/programs.js';
import { atPrompt, withPerson, type Person } from './person.js';

/** Types a command, and keys for it when it shows that it waits for them. */
async function answer(person: Person, command: string, ...keys: readonly (readonly [string | RegExp, string])[]): Promise<void> {
  await person.sees(atPrompt);
  await person.presses(`${command}\r`);
  for (const [shown, some] of keys) {
    await person.sees(shown);
    await person.presses(some);
  }
}

describe('keys that a command reads', () => {
  it('are told of read', () =>
    withPerson({}, async (person) => {
      await answer(person, 'read -p "name? " x; echo "[$x]"', ['name? ', 'Ada\r']);
      await person.ended(1);
      expect(person.ends[0]).toMatchObject({ status: 0, keys: 'Ada\r', output: 'name? Ada\r\n[Ada]\r\n' });
    }));

  it.each(['read -s -p "secret? " x', 'stty -echo; echo secret?; head -1; stty echo'])(
    'are not kept when nobody sees them: %s',
    (command) =>
      withPerson({}, async (person) => {
        await answer(person, command, [/secret\? ?$/, 'hidden\r']);
        await person.ended(1);
        expect(person.ends[0]!.keys).toBe(null);
        await person.presses('read y\r');
        await person.sees(/read y$/);
        await person.presses('b\r');
        await person.ended(2);
        expect(person.ends[1]).toMatchObject({ keys: 'b\r' });
      }),
  );

  it('are told of Ctrl-C, Ctrl-Z and Ctrl-D', () =>
    withPerson({}, async (person) => {
      await answer(person, 'cat', [/cat$/, 'a\r'], [/a\na$/, '\u0004']);
      await answer(person, 'sleep 100', [/sleep 100$/, '\u0003']);
      await answer(person, 'sleep 200', [/sleep 200$/, '\u001A']);
      await answer(person, 'fg', [/fg\nsleep 200$/, '\u0003']);
      await person.ended(4);
      expect(person.ends.map(({ keys, status }) => [keys, status])).toEqual([
        ['a\r\u0004', 0],
        ['\u0003', 130],
        ['\u001A', 148],
        ['\u0003', 130],
      ]);
    }));

  it('belong to the next line when nobody has read them', () =>
    withPerson({}, async (person) => {
      await answer(person, 'sleep 0.6', [/sleep 0.6$/, 'echo ahead\rec']);
      await person.sees(/ahead\nroot@host:~# ec$/);
      await person.presses('ho on\r');
      await person.ended(3);
      expect(person.told).toEqual(['> sleep 0.6', '< 0', '> echo ahead', '< 0', '> echo on', '< 0']);
      expect(person.ends.map(({ keys }) => keys)).toEqual(['', '', '']);
    }));

  it('can be read by the command after which they were pasted', () =>
    withPerson({}, async (person) => {
      await person.sees(atPrompt);
      person.types('read x\nhello\n');
      await person.ended(1);
      await answer(person, 'echo "[$x]"');
      await person.ended(2);
      expect(person.told).toEqual(['> read x', '< 0', '> echo "[$x]"', '< 0']);
      expect(person.ends.map(({ keys, output }) => [keys, output.trim()])).toEqual([
        ['hello\n', ''],
        ['', '[hello]'],
      ]);
    }));

  it('are told of an editor', ({ skip }) => {
    skip(!isInLab('vim'), 'vim is not on this machine');
    return withPerson({}, async (person) => {
      await answer(person, 'vim -u NONE file', [/~ +\n/, 'ione\u001B'], ['one', ':wq\r']);
      await person.ended(1);
      await answer(person, 'cat file', [/one\nroot@host:~#$/, '']);
      expect(person.ends[0]!.keys).toContain('ione\u001B:wq\r');
      expect(person.ends[1]!.output).toBe('one\r\n');
    });
  });

  it('are told of a program on the whole screen', () =>
    withPerson({}, async (person) => {
      await answer(person, 'top', [/PID/, 'q']);
      await person.ended(1);
      expect(person.ends[0]!.keys).toBe('q');
    }));
});
