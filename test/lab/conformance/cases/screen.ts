import { hangs, types, type Case } from '../case.js';
import { bashKinds, fewKinds, kindNames, quietKinds, rootKinds, someKinds, termKinds } from '../kinds.js';

const anything = /^/;

/** Commands that treat the terminal as one. */
export const screenCases: readonly Case[] = [
  { name: 'colours', steps: [types("printf '\\033[1;31mred\\033[0m\\n'", 'red'), types('ls --color=always -d /tmp', '/tmp')] },
  {
    name: 'movements of the cursor',
    steps: [
      types("printf 'a\\033[2Kb\\033[5Cc\\033[1A\\n'", 'abc'),
      types("printf '\\0337\\033[10;10Hx\\0338\\n'", 'x'),
      types('echo next', 'next'),
    ],
  },
  { name: 'a title', steps: [types("printf '\\033]0;title\\007x\\033]2;title\\033\\\\\\n'", 'x')] },
  {
    name: 'a sequence without an end',
    steps: [
      types("printf 'x\\033]0;never ended'", 'x'),
      types('echo next', 'next'),
      types("printf 'x\\033['; (exit 3)", /^x\[?$/, 3),
      types("printf 'x\\033'; (exit 4)", 'x', 4),
      types("printf 'x\\033P'", 'x'),
      types('echo next', 'next'),
    ],
  },
  {
    name: 'questions to the terminal',
    steps: [types("printf '\\033[6n\\033[c\\033[5n'; (exit 3)", '', 3), types('echo next', 'next'), types('echo again', 'again')],
  },
  { name: 'the size of the terminal', steps: [types('stty size', '40 120')] },
  { name: 'COLUMNS and LINES', kinds: bashKinds, steps: [types('stty size', '40 120'), types('echo $COLUMNS $LINES', '120 40')] },
  { name: 'the size for a program', kinds: termKinds, steps: [types('tput cols', '120'), types('tput lines', '40')] },
  { name: 'the name of the terminal', steps: [types('tty', /^\/dev\/pts\/\d+$/), types('ls -l /proc/self/fd/0', /-> \/dev\/pts\/\d+$/)] },
  {
    name: 'the standard streams are a terminal',
    steps: [
      types('test -t 0 && test -t 1 && test -t 2'),
      types('test -r /dev/tty && test -w /dev/tty'),
      types('test -t 0 </dev/null', '', 1),
    ],
  },
  { name: 'the terminal by its path', kinds: rootKinds, steps: [types('echo hi >"$(tty)"', 'hi')] },
  { name: 'a controlling terminal', steps: [types("/usr/bin/ps -o tty= -p $$ | tr -d ' '", /^pts\/\d+$/)] },
  {
    name: 'another screen',
    kinds: termKinds,
    steps: [types('tput smcup; echo inside; tput rmcup; (exit 3)', 'inside', 3), types('echo next', 'next')],
  },
  { name: 'another screen left behind', kinds: termKinds, steps: [types('tput smcup; tput civis', ''), types('echo next', 'next')] },
  { name: 'clear', kinds: termKinds, steps: [types('clear'), types('echo next', 'next')] },
  {
    name: 'less',
    needs: 'less',
    kinds: someKinds,
    steps: [hangs('less /etc/passwd', anything, { exit: [0, 1, 2, 130, 137] }), types('echo next', 'next')],
  },
  {
    name: 'vi',
    needs: 'vi',
    kinds: someKinds,
    steps: [hangs('vi /tmp/vi-$$', anything, { exit: [0, 1, 130, 137] }), types('echo next', 'next'), types('false', '', 1)],
  },
  {
    name: 'top',
    needs: 'top',
    kinds: someKinds,
    steps: [types('top', anything, [0, 130], { press: /PID/ }), types('echo next', 'next')],
  },
  {
    name: 'watch',
    needs: 'watch',
    kinds: someKinds.filter((name) => name !== 'script sh'),
    steps: [types('watch -n 1 echo hello', /hello/, [0, 130], { press: /hello/ }), types('echo next', 'next')],
  },
  {
    name: 'settings of the terminal that are left behind',
    steps: [
      types('stty echo'),
      types('echo one', 'one'),
      types('(exit 3)', '', 3),
      types('stty -echo'),
      types('echo two', 'two'),
      types('stty onlcr'),
      types("printf 'a\\nb\\n'", 'a\nb'),
      types('stty sane'),
      types("printf 'a\\nb\\n'; (exit 4)", 'a\nb', 4),
      types('for i in 1 2\ndo echo $i\ndone', '1\n2'),
    ],
  },
  {
    name: 'single characters',
    kinds: quietKinds,
    steps: [types('stty -icanon'), types('echo one', 'one'), types('(exit 3)', '', 3), types('stty icanon'), types('echo two', 'two')],
  },
  {
    name: 'a raw terminal',
    kinds: quietKinds,
    steps: [types('stty raw'), types('echo one', 'one'), types('(exit 3)', '', 3), types('stty -raw'), types('echo two', 'two')],
  },
  {
    name: 'a raw terminal and a command that hangs',
    kinds: fewKinds,
    steps: [types('stty raw'), hangs('sleep 60', anything, { exit: [130, 137] }), types('echo next', 'next')],
  },
  {
    name: 'a program that leaves a raw terminal',
    steps: [types("sh -c 'stty raw -echo; exit 3'", '', 3), types('echo next', 'next'), types('echo end', 'end')],
  },
  {
    name: 'another key for Ctrl-C',
    kinds: ['own', 'sh'],
    steps: [types("stty intr ''"), hangs('sleep 60', anything, { exit: [130, 137] }), types('echo next', 'next')],
  },
  {
    name: 'another size',
    kinds: kindNames,
    steps: [types('stty cols 80 rows 24'), types('stty size', '24 80'), types('echo next', 'next')],
  },
  {
    name: 'reset',
    kinds: ['own', 'sh', 'busybox sh', 'script'],
    steps: [types('reset', anything), types('echo next', 'next'), types('(exit 3)', '', 3)],
  },
];
