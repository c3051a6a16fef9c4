import { randomBytes } from 'node:crypto';
import { execa } from 'execa';
import { NslabError } from '../errors.js';
import { chooseIdMap, writeIdMap, type IdMap } from './id-map.js';
import { labEnvironment } from './environment.js';
import { findProgram, isInLab, labPrograms } from './programs.js';
import { quote, rootFileSystemScript } from './root-file-system.js';
import { Terminal, type TerminalSize } from './terminal.js';

const hostname = 'lab';
const readyMark = 'nslab-lab-ready';

/** The world that a lesson runs in: its own user, mount, network, pid, uts, ipc and cgroup namespaces (namespaces(7)). */
export interface Lab {
  /** The reaper's pid as the runner sees it. */
  readonly pid: number;
  readonly ids: IdMap;
  /** Starts one more interactive bash on a pseudo-terminal of its own. */
  openTerminal(size?: TerminalSize): Promise<Terminal>;
  /** Ends every process of the lab, and with them its namespaces, mounts and files. */
  destroy(): Promise<void>;
}

/**
 * Makes a lab, ready for its first terminal. It ends with the runner however that ends: every process of the chain that becomes the
 * lab's PID 1 reads from a pipe that only the runner holds. It also ends when `unshare`, its parent, is killed (prctl(2), PR_SET_PDEATHSIG).
 * @throws {NslabError} `missing-program`, `userns-forbidden` or `lab-failed`.
 */
export async function createLab(): Promise<Lab> {
  const lacking = Object.keys(labPrograms).filter((name) => !isInLab(name));
  if (lacking.length > 0) {
    throw new NslabError('missing-program', `cannot make a lab: ${lacking.join(', ')} is not on this machine`, {
      hint: 'run `nslab doctor --install`, which installs what is missing',
    });
  }
  const ids = chooseIdMap();
  const token = randomBytes(8).toString('hex');
  const become = ids.kind === 'range' ? '--reuid 0 --regid 0 --clear-groups' : '';
  const namespaces = ['--user', '--mount', '--net', '--pid', '--uts', '--ipc', '--cgroup'];
  // A change of user ids clears the death signal, so it is set together with them.
  const waitForMap = `read -r pid _ </proc/self/stat; echo "$pid"; read -r _ || exit 1
exec setpriv ${become} --pdeathsig KILL bash --norc --noprofile -c ${quote(initScript(token))}`;
  const init = execa(findProgram('unshare')!, [...namespaces, '--fork', '--kill-child=KILL', '--keep-caps', 'sh', '-c', waitForMap], {
    cwd: '/',
    env: labEnvironment,
    extendEnv: false,
    stdin: 'pipe',
    stdout: 'pipe',
    stderr: 'pipe',
    buffer: { stdout: false },
    reject: false,
    cleanup: false,
  });
  const lines = lineReader(init.stdout);
  const destroy = async (): Promise<void> => {
    // Terminals end with PID 1. Hanging them up first would orphan their shells to the machine's init, which may reap late.
    init.stdin.destroy();
    await init;
  };
  const failed = async (): Promise<never> => {
    init.stdin.destroy();
    const { stderr } = await init;
    throw labError(stderr);
  };
  init.stdin.on('error', () => {});

  const pid = Number(await lines());
  if (!pid) return failed();
  await writeIdMap(pid, ids);
  init.stdin.write('\n');
  if ((await lines()) !== readyMark) return failed();
  return {
    pid,
    ids,
    destroy,
    openTerminal: (size) => Terminal.open({ pid, ids, token }, size),
  };
}

/** PID 1 of a lab: builds the root, then reaps orphans until the runner is gone. Bash reaps whatever is adopted. */
function initScript(token: string): string {
  return `set -e
hostname ${hostname} & pids=$!
ip link set lo up & pids="$pids $!"
${rootFileSystemScript(hostname, token)}
for pid in $pids; do wait "$pid"; done
printf '${readyMark}\\n'
exec >/dev/null 2>&1
set +e
while IFS= read -r _; do :; done
exit 0
`;
}

function labError(stderr: string): NslabError {
  const reason = stderr.trim().split('\n')[0] ?? '';
  if (/unshare/.test(reason) && /Operation not permitted|No space left|Invalid argument/.test(reason)) {
    return new NslabError('userns-forbidden', `cannot make a lab: this machine forbids user namespaces (${reason})`, {
      hint: 'run `nslab doctor`, which says what forbids them and the way out',
    });
  }
  return new NslabError('lab-failed', `cannot make a lab: ${reason || 'its first process ended without a word'}`, {
    hint: 'run `nslab doctor`, which tries each part of a lab by itself',
  });
}

/** The next line of a stream at each call; `undefined` at its end. */
function lineReader(stream: AsyncIterable<unknown>): () => Promise<string | undefined> {
  const chunks = stream[Symbol.asyncIterator]();
  let buffered = '';
  return async () => {
    for (;;) {
      const end = buffered.indexOf('\n');
      if (end !== -1) {
        const line = buffered.slice(0, end);
        buffered = buffered.slice(end + 1);
        return line;
      }
      const chunk = await chunks.next();
      if (chunk.done) return undefined;
      buffered += String(chunk.value);
    }
  };
}
