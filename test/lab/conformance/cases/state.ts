import { leaves, opens, types, type Case } from '../case.js';
import { bashKinds, busyboxKinds, dashKinds } from '../kinds.js';

const lost = /^(\S*sh: getcwd: [^\n]*\n?)*$/;

/** What a step leaves behind in its shell is there for the next ones. */
export const stateCases: readonly Case[] = [
  {
    name: 'the folder',
    steps: [
      types('cd /usr/bin'),
      types('pwd', '/usr/bin'),
      types('cd /tmp && cd - >/dev/null'),
      types('cd -', '/tmp'),
      types('pwd', '/tmp'),
    ],
  },
  {
    name: 'a folder that is gone',
    kinds: [...bashKinds, ...dashKinds],
    steps: [types('mkdir -p /tmp/gone && cd /tmp/gone && rmdir /tmp/gone'), types('echo next', 'next'), types('cd /'), types('pwd', '/')],
  },
  {
    name: 'a folder that is gone, of which busybox complains at every prompt',
    kinds: busyboxKinds,
    steps: [
      types('mkdir -p /tmp/gone && cd /tmp/gone && rmdir /tmp/gone', lost),
      types('echo next', /^next(\n\S*sh: getcwd: [^\n]*)*$/),
      types('cd /', lost),
      types('pwd', '/'),
    ],
  },
  {
    name: 'variables',
    steps: [
      types('x=1 y="a b"'),
      types('echo "$x $y"', '1 a b'),
      types("sh -c 'echo [$x]'", '[]'),
      types('export x'),
      types("sh -c 'echo [$x]'", '[1]'),
    ],
  },
  { name: 'a variable for one command', steps: [types("x=5 sh -c 'echo $x'", '5'), types('echo "[$x]"', '[]')] },
  {
    name: 'variables that nslab might use',
    steps: [types('status=5 token=6 PS2=x'), types('echo $status $token $PS2', '5 6 x'), types('set -- a b'), types('echo $# $2', '2 b')],
  },
  {
    name: 'functions',
    steps: [
      types('greet() { echo hello $1; return 3; }'),
      types('greet you', 'hello you', 3),
      types('unset -f greet'),
      types('greet', /not found$/, 127),
    ],
  },
  {
    name: 'an alias',
    steps: [types("alias hi='echo hello'"), types('hi there', 'hello there'), types('unalias hi'), types('hi', /not found$/, 127)],
  },
  {
    name: 'aliases of what shells are made of',
    steps: [
      types("alias echo='echo aliased' printf=false command=false exit='echo no' stty=false set=false trap=false"),
      types('echo hi', 'aliased hi'),
      types('(exit 3)', /^(aliased )?no 3$/),
    ],
  },
  {
    name: 'functions in the place of builtins',
    steps: [
      types('printf() { echo mine; }'),
      types('printf x', 'mine'),
      types('test() { return 7; }'),
      types('test', '', 7),
      types('echo() { command echo "($*)"; }'),
      types('echo hi', '(hi)'),
      types('false', '', 1),
    ],
  },
  {
    name: 'functions in the place of builtins of bash',
    kinds: bashKinds,
    steps: [
      types('local() { echo mine; }; return() { echo mine; }; command() { echo mine; }; eval() { echo mine; }'),
      types('echo hi', 'hi'),
      types('(exit 4)', '', 4),
      types('function [ { echo mine; }; declare() { echo mine; }; trap() { echo mine; }'),
      types('(exit 5)', '', 5),
      types('command x', 'mine'),
    ],
  },
  {
    name: 'builtins that are switched off',
    kinds: bashKinds,
    steps: [types('enable -n printf echo test'), types('echo hi', 'hi'), types('(exit 4)', '', 4)],
  },
  {
    name: 'the mask of new files',
    steps: [types('umask 027'), types('umask', '0027'), types('touch /tmp/masked-$$; stat -c %a /tmp/masked-$$', '640')],
  },
  { name: 'a mask that forbids everything', steps: [types('umask 777'), types('echo hi', 'hi'), types('(exit 3)', '', 3)] },
  { name: 'limits', steps: [types('ulimit -S -n 20'), types('ulimit -S -n', '20'), types('(exit 3)', '', 3)] },
  { name: 'a limit on the size of files', steps: [types('ulimit -S -f 0'), types('echo hi', 'hi'), types('(exit 3)', '', 3)] },
  {
    name: 'IFS',
    steps: [
      types('IFS=1'),
      types('(exit 12)', '', 12),
      types('x=a1b; echo $x', 'a b'),
      types('IFS='),
      types('(exit 3)', '', 3),
      types('unset IFS'),
      types('(exit 4)', '', 4),
    ],
  },
  {
    name: 'TERM',
    steps: [
      types('export TERM=dumb'),
      types('echo one', 'one'),
      types('unset TERM'),
      types('echo two', 'two'),
      types('TERM=no-such-terminal; (exit 3)', '', 3),
    ],
  },
  {
    name: 'the language',
    steps: [
      types('export LANG=C LC_ALL=C'),
      types("printf '%s\\n' '中 é'", '中 é'),
      types('(exit 3)', '', 3),
      types('export LC_ALL=no_SUCH', /^(?!.*nslab)/),
      types('true'),
    ],
  },
  { name: 'a short PATH', steps: [types('PATH=/usr/bin:/bin'), types('echo $PATH', '/usr/bin:/bin'), types('ls -d /tmp', '/tmp')] },
  {
    name: 'no PATH',
    steps: [
      types('PATH='),
      types('echo hi', 'hi'),
      types('(exit 3)', '', 3),
      types('tput', /(not found|No such file or directory)$/, 127),
      types('PATH=/usr/bin:/bin; ls -d /tmp', '/tmp'),
    ],
  },
  {
    name: 'no environment',
    steps: [types('for v in $(env | cut -d= -f1); do unset $v; done', /^(?!.*nslab)/), types('echo hi', 'hi'), types('(exit 3)', '', 3)],
  },
  {
    name: 'another HOME for a shell inside',
    kinds: ['own'],
    steps: [
      types('export HOME=/nonexistent'),
      opens('bash', 'bash'),
      types('(exit 3)', '', 3),
      leaves('exit', 'exit', 3),
      opens('bash -l', 'bash'),
      leaves('exit', 'logout'),
    ],
  },
  {
    name: 'a PATH for a shell inside',
    kinds: ['own'],
    steps: [types('PATH=/usr/bin:/bin'), opens('sh', 'dash'), types('echo $PATH', '/usr/bin:/bin'), leaves('exit', '')],
  },
  {
    name: 'SHELL and ENV',
    kinds: ['own'],
    steps: [
      types('export ENV=/nonexistent BASH_ENV=/nonexistent SHELL=/bin/sh'),
      opens('sh', 'dash'),
      types('echo hi', 'hi'),
      leaves('exit', ''),
      opens('bash', 'bash'),
      leaves('exit'),
    ],
  },
  {
    name: 'a changed LINENO, RANDOM and SECONDS',
    kinds: bashKinds,
    steps: [types('LINENO=5 SECONDS=0 RANDOM=1'), types('echo $SECONDS', /^[0-2]$/), types('(exit 3)', '', 3)],
  },
  {
    name: 'a sourced file',
    steps: [
      types("printf 'sourced=7\\ncd /\\nreturn 5\\n' >/tmp/to-source-$$"),
      types('. /tmp/to-source-$$', '', 5),
      types('echo $sourced $PWD', '7 /'),
    ],
  },
  {
    name: 'no history',
    kinds: ['own', 'bash', 'ip netns exec bash', 'nsenter', 'su learner'],
    steps: [types('history'), types('echo "[$HISTFILE]"', /^\[.*\]$/)],
  },
];
