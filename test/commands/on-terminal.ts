import path from 'node:path';
import { spawn } from '@lydell/node-pty';
import { cleanOutput } from '../../src/verify/clean-output.js';

const program = path.resolve(import.meta.dirname, '../../dist/nslab.cjs');

/** The built program on a terminal of its own, as a person sits before it. */
export interface Person {
  readonly pid: number;
  /** Waits until the text has been printed since the last call, and gives what was printed up to its end. */
  readonly sees: (text: string) => Promise<string>;
  /** Waits until it is asked what shall be done at a step, or at the end, and gives what was printed up to there. */
  readonly asks: () => Promise<string>;
  readonly types: (keys: string) => void;
  /** Leaves the lab at the end of a lesson, and gives the exit status. */
  readonly finishes: () => Promise<number>;
  /** Waits for the end and gives the exit status. */
  readonly leaves: () => Promise<number>;
}

export function onTerminal(words: readonly string[], columns = 100): Person {
  const pty = spawn(process.execPath, [program, ...words], {
    cols: columns,
    rows: 40,
    env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: '', CI: '', GITHUB_ACTIONS: '' },
  });
  let unseen = '';
  let wake = (): void => {};
  pty.onData((data) => {
    unseen += data;
    wake();
  });
  const ended = new Promise<number>((resolve) => {
    pty.onExit(({ exitCode }) => {
      resolve(exitCode);
      wake();
    });
  });
  const sees = async (text: string): Promise<string> => {
    const deadline = performance.now() + 20_000;
    for (;;) {
      const clean = cleanOutput(unseen);
      const at = clean.indexOf(text);
      if (at !== -1) {
        unseen = clean.slice(at + text.length);
        return clean.slice(0, at + text.length);
      }
      if (performance.now() > deadline) throw new Error(`never saw ${JSON.stringify(text)} in:\n${clean}`);
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, 100);
      });
    }
  };
  // The last of the keys, and the prompt below them.
  const asks = async (): Promise<string> => (await sees('? help')) + (await sees('$ '));
  const finishes = async (): Promise<number> => {
    await sees('Enter leave the lab');
    await asks();
    pty.write('\r');
    return ended;
  };
  return { pid: pty.pid, sees, asks, types: (keys) => pty.write(keys), leaves: () => ended, finishes };
}
