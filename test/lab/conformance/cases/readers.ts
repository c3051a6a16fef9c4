import { hangs, types, type Case, type Step } from '../case.js';
import { bashKinds, fewKinds, someKinds } from '../kinds.js';

const interrupted = [1, 2, 130, 137] as const;
const nothingTyped: Step = types('echo "[$x]"', '[]');

/** Commands that read from the terminal: nobody answers, and nothing that nslab types may get to them. */
export const readerCases: readonly Case[] = [
  { name: 'cat', kinds: someKinds, steps: [hangs('cat'), types('echo next', 'next')] },
  { name: 'cat into a file', kinds: fewKinds, steps: [hangs('cat >/tmp/typed'), types('cat /tmp/typed'), types('echo next', 'next')] },
  {
    name: 'read',
    kinds: someKinds,
    steps: [types('x='), hangs('read x', undefined, { exit: interrupted }), nothingTyped, types('echo next', 'next')],
  },
  {
    name: 'a question before a read',
    kinds: someKinds,
    steps: [types('x='), hangs('printf "Name: "; read x', /^Name: \s*(\^C\s*)*$/, { exit: interrupted }), nothingTyped],
  },
  {
    name: 'a question that looks like a prompt',
    kinds: someKinds,
    steps: [types('x='), hangs("printf 'root@lab:~# '; read x", /^root@lab:~# \s*(\^C\s*)*$/, { exit: interrupted }), nothingTyped],
  },
  {
    name: 'a hidden read',
    kinds: bashKinds.slice(0, 3),
    steps: [types('x='), hangs('read -s -p "Password: " x', /^Password: /, { exit: interrupted }), nothingTyped],
  },
  {
    name: 'a read with a time of its own',
    kinds: bashKinds,
    steps: [
      types('x='),
      types('read -t 0.2 x', '', [1, 142]),
      nothingTyped,
      types('read -n 1 -t 0.1 x', '', [1, 142]),
      types('echo next', 'next'),
    ],
  },
  {
    name: 'a script that reads is no shell at its prompt',
    kinds: someKinds,
    steps: [hangs("sh -c 'read x; echo got $x'", /^(?![^]*got)/, { exit: interrupted }), types('echo next', 'next')],
  },
  {
    name: 'a script of bash that reads',
    kinds: fewKinds,
    steps: [hangs("bash -c 'read x; echo got $x'", /^(?![^]*got)/, { exit: interrupted }), types('echo next', 'next')],
  },
  {
    name: 'a script file that reads',
    kinds: fewKinds,
    steps: [
      types("printf 'read x\\necho got $x\\n' >/tmp/reads"),
      hangs('sh /tmp/reads', /^(?![^]*got)/, { exit: interrupted }),
      hangs('bash /tmp/reads', /^(?![^]*got)/, { exit: interrupted }),
      types('x='),
      hangs('. /tmp/reads', /^(?![^]*got)/, { exit: interrupted }),
      nothingTyped,
    ],
  },
  {
    name: 'a script that asks as a shell does',
    kinds: fewKinds,
    steps: [
      hangs(`sh -c 'while printf "# "; read x; do echo got $x; done'`, /^# (?![^]*got)/, { exit: interrupted }),
      types('echo next', 'next'),
    ],
  },
  {
    name: 'a prompt of another program',
    needs: 'perl',
    kinds: fewKinds,
    steps: [hangs(`perl -e '$| = 1; print "\\$ "; $x = <STDIN>; print "got $x"'`, /^\$ (?![^]*got)/), types('echo next', 'next')],
  },
  {
    name: 'a reader of /dev/tty',
    kinds: someKinds,
    steps: [hangs("sh -c 'read x </dev/tty; echo got'", /^(?![^]*got)/, { exit: interrupted }), types('echo next', 'next')],
  },
  {
    name: 'a reader of /dev/tty at the end of a pipeline',
    kinds: fewKinds,
    steps: [
      hangs("echo hi | sh -c 'cat; read x </dev/tty; echo got'", /^hi(?![^]*got)/, { exit: interrupted }),
      types('echo next', 'next'),
    ],
  },
  {
    name: 'a reader in a substitution',
    kinds: someKinds,
    steps: [types('x='), hangs('x=$(cat)', undefined, { exit: interrupted }), nothingTyped],
  },
  {
    name: 'a reader in a loop of the shell',
    kinds: fewKinds,
    steps: [types('x='), hangs('while read x; do echo got; done', undefined, { exit: interrupted }), nothingTyped],
  },
  {
    name: 'a reader that has something to read',
    steps: [types('head -n 1 </dev/null'), types('echo a | cat', 'a'), types('cat <<EOF\na\nEOF', 'a')],
  },
  {
    name: 'a shell that reads from a pipe',
    steps: [types('echo "echo hi; exit 3" | sh', 'hi', 3), types('echo "echo hi" | bash', 'hi'), types('sh </dev/null')],
  },
  {
    name: 'a shell that reads one command',
    steps: [types("sh -c 'echo hi; exit 3'", 'hi', 3), types("bash -i -c 'echo hi'", 'hi'), types('echo next', 'next')],
  },
  {
    name: 'a busy shell',
    kinds: fewKinds.filter((name) => name !== 'busybox sh'),
    steps: [hangs('while :; do :; done'), types('echo next', 'next')],
  },
  { name: 'a sleeper', kinds: someKinds, steps: [hangs('sleep 60'), types('echo next', 'next'), types('(exit 3)', '', 3)] },
  {
    name: 'a sleeper with output',
    kinds: fewKinds,
    steps: [hangs('echo before; sleep 60', /^before\s*(\^C\s*)*$/), types('echo next', 'next')],
  },
  {
    name: 'a program that ignores Ctrl-C',
    kinds: someKinds,
    steps: [hangs(`sh -c "trap '' INT; sleep 60"`, /^(\^C|\n|Killed)*$/, { exit: [130, 137] }), types('echo next', 'next')],
  },
  {
    name: 'a program that ignores whatever it can',
    kinds: fewKinds,
    steps: [
      hangs(`sh -c "trap '' INT TERM HUP QUIT TSTP; while :; do sleep 1; done"`, /^(\^C|\n|Killed)*$/, { exit: [130, 137] }),
      types('echo next', 'next'),
    ],
  },
  {
    name: 'Ctrl-C as soon as there is something',
    kinds: someKinds,
    steps: [
      types('while sleep 0.05; do echo tick; done', /^tick\ntick\n(tick\n)?(\^C)+(\n?tick)*$/, 130, { press: /tick\ntick/ }),
      types('echo next', 'next'),
    ],
  },
  {
    name: 'Ctrl-C in a pipeline',
    kinds: someKinds,
    steps: [types('sleep 60 | cat', /^(\^C)*$/, 130, { press: /^/ }), types('echo next', 'next')],
  },
  {
    name: 'Ctrl-C that a program takes for its end',
    kinds: someKinds.filter((name) => name !== 'script sh'),
    steps: [
      types(`sh -c "trap 'echo bye; exit 0' INT; echo up; while :; do sleep 0.05; done"`, /^up\n\^C\n?bye$/, 0, { press: /up/ }),
      types('echo next', 'next'),
    ],
  },
];
