import { ends, leaves, types, type Case } from '../case.js';
import { bashKinds, dashKinds } from '../kinds.js';

/** What `$?` is after a command, and what the shell says of commands that went wrong. */
export const exitStatusCases: readonly Case[] = [
  { name: 'true and false', steps: [types('true'), types('false', '', 1), types('true'), types(':')] },
  {
    name: 'the next command finds $? as it was',
    steps: [types('false', '', 1), types('echo $?', '1'), types('echo $?', '0'), types('(exit 42)', '', 42), types('echo $?', '42')],
  },
  { name: 'a subshell', steps: [types('(exit 3)', '', 3), types('(exit 255)', '', 255), types('(exit 0)')] },
  { name: 'a negation', steps: [types('! true', '', 1), types('! false')] },
  {
    name: 'lists',
    steps: [
      types('true && false', '', 1),
      types('false || true'),
      types('false; true'),
      types('true; false', '', 1),
      types('echo a && echo b; echo c', 'a\nb\nc'),
      types('false && echo never', '', 1),
    ],
  },
  { name: 'a pipeline has the status of its last command', steps: [types('false | true'), types('true | false', '', 1)] },
  {
    name: 'a pipeline with pipefail',
    kinds: bashKinds,
    steps: [types('set -o pipefail'), types('false | true', '', 1), types('(exit 3) | (exit 4) | true', '', 4), types('true')],
  },
  {
    name: '$PIPESTATUS is there for the next command',
    kinds: bashKinds,
    steps: [types('(exit 3) | true | (exit 5)', '', 5), types('echo ${PIPESTATUS[*]}', '3 0 5')],
  },
  {
    name: '$_ is the last word of the command before',
    kinds: bashKinds,
    steps: [types('echo one two', 'one two'), types('echo $_', 'two'), types('true a b'), types('echo $_', 'b')],
  },
  {
    name: 'a command that is not there',
    steps: [
      types('no-such-command', /^\S*sh: [^\n]*not found$/, 127),
      types('echo $?', '127'),
      types('no-such-command 2>/dev/null', '', 127),
    ],
  },
  {
    name: 'a file that is no program',
    steps: [types('/etc/passwd', /[Pp]ermission denied$/, 126), types('/tmp', /([Pp]ermission denied|Is a directory)$/, 126)],
  },
  {
    name: 'a program that a signal ended',
    steps: [
      types("sh -c 'kill -INT $$'", '', 130),
      types("sh -c 'kill -KILL $$'", /^Killed\s*$/, 137),
      types("sh -c 'kill -TERM $$'", /^Terminated\s*$/, 143),
      types("sh -c 'kill -SEGV $$'", /^Segmentation fault/, 139),
      types("sh -c 'kill -PIPE $$'", /^(Broken pipe)?\s*$/, 141),
      types('true'),
    ],
  },
  {
    name: 'a program whose time timeout(1) ended',
    steps: [types('timeout 0.1 sleep 30', /^(Terminated)?\s*$/, [124, 143]), types('true')],
  },
  {
    name: 'a syntax error',
    steps: [
      types('echo )', /^\S*sh: (\d+: )?[Ss]yntax error[^\n]*$/, 2),
      types('echo ok', 'ok'),
      types('fi', /^\S*sh: (\d+: )?[Ss]yntax error[^\n]*$/, 2),
      types('echo ok', 'ok'),
    ],
  },
  { name: 'a syntax error after another failure', steps: [types('(exit 7)', '', 7), types(';; ', /[Ss]yntax error/, 2), types('true')] },
  {
    name: 'an error of expansion',
    steps: [types('echo ${unset_variable:?is missing}', /unset_variable: is missing$/, [1, 2, 127]), types('echo ok', 'ok')],
  },
  {
    name: 'an error of expansion in bash',
    kinds: bashKinds,
    steps: [types('echo ${x!y}', /bad substitution$/, 1), types('echo ok', 'ok')],
  },
  { name: 'a failing arithmetic command', kinds: bashKinds, steps: [types('(( 0 ))', '', 1), types('(( 1 ))'), types('let 0', '', 1)] },
  { name: 'a failing redirection', steps: [types('true </no/such/file', /[Nn]o such file/, [1, 2]), types('echo ok', 'ok')] },
  { name: 'nothing but a redirection', steps: [types('>/tmp/made-by-redirection'), types('test -f /tmp/made-by-redirection')] },
  { name: 'an assignment with a substitution', steps: [types('x=$(echo hi; exit 9)', '', 9), types('echo $x', 'hi')] },
  { name: 'nothing but a comment', steps: [types('# nothing happens'), types('  # nor here'), types('echo ok', 'ok')] },
  { name: 'nothing but spaces in a list', steps: [types(' : ; : '), types('echo ok', 'ok')] },
  {
    name: 'kill -9 of the shell itself goes back to the outer',
    kinds: ['bash', 'bash --norc', 'env -i bash', 'sh', 'env -i sh', 'busybox sh', 'ip netns exec bash', 'ip netns exec sh', 'nsenter'],
    steps: [leaves('kill -9 $$', /^Killed\s*$/, 137), types('echo outside', 'outside')],
  },
  {
    name: 'kill -9 of the own shell ends the terminal',
    kinds: ['own', 'exec bash', 'exec sh'],
    steps: [ends('kill -9 $$', /^(Killed)?$/, 137)],
  },
  {
    name: 'exit of the own bash ends the terminal',
    kinds: ['own', 'exec bash'],
    steps: [types('false', '', 1), ends('exit 3', 'exit', 3)],
  },
  { name: 'exit of an own dash ends the terminal', kinds: ['exec sh'], steps: [ends('exit 3', '', 3)] },
  { name: 'exit without a number', kinds: ['own'], steps: [types('(exit 9)', '', 9), ends('exit', 'exit', 9)] },
  { name: 'what comes after the end', kinds: ['own'], steps: [ends('exit'), ends('echo never', '', null)] },
  {
    name: 'logout where nobody logged in',
    kinds: ['own', 'bash', 'sudo su'],
    steps: [types('logout', /not login shell/, 1), types('true')],
  },
  {
    name: 'a program that ends the whole line',
    kinds: dashKinds,
    steps: [types('eval "exit_status() { return 6; }"'), types('exit_status', '', 6)],
  },
];
