import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { labEnvironment } from './environment.js';

/** The process outside a lab that makes it and waits for its end, and what the runner needs of it: lines both ways, and an end. */
export interface FirstProcess {
  readonly pid: number | undefined;
  /** Calls with each line that it prints, from now on. */
  readonly onLine: (listener: (line: string) => void) => void;
  readonly writeLine: (line: string) => void;
  /** Closes the pipe that it reads from, waits until it has ended, and resolves to what it said on stderr. */
  readonly end: () => Promise<string>;
  /** Resolves to what it said on stderr when it has ended by itself or otherwise. */
  readonly ended: Promise<string>;
}

/** What comes from a lab is not to be trusted: nobody but a lab that has been tampered with sends lines as long as this, or as many bytes. */
const longestLine = 4096;
const mostBytes = 10_000_000;
const longestComplaint = 10_000;
/** How long the lab may take to end after it was asked to. What is inside may have stopped its PID 1, but not the process outside. */
const obeyMs = 1000;

/**
 * Starts a program in a session of its own, so that no key at the runner's terminal reaches it, with a socket as standard input that only the
 * runner holds, and with nothing of the runner's environment.
 */
export function startFirstProcess(file: string, words: readonly string[]): FirstProcess {
  // Not by execa, which takes longer to load and start than this program takes to run; see docs/adr/0003-one-bundle.md.
  const child = spawn(file, words, { cwd: '/', env: labEnvironment, stdio: 'pipe', detached: true });
  let complaint = '';
  const ended = once(child, 'close').then(
    () => complaint,
    (error: unknown) => String(error),
  );
  child.stderr.on('data', (chunk: Buffer) => {
    if (complaint.length < longestComplaint) complaint += chunk.toString();
  });
  // Writing to a process that is gone; its end says why.
  child.stdin.on('error', () => {});
  let buffered = '';
  let bytes = 0;
  let listener: (line: string) => void = () => {};
  child.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    buffered += chunk.toString('latin1');
    const lines = buffered.split('\n');
    buffered = lines.pop()!;
    if (bytes > mostBytes || buffered.length > longestLine) child.stdin.destroy();
    else lines.forEach((line) => listener(line));
  });
  return {
    pid: child.pid,
    onLine: (added) => {
      listener = added;
    },
    writeLine: (line) => void child.stdin.write(`${line}\n`),
    end: () => {
      child.stdin.destroy();
      const timers = [setTimeout(() => child.kill('SIGTERM'), obeyMs), setTimeout(() => child.kill('SIGKILL'), 2 * obeyMs)];
      return ended.finally(() => timers.forEach(clearTimeout));
    },
    ended,
  };
}
