import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { NslabError } from '../../errors.js';
import type { Lab } from '../create-lab.js';
import { findInSystem } from '../programs.js';
import { architecture, type SystemCall } from '../system-calls.js';
import { frameReader, type Frame } from './frames.js';
import { stateScript } from './state-script.js';

const systemCalls: readonly SystemCall[] = ['lgetxattr', 'llistxattr', 'openat', 'prctl', 'setgroups', 'setns', 'setresgid', 'setresuid'];

/** Other numbers on other processors. */
const openFlags = ['O_DIRECTORY', 'O_NOATIME', 'O_NOFOLLOW', 'O_NONBLOCK'] as const;

/** How much of a lab is read. Whoever makes more of it gets an error: a part would be compared as if it were all. */
const bounds = {
  /** Of all that the program answers. */
  bytes: 268_435_456,
  /** Of one file of /proc, or of a shell. */
  most: 16_777_216,
  depth: 200,
  entries: 200_000,
  files: 50_000,
  namespaces: 256,
  processes: 2000,
  seconds: 10,
} as const;

/** Longer than the program itself takes before it gives up. */
const patienceMs = 12_000;

const problems: Readonly<Record<string, { readonly text: string; readonly hint: string }>> = {
  bytes: { text: 'its files, variables and command lines take more than 256 MB', hint: 'remove large files' },
  depth: { text: `its folders lie more than ${bounds.depth} deep`, hint: 'remove the deepest' },
  ended: { text: 'it has ended', hint: 'start it again' },
  entries: { text: `it has more than ${bounds.entries} files`, hint: 'remove some' },
  entry: { text: 'the kernel does not let nslab enter it', hint: 'run `nslab doctor`, which tries each part of a lab by itself' },
  files: { text: `its processes have more than ${bounds.files} open files`, hint: 'end some processes' },
  namespaces: { text: `it has more than ${bounds.namespaces} namespaces of mounts or host names`, hint: 'end some processes' },
  proc: { text: '/proc of this machine cannot be read', hint: 'mount it' },
  processes: { text: `it has more than ${bounds.processes} processes`, hint: 'end some' },
  silent: { text: 'its PID 1 does not answer', hint: 'start it again' },
  time: { text: `it takes more than ${bounds.seconds} seconds`, hint: 'remove large files, or give the machine less to do' },
};

/**
 * Has a program read the lab once, and calls with each frame of its answer.
 * @throws {NslabError} `state-failed`, `missing-program`, `unsupported-system`
 */
export async function readFrames(lab: Lab, take: (frame: Frame) => void): Promise<void> {
  const calls = architecture()?.calls;
  const perl = findInSystem('perl');
  if (!calls)
    throw new NslabError('unsupported-system', `cannot read a lab on this processor (${process.arch})`, { hint: 'use x64 or arm64' });
  if (perl === undefined)
    throw new NslabError('missing-program', 'cannot read a lab: perl is not on this machine', { hint: 'run `nslab doctor --install`' });
  let error: string | undefined;
  let isWhole = false;
  const words = [
    ...systemCalls.map((name) => `${name}=${calls[name]}`),
    ...openFlags.map((name) => `${name}=${constants[name]}`),
    ...Object.entries(bounds).map(([name, most]) => `${name}=${most}`),
    `privileged=${lab.isPrivileged ? 1 : 0}`,
  ];
  const child = spawn(perl, ['-e', stateScript, `${lab.pid}`, ...words], {
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' },
  });
  const patience = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  try {
    const reader = frameReader((frame) => {
      if (frame.name === 'error') error = frame.words[0];
      else if (frame.name === 'done') isWhole = true;
      else take(frame);
    });
    const signal = await new Promise<NodeJS.Signals | null>((resolve, reject) => {
      let problem: unknown;
      child.stdout.on('data', (chunk: Buffer) => {
        try {
          reader(chunk);
        } catch (thrown) {
          problem ??= thrown;
          child.kill('SIGKILL');
        }
      });
      let complaint = '';
      child.stderr.on('data', (chunk: Buffer) => {
        if (complaint.length < 1000) complaint += chunk.toString();
      });
      child.on('error', reject);
      child.on('close', (_, ended) => {
        if (problem !== undefined) reject(problem);
        else if (complaint !== '') reject(new Error(`the program that reads a lab says: ${complaint}`));
        else resolve(ended);
      });
    });
    if (!isWhole) throw failed(error ?? (signal === 'SIGALRM' || signal === 'SIGKILL' ? 'time' : ''));
  } finally {
    clearTimeout(patience);
  }
}

/** The error of a lab whose state could not be read, for a reason that the program says. */
export function failed(reason: string, cause?: unknown): NslabError {
  const { text, hint } = problems[reason] ?? { text: 'the program that reads it was ended', hint: 'try again' };
  return new NslabError('state-failed', `cannot read the state of the lab: ${text}`, { hint, cause });
}
