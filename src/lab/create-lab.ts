import { randomBytes } from 'node:crypto';
import { NslabError } from '../errors.js';
import { startFirstProcess } from './first-process.js';
import { chooseIdMap, writeIdMap, type IdMap } from './id-map.js';
import { findProgram, isInLab, labPrograms } from './programs.js';
import { quote, rootFileSystemScript } from './root-file-system.js';
import { closeInherited } from './shell-rc.js';
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
  const first = startFirstProcess(findProgram('unshare')!, [
    ...namespaces,
    '--fork',
    '--kill-child=KILL',
    '--keep-caps',
    'sh',
    '-c',
    waitForMap,
  ]);
  // Terminals end with PID 1.
  const destroy = async (): Promise<void> => void (await first.end());
  const pid = Number(await first.readLine());
  if (!pid) throw labError(await first.end());
  try {
    await writeIdMap(pid, ids);
  } catch (error) {
    await first.end();
    throw new NslabError(
      'userns-forbidden',
      `cannot make a lab: this machine forbids the id map of a user namespace (${firstLine(error)})`,
      {
        hint: 'run `nslab doctor`, which says what forbids it; in a container, run nslab as its root or outside',
        cause: error,
      },
    );
  }
  first.writeLine('mapped');
  if ((await first.readLine()) !== readyMark) throw labError(await first.end());
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
${closeInherited}
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

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!;
}
