import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { labEnvironment } from './environment.js';

/** The process outside a lab that becomes the parent of its PID 1, and what the runner needs of it: lines, and an end. */
export interface FirstProcess {
  /** The next line that it prints; `undefined` at the end. */
  readonly readLine: () => Promise<string | undefined>;
  readonly writeLine: (line: string) => void;
  /** Closes the pipe that it reads from, waits until it has ended, and resolves to what it said on stderr. */
  readonly end: () => Promise<string>;
}

/** Starts a program whose standard input is a pipe that only the runner holds, with nothing of the runner's environment. */
export function startFirstProcess(file: string, words: readonly string[]): FirstProcess {
  // Not by execa, which takes longer to load and start than this program takes to run; see docs/adr/0003-one-bundle.md.
  const child = spawn(file, words, { cwd: '/', env: labEnvironment, stdio: 'pipe' });
  const ended = once(child, 'close').catch((error: unknown) => {
    stderr += String(error);
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  // Writing to a process that is gone; its end says why.
  child.stdin.on('error', () => {});
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    readLine: async () => {
      const line = await lines.next();
      return line.done ? undefined : line.value;
    },
    writeLine: (line) => void child.stdin.write(`${line}\n`),
    end: async () => {
      child.stdin.destroy();
      await ended;
      return stderr;
    },
  };
}
