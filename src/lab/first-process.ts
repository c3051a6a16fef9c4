import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
  return {
    readLine: lineReader(child.stdout),
    writeLine: (line) => void child.stdin.write(`${line}\n`),
    end: async () => {
      child.stdin.destroy();
      await ended;
      return stderr;
    },
  };
}

/** The next line of a stream at each call, `undefined` at its end. By hand, for `node:readline` takes longer to load than this to write. */
function lineReader(stream: NodeJS.ReadableStream): () => Promise<string | undefined> {
  const chunks = stream[Symbol.asyncIterator]();
  let buffered = '';
  return async () => {
    while (!buffered.includes('\n')) {
      const chunk = await chunks.next();
      if (chunk.done) return undefined;
      buffered += String(chunk.value);
    }
    const end = buffered.indexOf('\n');
    const line = buffered.slice(0, end);
    buffered = buffered.slice(end + 1);
    return line;
  };
}
