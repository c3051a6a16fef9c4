import { chmodSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
import { asOrdinaryUser, installInto } from '../commands/run-cli.js';
import { withFolder, writeLesson } from '../engine/lab-trial.js';

export interface KillTrial {
  readonly seed: number;
  readonly delayMs: number;
  /** How many processes the trial had when it was killed. */
  readonly seen: number;
  readonly processes: readonly string[];
  readonly changed: readonly string[];
}

/** A lesson that makes everything that could stay: namespaces, background and detached processes, nested shells, a second terminal. */
const busyLesson = `\`\`\`bash
ip netns add ns1
nohup setsid sleep 300 >/dev/null 2>&1 &
ip netns exec ns1 sleep 300 &
ip link add va type veth peer name vb
ip netns exec ns1 bash
sleep 300 &
\`\`\`

<!-- nslab: terminal=second -->
\`\`\`bash
sleep 1
\`\`\`
`;

/** Kills nslab `count` times, as root or as an ordinary user, in a process namespace of its own. Needs root. */
export function killTrials(firstSeed: number, count: number, user: 'root' | 'ordinary'): Promise<KillTrial[]> {
  return withFolder(async (folder) => {
    chmodSync(folder, 0o755);
    const program = installInto(folder);
    const lesson = writeLesson(folder, 'busy.md', busyLesson);
    const script = path.join(import.meta.dirname, 'kill-trials.mjs');
    const prefix = user === 'ordinary' ? asOrdinaryUser! : [];
    const words = [process.execPath, script, program, lesson, `${firstSeed}`, `${count}`, ...prefix];
    // PID 1 of the namespace has to reap what the killed runner leaves, as the machine's init would; bash does.
    const frame = ['--pid', '--fork', '--mount', '--mount-proc', '--kill-child', 'bash', '-c', '"$@"; exit $?', 'bash', ...words];
    const { stdout } = await execa('unshare', frame, { cwd: folder });
    return stdout.split('\n').map((line) => JSON.parse(line) as KillTrial);
  });
}
