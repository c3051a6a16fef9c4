import { ends, hangs, leaves, types, type Case } from '../case.js';
import { bashKinds, busyboxKinds, dashKinds, fewKinds, hookedKinds, type KindName } from '../kinds.js';

const leavable: readonly KindName[] = ['bash', 'bash --norc', 'env -i bash', 'ip netns exec bash', 'su learner'];

/** Options that change how a shell runs commands, and what it says about them. */
export const optionCases: readonly Case[] = [
  {
    name: 'set -u',
    steps: [
      types('set -u'),
      types('echo hi', 'hi'),
      types('echo $unset_variable', /unset_variable/, [1, 2, 127]),
      types('echo next', 'next'),
      types('(exit 3)', '', 3),
    ],
  },
  {
    name: 'set -e and steps that pass',
    steps: [
      types('set -e'),
      types('echo hi', 'hi'),
      types('! true', '', 1),
      types('echo hi', 'hi'),
      types('if false; then :; fi'),
      types('true && ! true', '', 1),
      types('echo next', 'next'),
    ],
  },
  {
    name: 'set -euo pipefail',
    kinds: bashKinds,
    steps: [
      types('set -euo pipefail'),
      types('echo hi', 'hi'),
      types('! false'),
      types('echo a | cat', 'a'),
      types('set +eu'),
      types('false', '', 1),
    ],
  },
  {
    name: 'set -e leaves a bash',
    kinds: leavable,
    steps: [types('set -e'), leaves('(exit 4)', /^(exit)?$/, 4), types('echo outside', 'outside')],
  },
  {
    name: 'set -e leaves a dash',
    kinds: ['sh', 'env -i sh', 'ip netns exec sh', 'busybox sh'],
    steps: [types('set -e'), leaves('(exit 4)', '', 4), types('echo outside', 'outside')],
  },
  { name: 'set -e ends the terminal', kinds: ['own'], steps: [types('set -e'), ends('false', /^(exit)?$/, 1)] },
  {
    name: 'set -x',
    steps: [
      types('set -x'),
      types('echo hi', '+ echo hi\nhi'),
      types('false', '+ false', 1),
      types('(exit 3)', /^\+\+? ?exit 3$/, 3),
      types('set +x', '+ set +x'),
      types('echo hi', 'hi'),
      types('false', '', 1),
    ],
  },
  {
    name: 'set -x with another PS4',
    steps: [
      types("PS4='trace> '"),
      types('set -x'),
      types('echo hi', 'trace> echo hi\nhi'),
      types('set +x', 'trace> set +x'),
      types('(exit 3)', '', 3),
    ],
  },
  {
    name: 'set -x and a PS4 with a substitution',
    kinds: bashKinds,
    steps: [
      types("PS4='$(echo t)> '"),
      types('set -x'),
      types('echo hi', /^t+> echo hi\nhi$/),
      types('set +x', /^t+> set \+x$/),
      types('true'),
    ],
  },
  {
    name: 'set -x to a file',
    kinds: bashKinds,
    steps: [
      types('exec 7>/tmp/trace-$$; BASH_XTRACEFD=7; set -x'),
      types('echo hi', 'hi'),
      types('set +x; grep -c "^+ echo hi" /tmp/trace-$$', '1'),
    ],
  },
  {
    name: 'set -v',
    steps: [
      types('set -v'),
      types('echo hi', /^(echo hi\n)?hi$/),
      types('(exit 3)', /^(\(exit 3\))?$/, 3),
      types('set +v', /^(set \+v)?$/),
      types('echo hi', 'hi'),
    ],
  },
  {
    name: 'set -xv',
    steps: [
      types('set -xv'),
      types('echo hi', /^(echo hi\n)?\+ echo hi\nhi$/),
      types('set +xv', /^(set \+xv\n)?\+ set \+xv$/),
      types('(exit 3)', '', 3),
    ],
  },
  {
    name: 'set -f and set -C',
    steps: [
      types('set -f -C'),
      types('echo *', '*'),
      types('echo x >/tmp/noclobber-$$; echo y >/tmp/noclobber-$$', /(cannot|can't).*(overwrite|create)/, [1, 2]),
      types('(exit 3)', '', 3),
    ],
  },
  { name: 'set -a', steps: [types('set -a; exported=5'), types("sh -c 'echo $exported'", '5'), types('(exit 3)', '', 3)] },
  { name: 'set -n does nothing at a prompt', kinds: bashKinds, steps: [types('set -n'), types('echo hi', 'hi')] },
  {
    name: 'set +m',
    kinds: [...fewKinds, 'bash', 'script'],
    steps: [
      types('set +m'),
      types('echo hi', 'hi'),
      hangs('sleep 60'),
      types('echo next', 'next'),
      types('set -m'),
      types('(exit 3)', '', 3),
    ],
  },
  {
    name: 'set +m and a program that ignores Ctrl-C',
    kinds: fewKinds,
    steps: [
      types('set +m'),
      hangs(`sh -c "trap '' INT; sleep 60"`, /^(\^C|\n|Killed)*$/, { exit: [130, 137] }),
      types('echo next', 'next'),
    ],
  },
  {
    name: 'set -b',
    kinds: bashKinds,
    steps: [
      types('set -b'),
      types('sleep 0.05 &', /^\[1\] \d+$/),
      types('sleep 0.2; echo hi', /^(\n*\[1\][^\n]*\n)?hi(\n*\[1\][^\n]*)?$/),
      types('(exit 3)', /^(\[1\].*)?$/, 3),
    ],
  },
  {
    name: 'set -o posix',
    kinds: bashKinds,
    steps: [
      types('set -o posix'),
      types('echo hi', 'hi'),
      types('(exit 3)', '', 3),
      types('echo "$(echo in)"', 'in'),
      types('set +o posix'),
    ],
  },
  { name: 'set -T and set -E', kinds: bashKinds, steps: [types('set -TE'), types('echo hi', 'hi'), types('(exit 3)', '', 3)] },
  {
    name: 'set -k, set -p and set -t of bash',
    kinds: bashKinds,
    steps: [types('set -k -p'), types('echo hi', 'hi'), types('(exit 3)', '', 3)],
  },
  {
    name: 'set -o history and set -H',
    kinds: bashKinds,
    steps: [types('set -o history'), types('echo one', 'one'), types('(exit 3)', '', 3), types('set +o history'), types('true')],
  },
  {
    name: 'set -o emacs and set -o vi',
    kinds: bashKinds,
    steps: [
      types('set -o emacs'),
      types('echo one', 'one'),
      types('(exit 3)', '', 3),
      types('set -o vi'),
      types('echo two', 'two'),
      types('(exit 4)', '', 4),
      types("printf %s 'a\tb' | wc -c", '3'),
    ],
  },
  {
    name: 'set -o vi of sh',
    kinds: [...dashKinds, ...busyboxKinds],
    steps: [types('set -o vi', /^/, [0, 1, 2]), types('echo hi', 'hi'), types('(exit 3)', '', 3)],
  },
  {
    name: 'shopt -s extdebug',
    kinds: bashKinds,
    steps: [types('shopt -s extdebug'), types('echo hi', 'hi'), types('(exit 3)', '', 3), types('f() { return 4; }; f', '', 4)],
  },
  {
    name: 'shopt -s checkjobs, failglob, nullglob and dotglob',
    kinds: bashKinds,
    steps: [
      types('shopt -s checkjobs failglob dotglob'),
      types('echo /no/such*', /no match/, 1),
      types('shopt -u failglob; shopt -s nullglob'),
      types('(exit 3)', '', 3),
    ],
  },
  {
    name: 'shopt -u promptvars and sourcepath',
    kinds: hookedKinds,
    steps: [types('shopt -u promptvars checkwinsize'), types('echo hi', 'hi'), types('(exit 3)', '', 3)],
  },
  {
    name: 'shopt -u expand_aliases, -s xpg_echo',
    kinds: bashKinds,
    steps: [types('shopt -u expand_aliases; shopt -s xpg_echo'), types("echo 'a\\tb'", 'a\tb'), types('(exit 3)', '', 3)],
  },
];
