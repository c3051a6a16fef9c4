import { openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { PassThrough } from 'node:stream';
import { ReadStream, type WriteStream } from 'node:tty';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { createLab, type Lab, type LabOptions } from '../../../src/lab/create-lab.js';
import type { AttachOptions, TypedCommand, TypedEnd } from '../../../src/lab/attach-options.js';
import type { Terminal } from '../../../src/lab/terminal.js';

/** A person with a keyboard and a screen, before a terminal of a lab. */
export interface Person {
  readonly lab: Lab;
  readonly terminal: Terminal;
  /** What was told of their commands, in order: `> text` at the start, `< status` at the end. */
  readonly told: readonly string[];
  readonly ends: readonly TypedEnd[];
  readonly types: (keys: string) => void;
  /** Keys one by one, as fingers press them. */
  readonly presses: (keys: string) => Promise<void>;
  /** Waits until the screen shows this and is at rest. */
  readonly sees: (text: string | RegExp) => Promise<string>;
  /** Waits for so many ends of commands. */
  readonly ended: (count: number) => Promise<void>;
  readonly screen: () => string;
  readonly resizes: (columns: number, rows: number) => void;
  readonly input: ReadStream;
  readonly output: WriteStream;
  readonly end: Promise<'ended' | 'left'>;
}

export interface PersonOptions extends AttachOptions {
  readonly lab?: LabOptions;
  readonly columns?: number;
  readonly before?: (terminal: Terminal) => Promise<void>;
}

/** Has a person try something in a lab of its own. */
export async function withPerson(options: PersonOptions, trial: (person: Person) => Promise<void>): Promise<void> {
  const lab = await createLab({ isAcknowledging: true, ...options.lab });
  const seat = takeSeat(options.columns ?? 80);
  try {
    const terminal = await lab.openTerminal();
    await options.before?.(terminal);
    await trial(sitDown(lab, terminal, seat, options));
  } finally {
    seat.leave();
    await lab.destroy();
  }
}

type Seat = ReturnType<typeof takeSeat>;

/**
 * A keyboard that is one end of a terminal of this machine, and a screen. Not its other end: whoever writes there waits for the reader, who is this
 * very process.
 */
export function takeSeat(columns: number): {
  readonly input: ReadStream;
  readonly output: WriteStream;
  readonly write: (keys: string) => void;
  readonly screen: () => string;
  readonly quietForMs: () => number;
  readonly resize: (columns: number, rows: number) => void;
  readonly leave: () => void;
} {
  const pty = spawn('sleep', ['1000'], { cols: columns, rows: 24, name: 'xterm-256color' });
  const file = (pty as unknown as { ptsName: string }).ptsName;
  const input = new ReadStream(openSync(file, 'r+'));
  const output = Object.assign(new PassThrough(), { columns, rows: 24 }) as unknown as WriteStream;
  const screen = new xterm.Terminal({ cols: columns, rows: 24, scrollback: 5000, allowProposedApi: true });
  screen.onData((answer) => pty.write(answer));
  let lastAt = 0;
  output.on('data', (data: Buffer) => {
    lastAt = performance.now();
    screen.write(data);
  });
  const lines = (): string => {
    const { active } = screen.buffer;
    const all = Array.from({ length: active.length }, (_, row) => active.getLine(row)!);
    return all
      .map((line, row) => `${row > 0 && !line.isWrapped ? '\n' : ''}${line.translateToString(!all[row + 1]?.isWrapped)}`)
      .join('')
      .trimEnd();
  };
  return {
    input,
    output,
    write: (keys) => pty.write(keys),
    screen: lines,
    quietForMs: () => performance.now() - lastAt,
    resize: (newColumns, rows) => {
      screen.resize(newColumns, rows);
      Object.assign(output, { columns: newColumns, rows });
      output.emit('resize');
    },
    leave: () => {
      input.destroy();
      output.destroy();
      pty.kill('SIGKILL');
      screen.dispose();
    },
  };
}

export function sitDown(lab: Lab, terminal: Terminal, seat: Seat, options: AttachOptions): Person {
  const told: string[] = [];
  const ends: TypedEnd[] = [];
  const end = terminal.attach(seat.input, seat.output, {
    ...options,
    onStart: async (command: TypedCommand) => {
      told.push(`> ${command.text}`);
      await options.onStart?.(command);
    },
    onEnd: async (one) => {
      told.push(`< ${one.status}`);
      ends.push(one);
      await options.onEnd?.(one);
    },
  });
  end.catch(() => {});
  const until = async (isSo: () => boolean, what: () => string): Promise<void> => {
    const deadline = performance.now() + 15_000;
    while (!isSo()) {
      if (performance.now() > deadline) throw new Error(`never ${what()}; told ${JSON.stringify(told)}; screen:\n${seat.screen()}`);
      await sleep(10);
    }
  };
  return {
    lab,
    terminal,
    told,
    ends,
    types: seat.write,
    presses: async (keys) => {
      for (const key of keys) {
        seat.write(key);
        await sleep(4);
      }
    },
    sees: async (text) => {
      const isSeen = (): boolean => (typeof text === 'string' ? seat.screen().includes(text) : text.test(seat.screen()));
      await until(
        () => isSeen() && seat.quietForMs() > 60,
        () => `saw ${text}`,
      );
      return seat.screen();
    },
    ended: (count) =>
      until(
        () => ends.length >= count,
        () => `saw ${count} ends`,
      ),
    screen: seat.screen,
    resizes: seat.resize,
    input: seat.input,
    output: seat.output,
    end,
  };
}

/** A prompt at the end of the screen, with nothing behind it. */
export const atPrompt = /[#$]$/;
