import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { NslabError } from '../../errors.js';
import type { Lab } from '../create-lab.js';
import { findInSystem } from '../programs.js';
import { architecture, type SystemCall } from '../system-calls.js';
import { frameReader, type Frame } from './frames.js';
import { stateScript } from './state-script.js';
import type { Words } from '../../words.js';

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

const problems: Readonly<Record<string, { readonly text: Words; readonly hint: Words }>> = {
  bytes: {
    text: { en: 'its files, variables and command lines take more than 256 MB', zh: '其中的文件、变量和命令行超过 256 MB' },
    hint: { en: 'remove large files', zh: '删除大文件' },
  },
  depth: {
    text: { en: `its folders lie more than ${bounds.depth} deep`, zh: `目录层数超过 ${bounds.depth} 层` },
    hint: { en: 'remove the deepest', zh: '删除最深的目录' },
  },
  ended: { text: { en: 'it has ended', zh: '它已经结束' }, hint: { en: 'start it again', zh: '重新启动它' } },
  entries: {
    text: { en: `it has more than ${bounds.entries} files`, zh: `文件超过 ${bounds.entries} 个` },
    hint: { en: 'remove some', zh: '删除一些' },
  },
  entry: {
    text: { en: 'the kernel does not let nslab enter it', zh: '内核不允许 nslab 进入' },
    hint: { en: 'run `nslab doctor`, which tries each part of a lab by itself', zh: '运行 `nslab doctor`，它会逐项检查实验环境的各个部分' },
  },
  files: {
    text: { en: `its processes have more than ${bounds.files} open files`, zh: `进程打开的文件超过 ${bounds.files} 个` },
    hint: { en: 'end some processes', zh: '结束一些进程' },
  },
  namespaces: {
    text: {
      en: `it has more than ${bounds.namespaces} namespaces of mounts or host names`,
      zh: `挂载或主机名命名空间超过 ${bounds.namespaces} 个`,
    },
    hint: { en: 'end some processes', zh: '结束一些进程' },
  },
  proc: { text: { en: '/proc of this machine cannot be read', zh: '无法读取本机的 /proc' }, hint: { en: 'mount it', zh: '把它挂载上' } },
  processes: {
    text: { en: `it has more than ${bounds.processes} processes`, zh: `进程超过 ${bounds.processes} 个` },
    hint: { en: 'end some', zh: '结束一些' },
  },
  silent: { text: { en: 'its PID 1 does not answer', zh: '它的 1 号进程没有应答' }, hint: { en: 'start it again', zh: '重新启动它' } },
  time: {
    text: { en: `it takes more than ${bounds.seconds} seconds`, zh: `读取超过了 ${bounds.seconds} 秒` },
    hint: { en: 'remove large files, or give the machine less to do', zh: '删除大文件，或减轻机器的负载' },
  },
};

/**
 * Has a program read the lab once, and calls with each frame of its answer.
 * @throws {NslabError} `state-failed`, `missing-program`, `unsupported-system`
 */
export async function readFrames(lab: Lab, take: (frame: Frame) => void): Promise<void> {
  const calls = architecture()?.calls;
  const perl = findInSystem('perl');
  if (!calls)
    throw new NslabError(
      'unsupported-system',
      { en: `cannot read a lab on this processor (${process.arch})`, zh: `无法在这种处理器上读取实验环境（${process.arch}）` },
      { hint: { en: 'use x64 or arm64', zh: '请用 x64 或 arm64' } },
    );
  if (perl === undefined)
    throw new NslabError(
      'missing-program',
      { en: 'cannot read a lab: perl is not on this machine', zh: '无法读取实验环境：本机没有 perl' },
      { hint: { en: 'run `nslab doctor --install`', zh: '运行 `nslab doctor --install`' } },
    );
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
  const { text, hint } = problems[reason] ?? {
    text: { en: 'the program that reads it was ended', zh: '读取它的程序被终止了' },
    hint: { en: 'try again', zh: '再试一次' },
  };
  return new NslabError(
    'state-failed',
    { en: `cannot read the state of the lab: ${text.en}`, zh: `无法读取实验环境的状态：${text.zh}` },
    { hint, cause },
  );
}
