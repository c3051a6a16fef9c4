import { inShell, oneOf, printedBy, type OwnKind, type Scene } from './own-kind.js';

/** Starts a job and remembers which entry printed its number. */
function starts(command: string, { terminal, entry }: Scene): ReturnType<OwnKind> {
  return {
    command,
    after: inShell(terminal, (shell) => shell.jobs.push({ number: 1 + Math.max(0, ...shell.jobs.map(({ number }) => number)), entry })),
  };
}

function ofJob({ shell, pick, terminal }: Scene, write: (number: number, entry: number) => string, ends = true): ReturnType<OwnKind> {
  if (shell.jobs.length === 0) return undefined;
  const job = pick.of(shell.jobs);
  return {
    command: write(job.number, job.entry),
    ...(ends && { after: inShell(terminal, (own) => (own.jobs = own.jobs.filter(({ number }) => number !== job.number))) }),
  };
}

/** Jobs, signals, and programs that outlive the command which started them. */
export const processKinds: Readonly<Record<string, OwnKind>> = {
  job: (scene) => starts(scene.pick.of(['sleep 300 &', 'sleep 300 >/dev/null 2>&1 &', 'sleep 301 & x=$!']), scene),
  'job of several processes': (scene) =>
    starts(scene.pick.of(['sleep 300 | cat &', '(sleep 300; echo late) &', '{ sleep 300; } &']), scene),
  'job in a loop': (scene) => starts('while :; do sleep 300; done &', scene),
  'job with another name': (scene) => (scene.shell.program === 'bash' ? starts('(exec -a worker sleep 300) &', scene) : undefined),
  jobs: oneOf('jobs', 'jobs -l', 'jobs -p'),
  'kill a job': (scene) => ofJob(scene, (number) => `kill %${number}; wait %${number}`),
  'kill the last': (scene) => (scene.shell.jobs.length === 0 ? undefined : 'kill -KILL $!; wait $!'),
  'kill a printed number': (scene) =>
    ofJob(scene, (number, entry) => `kill ${printedBy(entry)}; kill -CONT ${printedBy(entry)}; sleep 0.02`),
  'kill by name': oneOf("pkill -f '^worker'; sleep 0.02", "pkill -f '^sleep 301'; sleep 0.02"),
  'stop a job': (scene) => ofJob(scene, (number) => `kill -STOP %${number}; sleep 0.02`, false),
  'let a job go on': (scene) => ofJob(scene, (number) => `kill -CONT %${number}; sleep 0.02`, false),
  disown: (scene) => (scene.shell.program === 'bash' ? ofJob(scene, (number) => `disown %${number}`) : undefined),
  detached: oneOf(
    'nohup setsid sleep 300 >/dev/null 2>&1 </dev/null & wait $!',
    'setsid -f sleep 300; sleep 0.03',
    '(sleep 300 &); sleep 0.03',
  ),
  'wait for a job': oneOf('sleep 0.02 & wait $!', '(exit 7) & wait $!; x=$?'),
  coprocess: ({ shell, terminal }) =>
    shell.hasCoprocess || shell.program !== 'bash'
      ? undefined
      : { command: 'coproc cat; sleep 0.02', after: inShell(terminal, (own) => (own.hasCoprocess = true)) },
  'talk with the coprocess': ({ shell }) => (shell.hasCoprocess ? 'echo hi >&"${COPROC[1]}"; read -r -t 1 x <&"${COPROC[0]}"' : undefined),
  'end of the coprocess': ({ shell, terminal }) =>
    shell.hasCoprocess
      ? { command: 'p=${COPROC_PID:-none}; kill -KILL $p; wait $p', after: inShell(terminal, (own) => (own.hasCoprocess = false)) }
      : undefined,
  'time is up': oneOf('timeout 0.05 sleep 5', 'timeout -s KILL 0.05 sleep 5'),
  server: (scene) =>
    scene.shell.namespace === null && !scene.shell.jobs.some(({ number }) => number > 4)
      ? starts('nc -lk 7000 >/dev/null &', scene)
      : undefined,
  'waits in a pipe': (scene) =>
    scene.world.pipes.length === 0 || scene.shell.user !== 'root' ? undefined : starts(`cat < ${scene.world.pipes[0]!} &`, scene),
  'keeps a file open': (scene) => starts('tail -f /etc/hosts > /tmp/tailed &', scene),
  priorities: (scene) => starts('nice -n 5 sleep 300 &', scene),
};
