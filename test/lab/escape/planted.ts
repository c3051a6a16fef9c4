import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileHandle } from './file-handle.js';
import { plantIpc, type PlantedIpc } from './planted-ipc.js';
import { makeSecret } from './secret.js';
import { plantSockets, type PlantedSockets } from './planted-sockets.js';
import type { User } from './users.js';

/** What stands on the machine for lessons to get at, all of it the user's own, or everybody's. */
export interface Planted extends PlantedSockets, PlantedIpc {
  readonly user: User;
  /** Everyone may enter it; it is gone afterwards. */
  readonly folder: string;
  readonly secrets: readonly string[];
  /** Secret files: in a home folder, where everyone may read it, and in /dev/shm. */
  readonly homeFile: string;
  readonly openFile: string;
  readonly sharedMemoryFile: string;
  /** Handles by which open_by_handle_at(2) finds `openFile` and the machine's network namespace, in hexadecimal digits. */
  readonly fileHandle: string | undefined;
  readonly namespaceHandle: string | undefined;
  /** Named pipes, each with the file that has a line for each time that somebody has opened it. */
  readonly doors: readonly [Door, Door];
  /** A process of the user, with a secret in its environment and among its words. */
  readonly victim: { readonly pid: number; readonly isAlive: () => boolean };
  /** The environment that the runner gets on top of its own. */
  readonly environment: Readonly<Record<string, string>>;
  /** Files that the runner inherits open, from 3 on: one to read, with a secret, and one to write. */
  readonly inherited: readonly [toRead: number, toWrite: number];
  readonly inheritedLog: string;
  /** Has the program run with a secret in its session keyring. */
  readonly keyPlanter: readonly string[];
  /** Seconds for which what is left in the background sleeps; nobody else sleeps so long. */
  readonly sleepSeconds: string;
  readonly remove: () => Promise<void>;
}

interface Door {
  readonly pipe: string;
  readonly bell: string;
}

export async function plant(user: User): Promise<Planted> {
  const secrets: string[] = [];
  const secret = (): string => {
    const made = makeSecret();
    secrets.push(made);
    return made;
  };
  const folder = mkdtempSync(path.join(tmpdir(), 'nslab-escape-'));
  chmodSync(folder, 0o755);
  // First what can fail, while nothing runs that had to be ended.
  const ipc = await plantIpc(user, secret);
  const sockets = await plantSockets(folder, secret);
  const own = (file: string, text: string, mode: number): string => {
    writeFileSync(file, text);
    chmodSync(file, mode);
    if (process.getuid!() === 0) chownSync(file, user.uid, user.uid);
    return file;
  };
  const home = path.join(folder, 'home');
  mkdirSync(home);
  const homeFile = own(path.join(home, 'id_secret'), `${secret()}\n`, 0o600);
  const openFile = own(path.join(folder, 'open'), `${secret()}\n`, 0o644);
  const sharedMemoryFile = own(path.join('/dev/shm', path.basename(folder)), `${secret()}\n`, 0o644);
  const toRead = own(path.join(folder, 'to-read'), `${secret()}\n`.repeat(200), 0o600);
  const inheritedLog = own(path.join(folder, 'to-write'), '', 0o600);
  const door = (name: string): Door => ({ pipe: path.join(folder, name), bell: own(path.join(folder, `${name}-bell`), '', 0o644) });
  const doors = [door('door1'), door('door2')] as const;
  const porter = 'mkfifo -m 666 "$1"; while :; do exec 3>"$1"; echo opened >>"$2"; exec 3>&-; sleep 0.02; done';
  const doorkeepers = doors.map(({ pipe, bell }) => spawn('bash', ['-c', porter, 'bash', pipe, bell], { stdio: 'ignore' }));
  const victimSecret = secret();
  const wait = ['sh', '-c', 'sleep 600 & wait', victimSecret];
  const [command, ...words] = [...user.become, ...wait];
  const victim = spawn(command!, words, { stdio: 'ignore', detached: true, env: { ...process.env, NSLAB_CANARY_VICTIM: victimSecret } });
  const inherited = [openSync(toRead, 'r'), openSync(inheritedLog, 'a')] as const;
  const keySecret = secret();
  return {
    ...sockets,
    ...ipc,
    user,
    folder,
    secrets,
    homeFile,
    openFile,
    sharedMemoryFile,
    fileHandle: await fileHandle(openFile),
    namespaceHandle: await fileHandle(`/proc/${process.pid}/ns/net`),
    doors,
    victim: { pid: victim.pid!, isAlive: () => victim.exitCode === null && victim.signalCode === null },
    environment: { NSLAB_CANARY: secret() },
    inherited,
    inheritedLog,
    keyPlanter: ipc.keyPlanter(keySecret),
    sleepSeconds: `86399.${process.pid}${user.uid}`,
    remove: async () => {
      doorkeepers.forEach((child) => child.kill('SIGKILL'));
      // A process group of its own, with the sleep in it.
      if (victim.exitCode === null && victim.signalCode === null) process.kill(-victim.pid!, 'SIGKILL');
      inherited.forEach((file) => closeSync(file));
      await Promise.all([victim, ...doorkeepers].map(ended));
      await Promise.all([sockets.closeSockets(), ipc.removeIpc()]);
      for (const made of [folder, sharedMemoryFile]) rmSync(made, { recursive: true, force: true });
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
}
