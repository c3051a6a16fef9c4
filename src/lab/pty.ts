import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { labEnvironment } from './environment.js';
import type { Init } from './init.js';
import { findInSystem } from './programs.js';

/** Device 5:2, /dev/ptmx (ptmx(4)), as stat(2) tells it. */
const multiplexer = 0x502;

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/**
 * Perl that prepares a new pseudo-terminal, which it has as file 3 (ioctl_tty(2), termios(3)): unlocks it, sets its size, keeps it from
 * echoing, since nobody reads along, and from translating newlines, which is 18 times slower on long output; prints its number.
 */
const prepare = String.raw`
open my $terminal, '+<&=', 3 or die "$!\n";
my $unlocked = pack 'i', 0;
ioctl $terminal, 0x40045431, $unlocked or die "$!\n";
my $number = pack 'i', 0;
ioctl $terminal, 0x80045430, $number or die "$!\n";
my $modes = "\0" x 64;
ioctl $terminal, 0x5401, $modes;
my ($input, $output, $control, $local) = unpack 'L4', $modes;
substr $modes, 0, 16, pack 'L4', $input | 0x4000, $output & ~4, $control, $local & ~8;
ioctl $terminal, 0x5402, $modes;
my $size = pack 'S4', $ARGV[0], $ARGV[1], 0, 0;
ioctl $terminal, 0x5414, $size;
print unpack 'i', $number;
`;

/** The runner's end of a pseudo-terminal (pty(7)) of a lab. */
export class Pty {
  /** N of its other end, /dev/pts/N in the lab. */
  readonly number: number;
  #stream: ReadStream;
  #onEnd: () => void = () => {};

  private constructor(file: number, number: number) {
    this.number = number;
    this.#stream = new ReadStream(file);
    // The kernel tells by EIO that nobody has the other end any more.
    this.#stream.on('error', () => this.#stream.destroy());
    this.#stream.on('close', () => this.#onEnd());
  }

  /**
   * Opens one in the lab's own devpts, so that in the lab it has the name that tty(1) says. To be called in turn.
   * @throws {Error} when the lab has ended, or with what the kernel refused.
   */
  static async open(init: Init, size: TerminalSize): Promise<Pty> {
    await init.ask('pty', 'pty');
    const file = openSync(`/proc/self/fd/${init.terminals}/ptmx`, constants.O_RDWR | constants.O_NOCTTY | constants.O_NOFOLLOW);
    try {
      // Whoever is root in the lab can mount something else over it.
      if (fstatSync(file).rdev !== multiplexer) throw new Error('pseudo-terminal: not what it has to be');
      const words = ['-e', prepare, `${size.rows}`, `${size.columns}`];
      const child = spawn(findInSystem('perl')!, words, {
        cwd: '/',
        env: labEnvironment,
        stdio: ['ignore', 'pipe', 'pipe', file],
        detached: true,
      });
      let said = '';
      child.stdout!.on('data', (chunk: Buffer) => (said += chunk.toString()));
      child.stderr!.on('data', (chunk: Buffer) => (said += chunk.toString()));
      await once(child, 'close');
      if (!/^\d+$/.test(said)) throw new Error(`pseudo-terminal: ${said.trim()}`);
      return new Pty(file, Number(said));
    } catch (error) {
      closeSync(file);
      throw error;
    }
  }

  /** @param listener called with the bytes as they come, and once when the other end is gone */
  listen(listener: { onData: (chunk: Buffer) => void; onEnd: () => void }): void {
    this.#stream.on('data', listener.onData);
    this.#onEnd = listener.onEnd;
  }

  write(text: string | Buffer): void {
    if (!this.#stream.destroyed) this.#stream.write(text);
  }

  /** Hangs up: the shell and what it runs in the foreground get SIGHUP. */
  close(): void {
    this.#stream.destroy();
  }
}
