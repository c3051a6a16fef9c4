import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { execa, execaSync } from 'execa';
import { sameInEveryRun } from './same-in-every-run.js';

const root = path.resolve(import.meta.dirname, '../../..');
const program = path.join(root, 'dist/nslab.cjs');
const mostMs = 60_000;

/** Without it the screens are skipped; test/install-programs.mjs installs it. */
export const hasTmux = execaSync('tmux', ['-V'], { reject: false }).exitCode === 0;

/** A window of tmux with the built program in it, as a person has it before them. */
export interface Window {
  /** Types text, letter by letter as it stands. */
  readonly types: (text: string) => Promise<void>;
  /** Presses keys by the names that tmux has for them: Enter, C-c, Up. */
  readonly presses: (...keys: readonly string[]) => Promise<void>;
  /** Waits until it stands somewhere below what was there when something was typed last, or on its line; gives all of that. */
  readonly waits: (wanted: string | RegExp) => Promise<string>;
  /** Waits for a prompt with nothing behind it, below the line where something was typed last. */
  readonly asks: () => Promise<void>;
  /** Types a line and Enter, and waits for the next prompt. */
  readonly answers: (line: string) => Promise<void>;
  readonly resizes: (columns: number, rows?: number) => Promise<void>;
  /** Closes the window, as whoever clicks its cross. */
  readonly kills: () => Promise<void>;
  /** The exit status of the program, once it has ended. */
  readonly ends: () => Promise<number>;
  /** All that can be read by scrolling up, as it is in every run. */
  readonly screen: () => Promise<string>;
  /** Everything that was printed, as it was printed. */
  readonly printed: () => Promise<string>;
  /** Runs the program once more below what stands there, when it has ended. */
  readonly runs: (words: readonly string[]) => Promise<void>;
  /** Only what is to be seen without scrolling. */
  readonly visible: () => Promise<string>;
}

/** What is asked for by a line: of the lesson, or of bash in the lab or outside it. */
const prompt = /^(?:\S+\$|.*# ?)$/;

export interface WindowOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Where what nslab keeps stands; a folder of this window when left out. */
  readonly state?: string;
  /** Begins with a bash instead, in which `nslab` is the program. */
  readonly isInBash?: boolean;
}

