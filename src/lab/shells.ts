import { basename } from 'node:path';
import { childrenOf, commandLine, executable, processStatus, waitOf } from './processes.js';
import { architecture, type SystemCall } from './system-calls.js';

/** An interactive shell that has a terminal. */
export interface Shell {
  readonly pid: number;
  /** What it runs: `bash`, `dash`, `busybox`. */
  readonly program: string;
}

const programs = new Set(['ash', 'bash', 'busybox', 'dash', 'ksh', 'ksh93', 'mksh', 'rbash', 'sh', 'zsh']);
const shellWords = new Set(['ash', 'hush', 'sh']);
/** Options of bash(1) that take a word. */
const withWord = new Set(['--init-file', '--rcfile', '-O', '+O', '-o', '+o']);

/** The calls in which a shell waits for somebody to type, with the file in the first argument or the number of files. */
const waiting: readonly SystemCall[] = ['read', 'select', 'pselect6', 'poll', 'ppoll'];

/**
 * The innermost interactive shell below `pid` that has its terminal, a terminal inside the terminal included (script(1)); `undefined`
 * when another program has it.
 */
export function foregroundShell(pid: number): Shell | undefined {
  const status = processStatus(pid);
  if (!status) return undefined;
  // What a shell has started in the foreground is in another process group, which then has the terminal.
  for (const child of childrenOf(pid)) {
    const found = foregroundShell(child);
    if (found) return found;
  }
  if (status.group !== status.foreground) return undefined;
  const program = shellProgram(pid);
  return program === undefined ? undefined : { pid, program };
}

/**
 * Where in its program a shell waits for somebody to type, as its stack pointer; `undefined` when it does not wait. At its prompt it is
 * always the same place, and another one when it runs `read`.
 */
export function waitingPlace(pid: number): string | undefined {
  const wait = waitOf(pid);
  const name = wait && waiting.find((call) => architecture()?.calls[call] === wait.call);
  return name === undefined || (name === 'read' && wait?.argument !== 0) ? undefined : wait?.stack;
}

/** Whether a process waits in read(2) for what is typed into its terminal, or whatever its standard input is. */
export function readsKeys(pid: number): boolean {
  const wait = waitOf(pid);
  return wait !== undefined && wait.call === architecture()?.calls.read && wait.argument === 0;
}

/** Whether it is an interactive shell that has its terminal and does not wait for somebody to type: it is about to. */
export function isAtWork(pid: number): boolean {
  const status = processStatus(pid);
  if (!status || status.group !== status.foreground || waitingPlace(pid) !== undefined) return false;
  return shellProgram(pid) !== undefined && programsBelow(pid).every((other) => processStatus(other)?.group !== status.group);
}

/** What tells a shell from all others, and from another that exec(1) has put in its place. */
export function whichShell(shell: Shell | undefined): string | undefined {
  return shell && [shell.pid, shell.program, ...(commandLine(shell.pid) ?? [])].join(' ');
}

/** How many interactive shells stand between a terminal's first process and this one, both included. */
export function countShells(first: number, last: number): number {
  let count = 0;
  for (let pid = last; pid > 1; pid = processStatus(pid)?.parent ?? 0) {
    if (shellProgram(pid) !== undefined) count += 1;
    if (pid === first) return count;
  }
  return count;
}

/**
 * The process group that has the innermost terminal: of one that a program such as script(1) has opened inside the given group's, the group there.
 */
export function innermostForeground(group: number): number {
  for (const pid of descendants(group)) {
    const inner = processStatus(pid)?.foreground ?? 0;
    if (inner > 0 && inner !== group) return innermostForeground(inner);
  }
  return group;
}

/** Whether it is the program through which somebody types into a container, whose own processes are elsewhere. */
export function isContainerClient(pid: number): boolean {
  return basename(executable(pid) ?? '') === 'docker';
}

function descendants(pid: number): number[] {
  return childrenOf(pid).flatMap((child) => [child, ...descendants(child)]);
}

/** Everything that shells have started below `pid` and that is no interactive shell itself: what runs, and jobs in the background. */
export function programsBelow(pid: number): readonly number[] {
  return childrenOf(pid).flatMap((child) => [...(shellProgram(child) === undefined ? [child] : []), ...programsBelow(child)]);
}

/** The program of an interactive shell; `undefined` for anything else, a script or `sh -c` included. */
function shellProgram(pid: number): string | undefined {
  // A shell's copy of itself that runs a part of a command, such as `( … )` or one side of a pipe.
  if (processStatus(pid)?.isCopy) return undefined;
  return interactiveShell(executable(pid) ?? '', commandLine(pid) ?? []);
}

/** The program of a shell, interactive or not, by its file; `undefined` for another program. */
export function shellOf(file: string): string | undefined {
  const program = basename(file.replace(/ \(deleted\)$/, ''));
  return programs.has(program) ? program : undefined;
}

/** The same of one that is interactive by the words that it was started with. */
export function interactiveShell(file: string, commandWords: readonly string[]): string | undefined {
  const program = shellOf(file);
  if (program === undefined) return undefined;
  const words = [...commandWords];
  if (program === 'busybox' && basename(words[0] ?? '') === 'busybox') words.shift();
  if (program === 'busybox' && !shellWords.has(basename(words[0] ?? '').replace(/^-/, ''))) return undefined;
  return isInteractive(words.slice(1)) ? program : undefined;
}

function isInteractive(words: readonly string[]): boolean {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]!;
    if (/^-\w*i/.test(word)) return true;
    if (/^-\w*c/.test(word) || !/^[-+]/.test(word)) return false;
    if (withWord.has(word)) at += 1;
  }
  return true;
}
