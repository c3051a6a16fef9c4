import { ends, hangs, implied, leaves, types, type Case } from '../case.js';
import { bashKinds, busyboxKinds, dashKinds, hookedKinds, type KindName } from '../kinds.js';

const after = [types('echo hi', 'hi'), types('(exit 3)', '', 3)] as const;
const nestedBash: readonly KindName[] = ['bash', 'bash --norc', 'env -i bash', 'ip netns exec bash', 'unshare -n bash', 'su learner'];
const nestedSh: readonly KindName[] = ['sh', 'env -i sh', 'ip netns exec sh', 'busybox sh', 'script sh'];

/** Prompts and traps that a step changes: they do what they do for the step's commands only. */
export const hookCases: readonly Case[] = [
  { name: 'another PS1', steps: [types("PS1='> '"), ...after, types("PS1='$ '"), ...after, types("PS1='root@lab:~# '"), ...after] },
  // A shell without hooks tells by PS1 alone where its output ends.
  {
    name: 'a PS1 of several lines',
    kinds: hookedKinds,
    steps: [types("PS1='\n[lab]\n$ '"), ...after, types("PS1='\\n[\\w]\\n\\$ '"), ...after],
  },
  { name: 'a PS1 with a substitution', steps: [types("PS1='$(echo cwd; false)$ '"), ...after, types("PS1='${PWD}$? $ '"), ...after] },
  { name: 'a PS1 with colours', steps: [types("PS1='\\[\\033[32m\\]\\u\\[\\033[0m\\]$ '"), ...after] },
  { name: 'an empty PS1', steps: [types('PS1='), ...after, types('unset PS1'), ...after] },
  {
    name: 'another PS2',
    kinds: bashKinds,
    steps: [
      types("PS2='more> '"),
      types("echo 'a\nb'", 'a\nb'),
      types('for i in 1 2\ndo echo $i\ndone', '1\n2'),
      types('PS2='),
      types("echo 'a\nb'", 'a\nb'),
      types('unset PS2'),
      types("echo 'a\nb'", 'a\nb'),
    ],
  },
  {
    name: 'a PS1 and PS2 that say the same',
    kinds: bashKinds,
    steps: [types("PS1='> ' PS2='> '"), types("echo 'a\nb'", 'a\nb'), types('if true\nthen (exit 4)\nfi', '', 4)],
  },
  { name: 'a PS1 that can not be changed', kinds: hookedKinds, steps: [types("PS1='% '; readonly PS1"), ...after] },
  {
    name: 'PROMPT_COMMAND with output',
    kinds: bashKinds,
    steps: [
      types("PROMPT_COMMAND='echo pc'", /^(pc)?$/),
      types('echo hi', /^hi(\npc)?$/),
      types('(exit 3)', /^(pc)?$/, 3),
      types('unset PROMPT_COMMAND'),
      ...after,
    ],
  },
  {
    name: 'PROMPT_COMMAND that fails',
    kinds: bashKinds,
    steps: [types('PROMPT_COMMAND=false'), ...after, types('PROMPT_COMMAND="(exit 9)"'), ...after, types('true')],
  },
  { name: 'PROMPT_COMMAND emptied', kinds: bashKinds, steps: [types('PROMPT_COMMAND='), ...after] },
  { name: 'PROMPT_COMMAND unset', kinds: bashKinds, steps: [types('unset PROMPT_COMMAND'), ...after] },
  {
    name: 'PROMPT_COMMAND as a list',
    kinds: bashKinds,
    steps: [types('PROMPT_COMMAND=(true false)'), ...after, types('PROMPT_COMMAND+=("(exit 8)")'), ...after],
  },
  { name: 'PROMPT_COMMAND that can not be changed', kinds: bashKinds, steps: [types('readonly PROMPT_COMMAND'), ...after] },
  {
    name: 'PROMPT_COMMAND that sets the title',
    kinds: bashKinds,
    steps: [types(`PROMPT_COMMAND='printf "\\033]0;%s\\007" "$PWD"'`), ...after],
  },
  {
    name: 'PS0 changed and unset',
    kinds: bashKinds,
    steps: [
      types("PS0='start\\n'"),
      types('echo hi', /^(start\n)?hi$/),
      types('(exit 3)', /^(start)?$/, 3),
      types('unset PS0', /^(start)?$/),
      ...after,
    ],
  },
  {
    name: 'all the hooks of bash unset',
    kinds: bashKinds,
    steps: [types('unset PROMPT_COMMAND PS0 PS1 PS2 PS4'), ...after, types("echo 'a\nb'", 'a\nb')],
  },
  {
    name: 'a DEBUG trap',
    kinds: bashKinds,
    steps: [
      types("trap 'echo t' DEBUG"),
      types('echo hi', 't\nhi'),
      types('false', 't', 1),
      types('true; true', 't\nt'),
      types('trap - DEBUG', 't'),
      ...after,
    ],
  },
  {
    name: 'a DEBUG trap that traces',
    kinds: bashKinds,
    steps: [
      types(`trap 'echo "run: $BASH_COMMAND"' DEBUG`),
      types('echo hi', 'run: echo hi\nhi'),
      types('trap - DEBUG', 'run: trap - DEBUG'),
      ...after,
    ],
  },
  {
    name: 'a DEBUG trap that functions inherit',
    kinds: bashKinds,
    steps: [
      types('set -T'),
      types("trap 'echo t' DEBUG"),
      types('echo hi', 't\nhi'),
      types('(exit 3)', /^(t\n?){1,2}$/, 3),
      types('trap - DEBUG', 't'),
      ...after,
    ],
  },
  {
    name: 'an ERR trap',
    kinds: bashKinds,
    steps: [
      types("trap 'echo failed $?' ERR"),
      types('false', 'failed 1', 1),
      types('true'),
      types('(exit 3)', 'failed 3', 3),
      types('! true', '', 1),
      types('trap - ERR'),
      types('false', '', 1),
    ],
  },
  {
    name: 'an ERR trap that functions inherit',
    kinds: bashKinds,
    steps: [
      types('set -E'),
      types("trap 'echo failed' ERR"),
      types('false', 'failed', 1),
      types('true'),
      types('echo hi', 'hi'),
      types('trap - ERR'),
      ...after,
    ],
  },
  {
    name: 'a RETURN trap',
    kinds: bashKinds,
    steps: [
      types('set -T'),
      types("trap 'echo back' RETURN"),
      types('echo hi', 'hi'),
      types('f() { :; }; f', 'back'),
      types('trap - RETURN'),
      ...after,
    ],
  },
  { name: 'a trap of a signal', steps: [types("trap 'echo usr1' USR1"), types('kill -USR1 $$', 'usr1'), types('trap - USR1'), ...after] },
  {
    name: 'a trap of Ctrl-C',
    kinds: ['own', 'bash', 'sh', 'busybox sh'],
    steps: [types("trap 'echo int' INT"), hangs('sleep 60', /^(int|\^C|\n)*$/), types('trap - INT'), ...after],
  },
  {
    name: 'Ctrl-C ignored by the shell',
    kinds: ['own', 'sh'],
    steps: [types("trap '' INT"), ...after, hangs('sleep 60', /^(\^C|\n|Killed)*$/, { exit: 137 }), types('echo next', 'next')],
  },
  { name: 'signals ignored by the shell', steps: [types("trap '' HUP TERM QUIT TSTP TTIN TTOU WINCH CHLD"), ...after] },
  { name: 'what traps there are', kinds: bashKinds, steps: [types('trap', ''), types("trap 'echo u' USR2; trap", /USR2$/)] },
  {
    name: 'an EXIT trap of a bash',
    kinds: nestedBash,
    steps: [types("trap 'echo bye' EXIT"), types('echo hi', 'hi'), leaves('exit 4', 'exit\nbye', 4), types('echo outside', 'outside')],
  },
  {
    name: 'an EXIT trap of a sh',
    kinds: nestedSh,
    steps: [types("trap 'echo bye' EXIT"), types('echo hi', 'hi'), leaves('exit 4', 'bye', 4), types('echo outside', 'outside')],
  },
  {
    name: 'an EXIT trap after an implied exit',
    kinds: ['bash', 'bash --norc', 'ip netns exec bash'],
    steps: [types("trap 'echo bye' EXIT"), implied('exit\nbye'), types('echo outside', 'outside')],
  },
  { name: 'an EXIT trap of the own shell', kinds: ['own'], steps: [types("trap 'echo bye' EXIT"), ends('exit 5', 'exit\nbye', 5)] },
  {
    name: 'an EXIT trap of a subshell',
    steps: [types("(trap 'echo bye' EXIT; echo in; exit 3)", 'in\nbye', 3), types("trap 'echo never' EXIT; trap - EXIT"), ...after],
  },
  {
    name: 'traps of sh',
    kinds: [...dashKinds, ...busyboxKinds],
    steps: [types("trap 'echo t' 0; trap", /echo t/), types('trap - 0'), ...after],
  },
];
