import { types, type Case } from '../case.js';
import { bashKinds, quietKinds } from '../kinds.js';

/** Shells whose own streams go elsewhere. */
export const redirectionCases: readonly Case[] = [
  {
    name: 'a file that stays open',
    steps: [
      types('exec 3>/tmp/open-$$'),
      types('echo hi >&3; echo there >&3'),
      types('exec 3>&-'),
      types('cat /tmp/open-$$', 'hi\nthere'),
      types('echo x >&3', /[Bb]ad file descriptor/, [1, 2]),
    ],
  },
  {
    name: 'descriptors that shells like to use',
    steps: [
      types('exec 4</dev/null 5>/dev/null 6>&1 7>&2 8>/dev/null 9>/dev/null'),
      types('echo hi >&6', 'hi'),
      types('(exit 3)', '', 3),
      types('exec 6>&- 7>&-'),
      types('(exit 4)', '', 4),
    ],
  },
  {
    name: 'errors to nowhere',
    steps: [
      types('exec 2>/dev/null'),
      types('echo hi', 'hi'),
      types('ls /no/such/file', '', [1, 2]),
      types('(exit 3)', '', 3),
      types('exec 2>/dev/tty'),
      types('ls /no/such/file', /No such file or directory$/, [1, 2]),
      types('echo next', 'next'),
    ],
  },
  {
    name: 'errors to a file',
    steps: [
      types('exec 2>/tmp/errors-$$'),
      types('no-such-command', '', 127),
      types('exec 2>/dev/tty'),
      types('grep -c no-such-command /tmp/errors-$$', '1'),
    ],
  },
  {
    name: 'output to a file',
    kinds: quietKinds,
    steps: [
      types('exec >/tmp/output-$$'),
      types('echo hidden'),
      types('(exit 3)', '', 3),
      types('exec >/dev/tty'),
      // Busybox writes its prompts to there, too.
      types('cat /tmp/output-$$', /hidden/),
      types('echo next', 'next'),
    ],
  },
  {
    name: 'everything to a file',
    kinds: quietKinds,
    steps: [
      types('exec >/tmp/everything-$$ 2>&1'),
      types('echo hidden'),
      types('no-such-command', '', 127),
      types('(exit 3)', '', 3),
      types('exec >/dev/tty 2>&1'),
      types('grep -c hidden /tmp/everything-$$', '1'),
    ],
  },
  {
    name: 'output that is closed',
    steps: [types('exec >&-'), types('(exit 3)', '', 3), types('exec >/dev/tty', '', [0, 1]), types('echo next', 'next')],
  },
  {
    name: 'errors that are closed',
    steps: [types('exec 2>&-'), types('echo hi', 'hi'), types('(exit 3)', '', 3), types('exec 2>/dev/tty'), types('echo next', 'next')],
  },
  {
    name: 'output into a program',
    kinds: bashKinds,
    steps: [types('exec > >(cat)'), types('(exit 3)', /^/, 3), types('exec >/dev/tty'), types('echo next', /next$/)],
  },
  { name: 'a full device', steps: [types('echo hi >/dev/full', /No space left|I\/O error/, [1, 2]), types('echo next', 'next')] },
  {
    name: 'input from elsewhere and back',
    kinds: bashKinds,
    steps: [types('exec 5<&0 </dev/null 0<&5'), types('echo hi', 'hi'), types('(exit 3)', '', 3)],
  },
  { name: 'a here-document as input of one command', steps: [types('read line <<EOF\na b\nEOF'), types('echo $line', 'a b')] },
];
