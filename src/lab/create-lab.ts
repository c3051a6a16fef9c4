import { randomBytes } from 'node:crypto';
import { closeSync, constants, openSync } from 'node:fs';
import { NslabError } from '../errors.js';
import { dockerPrograms, isMachinesRoot } from './docker-needs.js';
import { fixturesOf } from './fixtures.js';
import { startFirstProcess } from './first-process.js';
import { chooseIdMap, machinesIds, refuseMap, writeIdMap, type IdMap } from './id-map.js';
import { Init } from './init.js';
import { labError } from './lab-error.js';
import { labPlan } from './lab-plan.js';
import { labScript } from './lab-script.js';
import { findInSystem, isInLab, labPrograms } from './programs.js';
import type { TerminalSize } from './pty.js';
import { Terminal } from './terminal.js';

/** The world that a lesson runs in: its own user, mount, network, pid, uts, ipc and cgroup namespaces (namespaces(7)). */
export interface Lab {
  /** The pid of its PID 1 as the runner sees it. */
  readonly pid: number;
  /** Whether its root is the machine's, in no user namespace of its own, and Docker runs in it. */
  readonly isPrivileged: boolean;
  readonly ids: IdMap;
  /** What the marks of its shells bear: another one in each lab. */
  readonly token: string;
  /** What a cgroup limits for the whole lab: `memory`, `pids`, both or nothing. */
  readonly limitedByCgroup: readonly string[];
  /** The number that was given to a process last, as numbered inside (ns_last_pid of proc_sys_kernel(5)). */
  lastPid(): Promise<number>;
  /** Has the next process get the number after this one, or the next that is free. */
  continueAfterPid(last: number): Promise<void>;
  /** Starts one more interactive bash on a pseudo-terminal of its own. */
  openTerminal(size?: TerminalSize): Promise<Terminal>;
  /** Ends every process of the lab, and with them its namespaces, mounts, files and cgroups. */
  destroy(): Promise<void>;
}

export interface LabOptions {
  /** The lesson's file. The lab sees the folder `fixtures` beside it, read-only, in the home folder of its root. */
  readonly lesson?: string;
  /**
   * Has every bash wait, after each command, until the terminal has seen what the command did. So three commands that a person pastes are
   * three steps, and what is looked at between them is what the first has done.
   */
  readonly isAcknowledging?: boolean;
  /** Has every bash write down, before each prompt, what only it knows: variables, functions, options. `lab/state` reads that. */
  readonly isRecorded?: boolean;
  /**
   * Makes a lab with Docker, whose root is the machine's root: what runs in it can do anything to the machine. The person who runs nslab has to have
   * consented to that; no document can. Takes the machine's root, and the programs of `dockerPrograms`.
   */
  readonly isPrivileged?: boolean;
  /** Ends the making of it, which takes a while with Docker. */
  readonly signal?: AbortSignal;
}

/**
 * Makes a lab, ready for its first terminal. It ends with the runner however that ends: its PID 1 reads from a socket that only the
 * runner holds, and every process of the chain that leads to it dies with its parent (prctl(2), PR_SET_PDEATHSIG).
 * @throws {NslabError} `missing-program`, `unsupported-system`, `userns-forbidden` or `lab-failed`.
 */
export async function createLab(options: LabOptions = {}): Promise<Lab> {
  const ids = options.isPrivileged ? machinesIds : chooseIdMap();
  try {
    return await makeLab(ids, options);
  } catch (error) {
    if (error instanceof NslabError && error.code === 'userns-forbidden' && refuseMap(ids)) return createLab(options);
    throw error;
  }
}

async function makeLab(ids: IdMap, options: LabOptions): Promise<Lab> {
  const isPrivileged = options.isPrivileged ?? false;
  if (isPrivileged && !isMachinesRoot()) {
    throw new NslabError(
      'lab-failed',
      { en: 'cannot make a lab with Docker: that takes root of the machine', zh: '无法创建带 Docker 的实验环境：这需要本机的 root 权限' },
      { hint: { en: 'run nslab as root', zh: '以 root 身份运行 nslab' } },
    );
  }
  const programs = { ...labPrograms, ...(isPrivileged && dockerPrograms) };
  const lacking = Object.keys(programs).filter((name) => !isInLab(name));
  if (lacking.length > 0) {
    throw new NslabError(
      'missing-program',
      { en: `cannot make a lab: ${lacking.join(', ')} is not on this machine`, zh: `无法创建实验环境：本机没有 ${lacking.join('、')}` },
      {
        hint: {
          en: `run \`nslab doctor${isPrivileged ? '`, which says how to install it' : ' --install`, which installs what is missing'}`,
          zh: `运行 \`nslab doctor${isPrivileged ? '`，它会说明如何安装' : ' --install`，它会安装缺少的程序'}`,
        },
      },
    );
  }
  const token = randomBytes(8).toString('hex');
  const fixtures = options.lesson === undefined ? undefined : fixturesOf(options.lesson);
  const { isAcknowledging = false, isRecorded = false } = options;
  const first = startFirstProcess(findInSystem('perl')!, ['-e', labScript]);
  const init = new Init(first);
  const abort = (): void => void first.end();
  options.signal?.addEventListener('abort', abort);
  if (options.signal?.aborted) abort();
  try {
    const limited = init.hear('limited');
    const map = init.hear('map');
    const firstPid = init.hear('pid');
    const ready = init.hear('ready');
    // Each ends with the lab; whichever is waited for says so.
    for (const heard of [limited, map, firstPid, ready]) heard.catch(() => {});
    first.writeLine(labPlan({ ids, token, fixtures, isAcknowledging, isPrivileged, isRecorded }));
    if (!isPrivileged) {
      await writeIdMap(Number((await map)[0]), ids);
      init.say('mapped');
    }
    init.pid = Number((await firstPid)[0]);
    await ready;
    init.terminals = openSync(`/proc/${init.pid}/root/dev/pts`, constants.O_RDONLY | constants.O_DIRECTORY);
    return {
      pid: init.pid,
      isPrivileged,
      ids,
      token,
      limitedByCgroup: await limited,
      destroy: async () => {
        if (init.terminals !== -1) closeSync(init.terminals);
        init.terminals = -1;
        await first.end();
      },
      lastPid: async () => Number((await init.ask('last', 'last'))[0]),
      continueAfterPid: async (last) => void (await init.ask(`last ${last}`, 'last')),
      openTerminal: (size) => Terminal.open({ init, token, isAcknowledging }, size),
    };
  } catch (error) {
    const complaint = await first.end();
    throw labError(complaint, error);
  } finally {
    options.signal?.removeEventListener('abort', abort);
  }
}
