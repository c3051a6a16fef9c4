import { interactiveShell, shellOf } from '../shells.js';
import { plainName } from './plain-text.js';
import type { RawLab, RawProcess } from './raw-lab.js';

/** A process of the lab, as far as it can be told from /proc. */
export interface LabProcess {
  readonly raw: RawProcess;
  readonly pid: number;
  /** Its number in the process namespace of the lab. */
  readonly labPid: number;
  /** Its number in its own process namespace. */
  readonly innerPid: string;
  readonly parent: LabProcess | undefined;
  /** The words that it was started with; for one without, its name. */
  readonly words: readonly Buffer[];
  /** The words in one line that fits on a screen. */
  readonly command: string;
  /** `pts/0`; `undefined` for none. */
  readonly terminal: string | undefined;
  readonly isForeground: boolean;
  readonly isSessionLeader: boolean;
  readonly isStopped: boolean;
  readonly nice: number;
  /** Whether it is a copy that a shell has made of itself to run a part of a command. */
  readonly isCopy: boolean;
  /** The program of an interactive shell that has a terminal. */
  readonly shell: string | undefined;
  /** Whether a script runs it, so that the next moment it may be another one. */
  readonly isRestless: boolean;
  /** A line of proc_pid_status(5). */
  readonly status: (name: string) => string;
}

/** PF_FORKNOEXEC, in the flags of a process. */
const forkedWithoutExec = 0x40;
const longestCommand = 200;
const dockersOwn = /\/(?:containerd|containerd-shim(?:-[\w-]+)?|docker-proxy|dockerd|runc)$/;

/** All processes but PID 1 and Docker's own, in the order in which they were started. */
export function labProcesses({ processes }: RawLab, isPrivileged: boolean): readonly LabProcess[] {
  const [first, ...others] = processes;
  const level = numbersOf(first!).length - 1;
  const known = new Map<number, LabProcess>();
  for (const raw of others) {
    // Each parent comes before its children.
    const parent = known.get(Number(statOf(raw)[1]));
    known.set(raw.pid, labProcess(raw, parent, level));
  }
  return [...known.values()]
    .filter(({ raw }) => !isPrivileged || !dockersOwn.test(raw.links.get('exe')?.toString('latin1') ?? ''))
    .toSorted((a, b) => a.labPid - b.labPid);
}

function labProcess(raw: RawProcess, parent: LabProcess | undefined, level: number): LabProcess {
  const [state, , group, session, terminal, foreground, flags] = statOf(raw);
  const numbers = numbersOf(raw);
  const words = wordsOf(raw);
  const isCopy = (Number(flags) & forkedWithoutExec) !== 0;
  const file = raw.links.get('exe')?.toString('latin1') ?? '';
  const place = terminalName(Number(terminal));
  const isScript = (other: LabProcess): boolean =>
    other.shell === undefined && shellOf(other.raw.links.get('exe')?.toString('latin1') ?? '') !== undefined;
  return {
    raw,
    pid: raw.pid,
    labPid: Number(numbers[level]),
    innerPid: numbers.at(-1) ?? '',
    parent,
    words,
    command: `${isCopy && shellOf(file) !== undefined ? 'a part of ' : ''}${oneLine(words)}`,
    terminal: place,
    isForeground: Number(foreground) > 0 && group === foreground,
    isSessionLeader: Number(session) === raw.pid,
    isStopped: /^[tT]/.test(state ?? ''),
    nice: Number(statOf(raw)[16]),
    isCopy,
    shell: isCopy || place === undefined ? undefined : interactiveShell(file, words.map(String)),
    isRestless: parent !== undefined && (parent.isRestless || isScript(parent)),
    status: (name) => statusLine(raw, name),
  };
}

/** A line of proc_pid_status(5), its words separated by single spaces. */
export function statusLine(raw: RawProcess, name: string): string {
  const text = raw.texts.get('status')?.toString('latin1') ?? '';
  return (new RegExp(`^${name}:(.*)$`, 'm').exec(text)?.[1] ?? '').trim().replaceAll(/\s+/g, ' ');
}

/** The fields of proc_pid_stat(5) after the name. */
function statOf(raw: RawProcess): readonly string[] {
  const text = raw.texts.get('stat')?.toString('latin1') ?? '';
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function numbersOf(raw: RawProcess): readonly string[] {
  return statusLine(raw, 'NSpid').split(' ');
}

function wordsOf(raw: RawProcess): readonly Buffer[] {
  const bytes = raw.texts.get('cmdline') ?? Buffer.alloc(0);
  const words = splitAtNuls(bytes);
  if (words.length > 0) return words;
  const stat = raw.texts.get('stat')?.toString('latin1') ?? '';
  return [Buffer.from(`[${stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))}]`, 'latin1')];
}

/** What stands before each NUL; a program that has written over its words may have left none at the end. */
export function splitAtNuls(bytes: Buffer): readonly Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(0, at);
    parts.push(bytes.subarray(at, end === -1 ? bytes.length : end));
    at = end === -1 ? bytes.length : end + 1;
  }
  return parts;
}

function oneLine(words: readonly Buffer[]): string {
  const text = words.map(quote).join(' ');
  return text.length > longestCommand ? `${text.slice(0, longestCommand)}…` : text;
}

function quote(word: Buffer): string {
  const text = plainName(word.subarray(0, longestCommand * 4));
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text}'`;
}

/** Numbers 136 to 143 are those of pseudo-terminals (the kernel's devices.txt). */
function terminalName(device: number): string | undefined {
  const major = (device >> 8) & 0xfff;
  const minor = (device & 0xff) | ((device >>> 12) & 0xfff00);
  if (major >= 136 && major <= 143) return `pts/${(major - 136) * 256 + minor}`;
  return device === 0 ? undefined : `${major}:${minor}`;
}
