import { hangs, leaves, maybeNotice, types, type Case } from '../case.js';
import { bashKinds, busyboxKinds, dashKinds, fewKinds, nestedKinds, quietKinds, someKinds } from '../kinds.js';

const started = /^(\[\d+\] \d+)?$/;
const anything = /^/;
const anyStatus = [0, 1, 2, 145, 147] as const;

const cases: readonly Case[] = [
  {
    name: 'bash tells the number of a job',
    kinds: bashKinds,
    steps: [types('sleep 0.05 &', /^\[1\] \d+$/), types('wait', maybeNotice), types('(exit 3)', '', 3)],
  },
  {
    name: 'a job that ends between steps',
    steps: [types('sleep 0.05 &', started), types('sleep 0.15', maybeNotice), types('true', maybeNotice), types('(exit 3)', '', 3)],
  },
  {
    name: 'waiting for a job',
    steps: [
      types('(sleep 0.3; exit 5) &', started),
      types('wait $!', maybeNotice, 5),
      types('true', maybeNotice),
      types('echo next', 'next'),
    ],
  },
  {
    name: 'a job in the same line',
    steps: [types('sleep 0.05 & wait', /^(\[[^\n]*\n?)*$/), types('true', maybeNotice), types('(exit 3)', '', 3)],
  },
  {
    name: 'a job that fails at once',
    kinds: quietKinds,
    steps: [
      types('false &', /^(\[[^\n]*\n?)*$/),
      types('sleep 0.05', maybeNotice),
      types('(exit 3)', maybeNotice, 3),
      types('echo next', 'next'),
    ],
  },
  {
    name: 'a job with output',
    steps: [
      types('(sleep 0.3; echo late) &', started),
      types('sleep 0.5; (exit 3)', /late/, 3),
      types('true', maybeNotice),
      types('echo next', 'next'),
    ],
  },
  {
    name: 'a job that writes later than the step',
    kinds: someKinds,
    steps: [
      types('(sleep 0.4; printf late) &', started),
      types('(exit 3)', '', 3),
      types('false', '', 1),
      types('sleep 0.6', /late/),
      types('true', maybeNotice),
      types('(exit 4)', maybeNotice, 4),
    ],
  },
  {
    name: 'a job that writes all the time',
    kinds: someKinds.filter((name) => name !== 'busybox sh'),
    steps: [
      types('(for i in 1 2 3 4 5 6; do echo tick; sleep 0.02; done) &', anything),
      types('(exit 3)', anything, 3),
      types('(exit 4)', anything, 4),
      types('sleep 0.2', anything),
      types('true', maybeNotice),
      types('echo next', 'next'),
    ],
  },
  {
    name: 'ending a job',
    kinds: quietKinds,
    steps: [
      types('sleep 30 &', started),
      types('sleep 0.1; kill %1', maybeNotice),
      types('wait', maybeNotice),
      types('true', maybeNotice),
      types('echo next', 'next'),
    ],
  },
  {
    name: 'the status of a job that was ended',
    steps: [
      types('sleep 30 &', started),
      types('sleep 0.1; kill $!; wait $!', /Terminated|^$/, 143),
      types('true', maybeNotice),
      types('echo next', 'next'),
    ],
  },
  {
    name: 'a job in the foreground',
    steps: [types('(sleep 0.3; exit 6) &', started), types('fg', /sleep 0\.3/, 6), types('echo next', 'next')],
  },
  {
    name: 'a job in the foreground that hangs',
    kinds: fewKinds,
    steps: [types('sleep 60 &', started), hangs('fg', /^sleep 60\s*(\^C\s*)*$/), types('echo next', 'next')],
  },
  {
    name: 'the list of jobs',
    kinds: fewKinds,
    steps: [
      types('sleep 30 &', started),
      types('jobs', /Running.*sleep 30/),
      types('kill %1; wait', maybeNotice, [0, 143]),
      types('true', maybeNotice),
      types('jobs', maybeNotice),
    ],
  },
  {
    name: 'several jobs',
    steps: [
      types('sleep 0.05 & sleep 0.05 & sleep 0.05 &', /^(\[\d\] \d+\n?)*$/),
      types('wait; (exit 3)', maybeNotice, 3),
      types('true', maybeNotice),
      types('echo next', 'next'),
    ],
  },
  {
    name: 'a service in the background',
    steps: [
      types('nohup setsid sleep 20 >/dev/null 2>&1 &', started),
      types('sleep 0.1', maybeNotice),
      types('true', maybeNotice),
      types('(exit 3)', '', 3),
      types('echo next', 'next'),
    ],
  },
  {
    name: 'a job that wants to read',
    kinds: fewKinds.filter((name) => name !== 'busybox sh'),
    steps: [
      types('cat &', started),
      types('sleep 0.1', maybeNotice),
      types('echo next', /^(\[1\][^\n]*\n)?next(\n\[1\][^\n]*)?$/),
      types('kill -9 %1; sleep 0.05', maybeNotice),
      types('true', maybeNotice),
    ],
  },
  {
    name: 'a job that wants to set the terminal',
    kinds: fewKinds,
    steps: [
      types('(sleep 0.05; stty sane) &', started),
      types('sleep 0.15', maybeNotice),
      types('true', maybeNotice),
      types('kill -9 %1; sleep 0.05; :', maybeNotice),
      types('true', maybeNotice),
      types('echo next', 'next'),
    ],
  },
  {
    name: 'a program that stops itself',
    steps: [
      types("sh -c 'kill -STOP $$; exit 6'", /^\n?\[1\].*Stopped/, [145, 147]),
      types('echo next', 'next'),
      types('fg', /kill -STOP/, 6),
      types('echo next', 'next'),
    ],
  },
  {
    name: 'a bash with stopped jobs is left at the second exit',
    kinds: ['bash', 'bash --norc', 'env -i bash', 'ip netns exec bash', 'su learner'],
    steps: [
      types("sh -c 'kill -STOP $$'", /Stopped/, [145, 147]),
      types('exit', /^exit\nThere are stopped jobs\.$/, 1),
      leaves('exit', 'exit', 1),
      types('true', maybeNotice),
    ],
  },
  {
    name: 'a sh with stopped jobs is left at the second exit',
    kinds: ['sh', 'ip netns exec sh'],
    steps: [
      types("sh -c 'kill -STOP $$'", /Stopped/, [145, 147]),
      types('exit', /stopped jobs/, anyStatus),
      leaves('exit', '', anyStatus),
      types('true', maybeNotice),
    ],
  },
  {
    name: 'a shell with running jobs is left at once',
    kinds: nestedKinds.filter((name) => name !== 'unshare --pid bash' && !name.startsWith('script')),
    steps: [types('sleep 0.3 &', started), leaves('exit', /^(exit|logout)?$/), types('echo outside', 'outside')],
  },
  {
    name: 'checkjobs and a running job',
    kinds: ['bash'],
    steps: [
      types('shopt -s checkjobs'),
      types('sleep 5 &', started),
      types('exit', /^exit\nThere are running jobs\.\n/, 1),
      leaves('exit', 'exit', 1),
    ],
  },
  { name: 'disown', kinds: bashKinds, steps: [types('sleep 5 & disown', /^\[1\] \d+$/), types('jobs'), types('(exit 3)', '', 3)] },
  {
    name: 'substitutions of processes',
    kinds: bashKinds,
    steps: [types('cat <(echo a) <(echo b)', 'a\nb'), types('echo hi | tee >(cat >/dev/null)', 'hi'), types('(exit 3)', '', 3)],
  },
  {
    name: 'a coprocess',
    kinds: bashKinds,
    steps: [
      types('coproc cat', /^\[1\] \d+$/),
      types('echo hi >&"${COPROC[1]}"; read -r line <&"${COPROC[0]}"; echo $line', 'hi'),
      types('kill %1; wait', maybeNotice, [0, 143]),
      types('true', maybeNotice),
    ],
  },
  {
    name: 'a session of its own',
    steps: [types("/usr/bin/setsid -w sh -c 'echo in a session; exit 3'", 'in a session', 3), types('echo next', 'next')],
  },
  {
    name: 'a terminal of its own',
    kinds: someKinds,
    steps: [types("script -q -e -c 'echo inside; exit 3' /dev/null", 'inside', 3), types('echo next', 'next')],
  },
  {
    name: 'jobs of sh',
    kinds: [...dashKinds, ...busyboxKinds],
    steps: [types('sleep 0.05 &'), types('wait', maybeNotice), types('(exit 3)', maybeNotice, 3)],
  },
  {
    name: 'a loop in the background',
    steps: [
      types('for i in 1 2; do sleep 0.02; done &', started),
      types('wait', /^(\[1\][^]*)?$/),
      types('true', maybeNotice),
      types('echo next', 'next'),
    ],
  },
];

/** Commands in the background. Without echo busybox takes the end of a job for the end of its input, at a moment of its choice. */
export const jobCases: readonly Case[] = cases.map((one) => ({
  ...one,
  kinds: (one.kinds ?? quietKinds).filter((name) => !busyboxKinds.includes(name)),
}));
