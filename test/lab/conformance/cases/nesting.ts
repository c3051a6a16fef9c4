import { ends, implied, leaves, opens, types, type Case, type Step } from '../case.js';
import { kindNames, kinds, nestedKinds, unnamed } from '../kinds.js';

const here = types(':');
/** Back to a shell that is not the terminal's own. */
const back = (type: string, shell: Step['shell'], namespace: Step['namespace'], output = '', exit = 0): Step =>
  types(type, output, exit, { shell, namespace, deeper: -1 });

/** Shells within shells: who has the terminal, in which namespace, and how one gets out again. */
export const nestingCases: readonly Case[] = [
  ...nestedKinds.flatMap((name): Case[] => {
    const { farewell } = kinds[name];
    return [
      {
        name: 'exit leaves it',
        kinds: [name],
        steps: [types('true'), leaves('exit', farewell), types('echo outside', 'outside'), types('(exit 3)', '', 3)],
      },
      {
        name: 'an implied exit leaves it',
        kinds: [name],
        steps: [types('x=1'), implied(farewell), types('echo "[$x]"', '[]'), types('(exit 3)', '', 3)],
      },
    ];
  }),
  {
    name: 'exit with a status',
    kinds: nestedKinds.filter((name) => !name.startsWith('script')),
    steps: [leaves('exit 3', /^(exit|logout)?$/, 3), types('echo $?', '3')],
  },
  {
    name: 'an implied exit keeps the last status',
    kinds: ['bash', 'sh', 'ip netns exec bash'],
    steps: [types('(exit 4)', '', 4), implied(/^(exit)?$/, 4), types('echo $?', '4')],
  },
  {
    name: 'logout',
    kinds: ['bash -l', 'nsenter', 'sudo -i', 'su - learner'],
    steps: [leaves('logout', ''), types('echo outside', 'outside')],
  },
  {
    name: 'three deep in three namespaces',
    kinds: ['own'],
    steps: [
      types('ip netns add deep1 && ip netns add deep2'),
      opens('ip netns exec deep1 bash', 'bash', { namespace: 'deep1' }),
      types('(exit 5)', '', 5),
      opens('ip netns exec deep2 sh', 'dash', { namespace: 'deep2' }),
      types('(exit 6)', '', 6),
      opens('unshare -n bash', 'bash', { namespace: unnamed }),
      types('echo hi', 'hi'),
      back('exit 7', 'dash', 'deep2', 'exit', 7),
      types('echo $?', '7'),
      back('exit 8', 'bash', 'deep1', '', 8),
      leaves('exit 9', 'exit', 9),
      types('echo $?', '9'),
    ],
  },
  {
    name: 'three deep and implied exits',
    kinds: ['own'],
    steps: [
      opens('ip netns exec ns1 bash', 'bash', { namespace: 'ns1' }),
      opens('sh', 'dash'),
      opens('bash --norc', 'bash'),
      implied('exit', 0, { shell: 'dash', namespace: 'ns1' }),
      implied('', 0, { shell: 'bash', namespace: 'ns1' }),
      implied(),
      types('echo outside', 'outside'),
    ],
  },
  {
    name: 'a busybox in a dash in a login bash',
    kinds: ['own'],
    steps: [
      opens('nsenter --net=/run/netns/ns1', 'bash', { namespace: 'ns1' }),
      opens('sh', 'dash'),
      types('false', '', 1),
      types('echo $?', '1'),
      opens('bash --norc --noprofile', 'bash'),
      types('(exit 3)', '', 3),
      back('exit', 'dash', 'ns1', 'exit', 3),
      back('exit 2', 'bash', 'ns1', '', 2),
      leaves('logout', '', 2),
    ],
  },
  {
    name: 'five of the same',
    kinds: ['own', 'bash', 'sh', 'bash --norc'],
    steps: [
      ...Array.from({ length: 5 }, () => opens('sh', 'dash')),
      types('(exit 3)', '', 3),
      ...Array.from({ length: 4 }, (_, index) => back(`exit ${index}`, 'dash', 'host', '', index)),
    ],
  },
  {
    name: 'a shell in place of another',
    kinds: ['bash', 'sh', 'ip netns exec bash', 'busybox sh'],
    steps: [
      types('exec bash', '', 0, { shell: 'bash' }),
      types('(exit 3)', '', 3),
      types('exec sh', '', 0, { shell: 'dash' }),
      types('(exit 4)', '', 4),
      leaves('exit 5', '', 5),
    ],
  },
  {
    name: 'a program in place of a shell',
    kinds: ['bash', 'sh', 'ip netns exec bash', 'bash --norc', 'su learner'],
    steps: [leaves('exec true', ''), opens('bash', 'bash'), leaves("exec sh -c 'echo last; exit 4'", 'last', 4)],
  },
  { name: 'a program in place of the own shell', kinds: ['own'], steps: [ends('exec echo last', 'last')] },
  {
    name: 'a program that is not there in place of a shell',
    kinds: ['own', 'bash'],
    steps: [types('shopt -s execfail'), types('exec /no/such/program', /No such file/, [126, 127]), types('echo next', 'next')],
  },
  {
    name: 'namespaces of the same name',
    kinds: ['own'],
    steps: [
      opens("unshare -n -m sh -c 'mount -t tmpfs none /run/netns; exec bash'", 'bash', { namespace: unnamed }),
      types('ip netns add ns1'),
      opens('ip netns exec ns1 bash', 'bash', { namespace: 'ns1' }),
      back('exit', 'bash', unnamed, 'exit'),
      leaves('exit'),
      opens('ip netns exec ns1 bash', 'bash', { namespace: 'ns1' }),
      leaves('exit'),
    ],
  },
  {
    name: 'a namespace that is removed under a shell',
    kinds: ['own'],
    steps: [
      types('ip netns add doomed'),
      opens('ip netns exec doomed bash', 'bash', { namespace: 'doomed' }),
      types('ip netns del doomed', '', [0, 1], { namespace: /^(doomed|net:\[\d+\])$/ }),
      types('echo hi', 'hi'),
      leaves('exit'),
    ],
  },
  {
    name: 'another namespace for one command',
    kinds: ['own', 'bash', 'sh'],
    steps: [
      types('ip netns exec ns1 true'),
      types("ip netns exec ns1 sh -c 'exit 5'", '', 5),
      types('nsenter --net=/run/netns/ns1 ip -br link', /^lo /),
      types('unshare -n true'),
    ],
  },
  {
    name: 'back to the namespace of the lab',
    kinds: ['own'],
    steps: [
      opens('ip netns exec ns1 bash', 'bash', { namespace: 'ns1' }),
      opens('nsenter --net=/proc/1/ns/net sh', 'dash', { namespace: 'host' }),
      back('exit', 'bash', 'ns1'),
      leaves('exit'),
    ],
  },
  {
    name: 'pid namespaces within each other',
    kinds: ['own'],
    steps: [
      opens('unshare -fp --mount-proc bash', 'bash'),
      types('echo $$', '1'),
      opens('unshare -fp --mount-proc sh', 'dash'),
      types('echo $$', '1'),
      types('exit', /^(sh: \d+: Cannot set tty process group[^\n]*)?$/, [0, 2], { shell: 'bash', deeper: -1 }),
      leaves('exit', 'exit', [0, 2]),
    ],
  },
  {
    name: 'another user and back',
    kinds: ['su learner', 'su - learner'],
    steps: [
      types('id -un', 'learner'),
      types('id -u', '1000'),
      types('(exit 3)', '', 3),
      leaves('exit', /^(exit|logout)$/, 3),
      types('id -un', 'root'),
    ],
  },
  {
    name: 'another user for one command',
    kinds: ['sudo su', 'su learner'],
    steps: [types("sh -c 'id -un'", /^(root|learner)$/), types('(exit 3)', '', 3)],
  },
  {
    name: 'a terminal in a terminal in a namespace',
    kinds: ['own'],
    steps: [
      opens('ip netns exec ns1 script -q /dev/null', 'bash', { namespace: 'ns1' }),
      types('(exit 3)', '', 3),
      opens('sh', 'dash'),
      types('(exit 4)', '', 4),
      back('exit', 'bash', 'ns1', '', 4),
      leaves('exit', 'exit', [0, 4]),
    ],
  },
  {
    name: 'a namespace in a terminal in a terminal',
    kinds: ['script'],
    steps: [
      opens('ip netns exec ns1 bash', 'bash', { namespace: 'ns1' }),
      types('(exit 3)', '', 3),
      back('exit', 'bash', 'host', 'exit', 3),
      opens('ip netns exec ns1 sh', 'dash', { namespace: 'ns1' }),
      types('(exit 4)', '', 4),
      back('exit', 'bash', 'host', '', 4),
    ],
  },
  { name: 'it is where it is', kinds: kindNames, steps: [here, types('echo $((6 * 7))', '42'), here] },
];