/** Calls back with a window in a tmux of its own, which has gone afterwards, with what ran in it. */
export async function inWindow<T>(words: readonly string[], options: WindowOptions, callback: (window: Window) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'nslab-tmux-'));
  const { columns = 80, rows = 40, state = path.join(folder, 'state'), isInBash = false } = options;
  const env = {
    PATH: process.env['PATH'] ?? '/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: folder,
    LANG: 'C.UTF-8',
    SHELL: '/bin/bash',
    XDG_STATE_HOME: state,
    TMUX_TMPDIR: folder,
    ...options.env,
  };
  const socket = `nslab-${path.basename(folder)}`;
  const tmux = async (...args: readonly string[]): Promise<string> =>
    (await execa('tmux', ['-L', socket, '-f', '/dev/null', ...args], { env, extendEnv: false, cwd: root, stripFinalNewline: false }))
      .stdout;
  const inShell = ['bash', '--norc', '--noprofile', '-i'];
  const started = isInBash ? ['env', 'PS1=~# ', `NSLAB=${program}`, ...inShell] : [...noted(folder), process.execPath, program, ...words];
  const settings = { 'history-limit': '50000', 'default-terminal': 'screen-256color', status: 'off', 'remain-on-exit': 'on' };
  try {
    await tmux(
      ...Object.entries({ ...settings, 'remain-on-exit-format': '' }).flatMap(([name, value]) => ['set', '-gq', name, value, ';']),
      ...`new-session -d -x ${columns} -y ${rows} --`.split(' '),
      ...started,
      ';',
      'pipe-pane',
      `cat >> ${folder}/printed`,
    );
    const pid = Number(await tmux('display', '-p', '#{pane_pid}'));
    try {
      const window = openWindow(tmux, folder);
      if (isInBash) {
        await window.asks();
        await window.types(`clear; nslab() { ${process.execPath} $NSLAB "$@"; }`);
        await window.presses('Enter');
        await pause(300);
        await tmux('clear-history');
        await window.types(['nslab', ...words].join(' '));
        await window.presses('Enter');
      }
      return await callback(window);
    } finally {
      await tmux('kill-server').catch(() => {});
      await hasGone(pid);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The words that a program is run by, to note its exit status: what tmux itself says of the end is not always there. Ctrl-C is for the program alone. */
function noted(folder: string): string[] {
  return ['sh', '-c', `trap : INT; "$@"; echo $? > ${folder}/status`, 'sh'];
}

/** @param folder where the exit status and everything that is printed are written */
function openWindow(tmux: (...args: readonly string[]) => Promise<string>, folder: string): Window {
  const status = path.join(folder, 'status');
  /** The line on which something was typed last. */
  let mark = 0;
  /** What stood there before the program was run once more. */
  const earlier: string[] = [];
  const read = async (): Promise<string[]> => {
    const lines = (await tmux('capture-pane', '-p', '-S', '-')).split('\n').map((line) => line.trimEnd());
    return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
  };
  const until = async <T>(what: string, look: (lines: readonly string[]) => T | undefined | Promise<T | undefined>): Promise<T> => {
    const deadline = performance.now() + mostMs;
    for (;;) {
      const lines = await read();
      const found = await look(lines);
      if (found !== undefined) return found;
      if (performance.now() > deadline) throw new Error(`never saw ${what} in:\n${lines.join('\n')}`);
      await pause(40);
    }
  };
  /** Whether a program fills the screen, which says nothing of where one is in what can be scrolled up to. */
  const isFull = async (): Promise<boolean> => (await tmux('display', '-p', '#{alternate_on}')).trim() === '1';
  const markHere = async (): Promise<void> => {
    if (!(await isFull())) mark = Math.max(0, (await read()).length - 1);
  };
  const send = (...args: readonly string[]): Promise<string> => tmux('send-keys', ...args);
  const types = async (text: string): Promise<void> => {
    await markHere();
    // A semicolon at the end is tmux's own.
    if (text !== '') await send('-l', '--', text.replace(/;$/, '\\;'));
  };
  const asks = async (): Promise<void> => {
    await until('a prompt', (lines) => ((lines.length - 1 > mark || mark === 0) && prompt.test(lines.at(-1) ?? '') ? true : undefined));
  };
  return {
    types,
    presses: async (...keys) => {
      await markHere();
      await send(...keys);
    },
    waits: (wanted) =>
      until(String(wanted), async (lines) => {
        const text = lines.slice((await isFull()) ? 0 : mark).join('\n');
        return (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)) ? text : undefined;
      }),
    asks,
    answers: async (line) => {
      await types(line);
      if (line !== '')
        await until(`“${line}” as typed`, (lines) => (squeezed(lines.slice(-10).join('')).endsWith(squeezed(line)) ? true : undefined));
      await markHere();
      await send('Enter');
      await asks();
    },
    resizes: async (columns, rows = 40) => {
      await tmux('resize-window', '-x', `${columns}`, '-y', `${rows}`);
      await pause(500);
      await markHere();
    },
    kills: async () => {
      const pid = Number(await tmux('display', '-p', '#{pane_pid}'));
      await tmux('kill-session');
      await hasGone(pid);
    },
    ends: () =>
      until('the end', async () => {
        const isDead = (await tmux('display', '-p', '#{pane_dead}')).trim() === '1';
        return isDead && existsSync(status) ? Number(readFileSync(status, 'utf8')) : undefined;
      }),
    screen: async () => sameInEveryRun([...earlier, ...(await read())].join('\n')),
    printed: async () => {
      // cat(1) may have something left to write.
      for (let last = ''; ; await pause(100)) {
        const text = readFileSync(path.join(folder, 'printed'), 'utf8');
        if (text !== '' && text === last) return text;
        last = text;
      }
    },
    runs: async (words) => {
      rmSync(status, { force: true });
      earlier.push(...(await read()));
      await tmux('clear-history', ';', 'respawn-pane', '--', ...noted(folder), process.execPath, program, ...words);
      mark = 0;
      await tmux('pipe-pane', `cat >> ${folder}/printed`);
    },
    visible: async () =>
      sameInEveryRun(
        (await tmux('capture-pane', '-p'))
          .split('\n')
          .map((line) => line.trimEnd())
          .join('\n')
          .trimEnd(),
      ),
  };
}

/** Without blanks, which are not there where a window breaks a line at one. */
function squeezed(text: string): string {
  return text.replaceAll(' ', '');
}

/** Waits until a process and those of its group have ended, so that the lab has gone when the test is over. */
async function hasGone(pid: number): Promise<void> {
  for (const deadline = performance.now() + 15_000; performance.now() < deadline; await pause(40)) {
    try {
      process.kill(-pid, 0);
    } catch {
      return;
    }
  }
  throw new Error(`process ${pid} has not ended with its terminal`);
}
