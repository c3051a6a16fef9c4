import path from 'node:path';
import { spawn } from '@lydell/node-pty';
import { Terminal } from '@xterm/headless';

const program = path.resolve(import.meta.dirname, '../../dist/nslab.cjs');

/** The built program on a terminal of which one sees what a person sees: the screen, not what was printed. */
export interface Screen {
  /** The lines of the screen, as soon as they are as wanted and nothing more comes; without blank lines at the end. */
  readonly shows: (isWanted: (lines: readonly string[]) => boolean) => Promise<string[]>;
  /** Everything that was printed, as it was printed. */
  readonly printed: () => string;
  readonly types: (keys: string) => void;
  readonly leaves: () => Promise<number>;
}

export function onScreen(words: readonly string[], columns: number, env: Readonly<Record<string, string>>): Screen {
  const terminal = new Terminal({ cols: columns, rows: 24, allowProposedApi: true });
  const pty = spawn(process.execPath, [program, ...words], {
    cols: columns,
    rows: 24,
    env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: '', CI: '', GITHUB_ACTIONS: '', NO_COLOR: '', NSLAB_PLAIN: '', TERM: 'xterm', ...env },
  });
  let printed = '';
  pty.onData((data) => {
    printed += data;
    terminal.write(data);
  });
  const ended = new Promise<number>((resolve) => pty.onExit(({ exitCode }) => resolve(exitCode)));
  const read = (): string[] => {
    const { active } = terminal.buffer;
    const lines = Array.from({ length: active.length }, (_, at) => active.getLine(at)!.translateToString(true).trimEnd());
    return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
  };
  const shows: Screen['shows'] = async (isWanted) => {
    const deadline = performance.now() + 20_000;
    for (let last = ''; ;) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const lines = read();
      if (isWanted(lines) && last === lines.join('\n')) return lines;
      last = lines.join('\n');
      if (performance.now() > deadline) throw new Error(`the screen never was as wanted:\n${last}`);
    }
  };
  return { shows, printed: () => printed, types: (keys) => pty.write(keys), leaves: () => ended };
}
