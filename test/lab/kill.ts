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

/** The same with Docker: containers on several networks, names and rules that reach into them, and something that runs in one. */
const dockerLesson = `---
nslab: { needs: docker }
---
\`\`\`bash
docker run -d --name web -p 8080:80 busybox httpd -f
docker run -d --name client --network host busybox sleep 300
docker network create inner
docker run -d --name other --network inner --memory 64m busybox sleep 300
ln -s /var/run/docker/netns /var/run/netns
sysctl -w net.ipv4.ip_forward=0
docker exec -d web sleep 300
nohup setsid sleep 300 >/dev/null 2>&1 &
docker exec -it web sh
sleep 300 &
sleep 1
\`\`\`
`;

/** How long after its start a run is killed at the latest: later than its last step begins. */
const longestMs = { root: 400, ordinary: 400, docker: 3000 };

/** Kills nslab `count` times, as root, as an ordinary user, or as root in a lab with Docker, in a process namespace of its own. Needs root. */
export function killTrials(firstSeed: number, count: number, user: keyof typeof longestMs): Promise<KillTrial[]> {
  return withFolder(async (folder) => {
    chmodSync(folder, 0o755);
    const program = installInto(folder);
    const lesson = writeLesson(folder, 'busy.md', user === 'docker' ? dockerLesson : busyLesson);
    const script = path.join(import.meta.dirname, 'kill-trials.mjs');
    const prefix = user === 'ordinary' ? asOrdinaryUser! : [];
    const check = [...prefix, process.execPath, program, 'check', lesson, ...(user === 'docker' ? ['--allow-privileged'] : [])];
    const words = [process.execPath, script, `${firstSeed}`, `${count}`, `${longestMs[user]}`, ...check];
    // PID 1 of the namespace has to reap what the killed runner leaves, as the machine's init would; bash does.
    const frame = ['--pid', '--fork', '--mount', '--mount-proc', '--kill-child', 'bash', '-c', '"$@"; exit $?', 'bash', ...words];
    const { stdout } = await execa('unshare', frame, { cwd: folder });
    return stdout.split('\n').map((line) => JSON.parse(line) as KillTrial);
  });
}
