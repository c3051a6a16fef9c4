import { types, type Case } from '../case.js';
import { fewKinds, someKinds } from '../kinds.js';

const numbers = Array.from({ length: 100_000 }, (_, index) => index + 1).join('\n');

/** What commands print, as text. */
export const outputCases: readonly Case[] = [
  { name: 'none', steps: [types('true'), types('printf ""'), types('echo')] },
  { name: 'a line', steps: [types('echo hi', 'hi'), types('echo hi there', 'hi there')] },
  {
    name: 'no newline at the end',
    steps: [types('printf abc', 'abc'), types('echo next', 'next'), types('printf "a\\nb"', 'a\nb'), types('true')],
  },
  { name: 'nothing but newlines', steps: [types("printf '\\n\\n\\n'"), types('echo next', 'next')] },
  { name: 'blank lines inside and before', steps: [types("printf 'a\\n\\n\\nb\\n'", 'a\n\n\nb'), types("printf '\\n\\na\\n'", '\n\na')] },
  { name: 'spaces at both ends of a line', steps: [types("printf '  a  \\n'", '  a  '), types("printf '\\ta\\t\\n'", '\ta\t')] },
  { name: 'stderr', steps: [types('echo wrong >&2', 'wrong'), types('ls /no/such/file', /No such file or directory$/, [1, 2])] },
  {
    name: 'stdout and stderr in turn',
    steps: [types('for i in 1 2 3; do echo out $i; echo err $i >&2; done', 'out 1\nerr 1\nout 2\nerr 2\nout 3\nerr 3')],
  },
  { name: 'written to the terminal by its name', steps: [types('echo hi >/dev/tty', 'hi'), types('echo hi | tee /dev/tty', 'hi\nhi')] },
  {
    name: 'lines of the width of the terminal and more',
    steps: [
      types('printf "%0120d\\n" 7; echo next', `${'0'.repeat(119)}7\nnext`),
      types('printf "%0121d\\n" 7', `${'0'.repeat(120)}7`),
      types('printf "%0300d" 7', `${'0'.repeat(299)}7`),
      types('echo next', 'next'),
    ],
  },
  {
    name: 'wide and combining characters',
    steps: [
      types("echo '网络命名空间 🚀 👩‍🚀'", '网络命名空间 🚀 👩‍🚀'),
      types("printf '%s\\n' 'e\u0301 n\u0303 — é'", 'e\u0301 n\u0303 — é'),
      types(`printf '%s' ${'界'.repeat(100)}`, '界'.repeat(100)),
    ],
  },
  { name: 'a character that comes in two parts', steps: [types(`printf '\\344\\270'; sleep 0.05; printf '\\255\\n'`, '中')] },
  { name: 'bytes that are no text', steps: [types("head -c 2000 /dev/zero | tr '\\0' '\\377'", /^\uFFFD+$/), types('echo next', 'next')] },
  { name: 'half a character at the end', steps: [types("printf 'a\\344\\270'", /^a\uFFFD*$/), types('echo next', 'next')] },
  {
    name: 'every byte there is',
    steps: [
      types('i=0; while [ $i -lt 256 ]; do printf "\\\\$(printf %03o $i)"; i=$((i + 1)); done', /ABC/),
      types('echo next', 'next'),
      types('(exit 3)', '', 3),
    ],
  },
  { name: 'many zero bytes', steps: [types('head -c 5000 /dev/zero'), types('echo next', 'next')] },
  {
    name: 'a progress bar',
    steps: [
      types("printf '10%%\\r50%%\\r100%%\\n'", '100%'),
      types('for i in 1 2 3; do printf "step $i of 3\\r"; sleep 0.01; done; echo', 'step 3 of 3'),
      types("printf 'no end\\r'", 'no end'),
      types('echo next', 'next'),
    ],
  },
  { name: 'lines that end as on Windows', steps: [types("printf 'a\\r\\nb\\r\\n'", 'a\nb')] },
  {
    name: 'lines that look like a prompt',
    steps: [
      types("printf 'root@lab:~# \\n$ \\n> \\n'", 'root@lab:~# \n$ \n> '),
      types("printf 'root@lab:~# '", 'root@lab:~# '),
      types("printf '$ '", '$ '),
      types("printf 'x\\n> '; (exit 4)", 'x\n> ', 4),
      types('echo next', 'next'),
    ],
  },
  {
    name: 'a pause after what looks like a prompt',
    kinds: someKinds,
    steps: [types("printf '# '; sleep 0.3; echo later; (exit 5)", '# later', 5), types('echo next', 'next')],
  },
  {
    name: 'the command itself',
    steps: [types("echo 'echo hi'", 'echo hi'), types('printf "%s\\n%s" "printf x" "printf x"', 'printf x\nprintf x')],
  },
  {
    name: 'marks of another terminal',
    steps: [
      types("printf '\\033]133;D;0;0123456789abcdef\\007still here\\n'; (exit 6)", 'still here', 6),
      types("printf '\\033]133;A\\007\\033]133;B\\007a\\033]133;C\\007b\\033]133;D\\007\\033]133;D;0\\007c\\n'", 'abc'),
      types("printf '\\033]133;'; sleep 0.05; printf 'D;0;x\\007y\\n'", 'y'),
      types('echo next', 'next'),
    ],
  },
  {
    name: 'everything that the shell knows',
    steps: [types('set; (exit 3)', /(^|\n)IFS=/, 3), types('export -p', /PWD/), types('echo next', 'next')],
  },
  {
    name: 'a very long line',
    kinds: someKinds,
    steps: [types("head -c 200000 /dev/zero | tr '\\0' x", 'x'.repeat(200_000)), types('echo next', 'next')],
  },
  { name: 'very many lines', kinds: someKinds, steps: [types('seq 100000', numbers), types('echo next', 'next')] },
  {
    name: 'far too much',
    kinds: ['own'],
    steps: [
      types('yes | head -c 100000000', /^y\ny\n/, [130, 141], { end: 'output-limit' }),
      types('echo next', 'next'),
      types('false', '', 1),
    ],
  },
  {
    name: 'far too much of a program that ignores Ctrl-C',
    kinds: ['own'],
    steps: [types('sh -c "trap \'\' INT; yes"', /^y\ny\n/, 137, { end: 'output-limit' }), types('echo next', 'next')],
  },
  {
    name: 'a little at a time',
    kinds: fewKinds,
    steps: [types('for i in 1 2 3 4; do printf $i; sleep 0.06; done; (exit 2)', '1234', 2), types('true')],
  },
];
