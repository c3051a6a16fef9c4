import { describe, expect, it } from 'vitest';
import { atPrompt, withPerson } from './person.js';

const enter = '\r';
const up = '\u001B[A';
const ctrl = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) & 31);

/** What is typed, and what has to be told of it. */
const trials: Readonly<Record<string, { readonly keys: readonly string[]; readonly told: readonly string[] }>> = {
  'one command, key by key': { keys: ['echo "a  b"; false', enter], told: ['> echo "a  b"; false', '< 1'] },
  'an empty line, blanks, a comment': { keys: [enter, '  ', enter, '# nothing', enter, 'true', enter], told: ['> true', '< 0'] },
  'the line before, changed': {
    keys: ['echo one', enter, up, ' two', enter],
    told: ['> echo one', '< 0', '> echo one two', '< 0'],
  },
  'a search backwards': {
    keys: ['echo first', enter, 'true', enter, ctrl('r'), 'fir', enter],
    told: ['> echo first', '< 0', '> true', '< 0', '> echo first', '< 0'],
  },
  'a completed word': { keys: ['ls /etc/hostn', '\t', enter], told: ['> ls /etc/hostname ', '< 0'] },
  'keys that move and erase': {
    keys: ['ecko abcd', ctrl('a'), '\u001B[C\u001B[C\u001B[C', '\u007F', 'h', ctrl('e'), '\u007F', enter],
    told: ['> echo abc', '< 0'],
  },
  'a line that is dropped': { keys: ['echo no', ctrl('c'), 'true', enter], told: ['> true', '< 0'] },
  'a cleared screen': { keys: ['echo x', ctrl('l'), 'y', enter], told: ['> echo xy', '< 0'] },
  'an open quote': { keys: ["echo 'a", enter, "b'", enter], told: ["> echo 'a\nb'", '< 0'] },
  'a here-document': { keys: ['cat <<E', enter, ' $x', enter, 'E', enter], told: ['> cat <<E\n $x\nE', '< 0'] },
  'a loop': { keys: ['for i in 1 2', enter, 'do echo $i', enter, 'done', enter], told: ['> for i in 1 2\ndo echo $i\ndone', '< 0'] },
  'a pattern of case': { keys: ['case a in', enter, 'a) true', enter, 'esac', enter], told: ['> case a in\na) true\nesac', '< 0'] },
  'a backslash': { keys: ['echo a\\', enter, 'b', enter], told: ['> echo a\\\nb', '< 0'] },
  'a command dropped at its second line': { keys: ['for i in 1', enter, ctrl('c'), 'true', enter], told: ['> true', '< 0'] },
  'an error of syntax': { keys: ['echo )', enter, 'echo $?', enter], told: ['> echo )', '< 2', '> echo $?', '< 0'] },
  '$? and $_': { keys: ['test a = "b c"', enter, 'echo "<$?|$_>"', enter], told: ['> test a = "b c"', '< 1', '> echo "<$?|$_>"', '< 0'] },
  'Chinese and emoji': { keys: ['echo 你好 🐧é', enter], told: ['> echo 你好 🐧é', '< 0'] },
  'history is not expanded': { keys: ['echo a!!b', enter], told: ['> echo a!!b', '< 0'] },
  'set -o vi': {
    keys: ['set -o vi', enter, 'echo ac', '\u001B', 'ib', enter, '\u001B', 'k', enter],
    told: ['> set -o vi', '< 0', '> echo abc', '< 0', '> echo abc', '< 0'],
  },
  'set -eu': { keys: ['set -eu', enter, 'echo a', enter], told: ['> set -eu', '< 0', '> echo a', '< 0'] },
  'set -x': { keys: ['set -x', enter, 'echo a', enter], told: ['> set -x', '< 0', '> echo a', '< 0'] },
  'other prompts': {
    keys: ["PS1='new> '", enter, 'echo a', enter, 'PROMPT_COMMAND="echo hook"', enter, 'false', enter],
    told: ["> PS1='new> '", '< 0', '> echo a', '< 0', '> PROMPT_COMMAND="echo hook"', '< 0', '> false', '< 1'],
  },
  'no hook': {
    keys: ['unset PROMPT_COMMAND', enter, 'echo a', enter, 'false', enter, enter, 'true', enter],
    told: ['> unset PROMPT_COMMAND', '< 0', '> echo a', '< 0', '> false', '< 1', '> true', '< 0'],
  },
  'a key bound to text': {
    keys: [`bind '"\\C-t": "echo t\\C-m"'`, enter, ctrl('t'), 'true', enter],
    told: [`> bind '"\\C-t": "echo t\\C-m"'`, '< 0', '> echo t', '< 0', '> true', '< 0'],
  },
  'another Enter': {
    keys: [`bind '"\\C-t": accept-line'`, enter, 'echo t', ctrl('t'), 'true', enter],
    told: [`> bind '"\\C-t": accept-line'`, '< 0', '> echo t', '< 0', '> true', '< 0'],
  },
  'operate-and-get-next': {
    keys: ['echo 1', enter, 'echo 2', enter, up, up, ctrl('o'), enter],
    told: ['> echo 1', '< 0', '> echo 2', '< 0', '> echo 1', '< 0', '> echo 2', '< 0'],
  },
};

describe('what is typed at a prompt', () => {
  it.each(Object.entries(trials))('%s', (_name, { keys, told }) =>
    withPerson({}, async (person) => {
      await person.sees(atPrompt);
      for (const some of keys) {
        await person.presses(some);
        if (some === enter || some === ctrl('t') || some === ctrl('c')) await person.sees(/[#$>] ?$/);
      }
      await person.ended(told.length / 2);
      await person.sees(/[#>]$/);
      expect(person.told).toEqual(told);
      expect(person.screen()).not.toContain('nslab');
    }),
  );
});
