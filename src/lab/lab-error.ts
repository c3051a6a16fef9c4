import { NslabError, type ErrorCode, type NslabErrorOptions } from '../errors.js';
import type { Words } from '../words.js';

/** What a lab's first process was doing when it failed, as it says on stderr, and what that means to a person. */
const stages: readonly { stage: RegExp; code: 'userns-forbidden' | 'lab-failed'; text: Words; hint: Words }[] = [
  {
    stage: /^user-namespace$/,
    code: 'userns-forbidden',
    text: { en: 'this machine forbids user namespaces', zh: '本机禁止使用用户命名空间' },
    hint: {
      en: 'run `nslab doctor`, which says what forbids them and the way out',
      zh: '运行 `nslab doctor`，它会说明是什么在禁止以及如何解决',
    },
  },
  {
    stage: /^inner-user-namespace$/,
    code: 'userns-forbidden',
    text: { en: 'this machine forbids a user namespace inside another', zh: '本机禁止嵌套的用户命名空间' },
    hint: {
      en: 'run `nslab doctor`, which says what forbids it and the way out',
      zh: '运行 `nslab doctor`，它会说明是什么在禁止以及如何解决',
    },
  },
  {
    stage: /^(?:proc|sysfs)$/,
    code: 'lab-failed',
    text: {
      en: 'parts of /proc or /sys are hidden here, as in a container, so a lab may not have its own',
      zh: '这里的 /proc 或 /sys 有一部分被遮住（如在容器中），因此实验环境不能拥有自己的 /proc 和 /sys',
    },
    hint: {
      en: 'give the container whole ones: docs/environments.md has the options for Docker and Podman',
      zh: '让容器拥有完整的 /proc 和 /sys：docs/environments.md 列出了 Docker 和 Podman 的选项',
    },
  },
  {
    stage: /^(?:mounts|root-file-system .*|read-only|pivot-root)$/,
    code: 'lab-failed',
    text: { en: 'this machine forbids mounts in a user namespace', zh: '本机禁止在用户命名空间中挂载' },
    hint: {
      en: 'run `nslab doctor`, which says what forbids them and the way out',
      zh: '运行 `nslab doctor`，它会说明是什么在禁止以及如何解决',
    },
  },
  {
    stage: /^docker$/,
    code: 'lab-failed',
    text: { en: 'dockerd(8) does not work in it', zh: 'dockerd(8) 在其中无法工作' },
    hint: {
      en: 'look whether it can run here at all: in a container it needs all privileges',
      zh: '先确认它能否在这里运行：在容器中它需要全部特权',
    },
  },
  {
    stage: /^fixtures$/,
    code: 'lab-failed',
    text: { en: 'the folder `fixtures` beside the lesson can not be entered', zh: '无法进入课程旁边的目录 `fixtures`' },
    hint: {
      en: 'let everyone enter the folders above it (chmod o+x), or move the lesson',
      zh: '让所有人都能进入它的上级目录（chmod o+x），或把课程移到别处',
    },
  },
];

/** A lab that could not be made. */
export class LabError extends NslabError {
  /** What its program was doing: `user-namespace`, `proc`, … */
  readonly stage: string;
  /** What the kernel said, as strerror(3) has it. */
  readonly reason: string;

  constructor(code: ErrorCode, words: Words, options: NslabErrorOptions, stage: string, reason: string) {
    super(code, words, options);
    this.stage = stage;
    this.reason = reason;
  }
}

/** The error of a lab that could not be made. @param complaint what its first process said on stderr */
export function labError(complaint: string, cause: unknown): NslabError {
  if (cause instanceof NslabError) return cause;
  const line = complaint.trim().split('\n')[0] ?? '';
  const [stage, reason] = split(line);
  const known = stages.find((other) => other.stage.test(stage));
  if (known) {
    const words = { en: `cannot make a lab: ${known.text.en} (${reason})`, zh: `无法创建实验环境：${known.text.zh}（${reason}）` };
    return new LabError(known.code, words, { hint: known.hint, cause }, stage, reason);
  }
  const text = {
    en: `cannot make a lab: ${line || 'its first process ended without a word'}`,
    zh: `无法创建实验环境：${line || '它的第一个进程没有留下任何信息就结束了'}`,
  };
  return new LabError('lab-failed', text, { hint: tryParts, cause }, stage, reason);
}

function split(line: string): [string, string] {
  const at = line.lastIndexOf(': ');
  return at === -1 ? [line, ''] : [line.slice(0, at), line.slice(at + 2)];
}

/** The error of a terminal that could not be opened in a lab. */
export function terminalError(reason: string, cause?: unknown): NslabError {
  const words = { en: `cannot open a terminal in the lab: ${reason}`, zh: `无法在实验环境中打开终端：${reason}` };
  return new NslabError('lab-failed', words, { hint: tryParts, cause });
}

const tryParts: Words = {
  en: 'run `nslab doctor`, which tries each part of a lab by itself',
  zh: '运行 `nslab doctor`，它会逐项检查实验环境的各个部分',
};
