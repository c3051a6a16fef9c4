import { ends, leaves, opens, types, type Case } from '../case.js';

/** Shells that other things than a command of their own open. */
export const openingCases: readonly Case[] = [
  {
    name: 'a shell after others in a line',
    kinds: ['own', 'bash --norc'],
    steps: [opens('true && ip netns list >/dev/null; bash', 'bash'), types('(exit 3)', '', 3), types('exit', 'exit', 3, { deeper: -1 })],
  },
  {
    name: 'what comes in a line after a shell comes when it is left',
    kinds: ['own'],
    steps: [
      opens('bash; echo "left with $?"', 'bash'),
      leaves('exit 3', 'exit\nleft with 3'),
      opens('sh && echo never', 'dash'),
      leaves('exit 4', '', 4),
    ],
  },
  {
    name: 'a shell in a function',
    kinds: ['own'],
    steps: [
      types('enter() { ip netns exec "$1" bash; echo back; return 6; }'),
      opens('enter ns1', 'bash', { namespace: 'ns1' }),
      leaves('exit', 'exit\nback', 6),
    ],
  },
  { name: 'a shell in a loop', kinds: ['own'], steps: [opens('for i in 1 2; do sh; done', 'dash'), types('exit', ''), leaves('exit', '')] },
  { name: 'a shell in a subshell', kinds: ['own'], steps: [opens('(cd /tmp; sh)', 'dash'), types('pwd', '/tmp'), leaves('exit', '')] },
  {
    name: 'a shell that a script starts',
    kinds: ['own'],
    steps: [
      opens("sh -c 'echo starting; bash; echo ending; exit 4'", 'bash', { output: 'starting' }),
      types('echo hi', 'hi'),
      leaves('exit', 'exit\nending', 4),
    ],
  },
  {
    name: 'a shell that a script becomes',
    kinds: ['own'],
    steps: [opens("bash -c 'cd /tmp; exec sh'", 'dash'), types('pwd', '/tmp'), leaves('exit', '')],
  },
  {
    name: 'a shell that asks for commands although told one',
    kinds: ['own'],
    steps: [
      opens('bash --rcfile /dev/null -i', 'bash'),
      types('echo hi', 'hi'),
      leaves('exit'),
      opens('sh -i', 'dash'),
      leaves('exit', ''),
    ],
  },
  {
    name: 'a shell with an output of its own',
    kinds: ['own'],
    steps: [
      opens('env X=5 bash', 'bash'),
      types('echo $X', '5'),
      leaves('exit'),
      opens("bash --rcfile <(echo 'echo welcome')", 'bash', { output: 'welcome' }),
      types('(exit 3)', '', 3),
      leaves('exit', 'exit', 3),
    ],
  },
  {
    name: 'a login shell by name',
    kinds: ['own'],
    steps: [opens('exec -a -bash bash', 'bash', { deeper: 0 }), types('(exit 3)', '', 3), ends('exit', /^(exit|logout)$/, 3)],
  },
  {
    name: 'a restricted shell',
    kinds: ['own'],
    steps: [opens('bash -r', 'bash'), types('cd /', /restricted/, 1), types('(exit 3)', '', 3), leaves('exit', 'exit', 3)],
  },
  {
    name: 'a shell in posix mode',
    kinds: ['own'],
    steps: [opens('bash --posix', 'bash'), types('(exit 3)', '', 3), leaves('exit', 'exit', 3)],
  },
  {
    name: 'a shell that stops at failures',
    kinds: ['own'],
    steps: [
      opens('bash -e', 'bash'),
      types('echo hi', 'hi'),
      leaves('false', /^(exit)?$/, 1),
      opens('sh -e', 'dash'),
      leaves('(exit 4)', '', 4),
    ],
  },
  {
    name: 'a shell that traces',
    kinds: ['own'],
    steps: [opens('sh -x', 'dash'), types('echo hi', '+ echo hi\nhi'), types('false', '+ false', 1), leaves('exit', '+ exit', 1)],
  },
];
