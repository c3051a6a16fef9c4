import { createInterface, type Interface } from 'node:readline';

/** What came of asking for a line. */
export type Line =
  | { readonly kind: 'line'; readonly text: string }
  /** Ctrl-C with nothing typed. */
  | { readonly kind: 'interrupt' }
  /** Ctrl-D, or the terminal is gone. */
  | { readonly kind: 'end' };

const mostHistory = 500;
/** How long what follows Escape may take and still be of the same key. */
const escapeMs = 50;

/**
 * Reads lines from a person, who can edit them and get earlier ones back. Lines that are pasted together, or typed while something runs, are handed on one by
 * one.
 */
export class CommandLine {
  readonly #isPlain: boolean;
  #history: string[] = [];
  readonly #waiting: string[] = [];
  /** What was typed behind the last whole line. */
  #begun = '';

  /** @param isPlain whether the terminal itself is to edit lines, so that nothing is printed anew */
  constructor(isPlain: boolean) {
    this.#isPlain = isPlain;
  }

  /** Forgets lines that wait to be handed on. */
  drop(): void {
    this.#waiting.length = 0;
    this.#begun = '';
  }

  /** Lines that the person may want back, the last one last. */
  remember(lines: readonly string[]): void {
    this.#history = [...lines.toReversed(), ...this.#history].slice(0, mostHistory);
  }

  /**
   * @param complete the lines that what was typed may become
   * @param onTyping called when something is typed
   */
  read(prompt: string, complete: (typed: string) => readonly string[] = () => [], onTyping: () => void = () => {}): Promise<Line> {
    const text = this.#waiting.shift();
    if (text !== undefined) {
      process.stdout.write(`${prompt}${text}\n`);
      return Promise.resolve({ kind: 'line', text });
    }
    const reader = createInterface({
      input: process.stdin,
      output: process.stdout,
      terminal: !this.#isPlain,
      prompt,
      history: this.#history,
      historySize: mostHistory,
      // Escape by itself is nothing, and takes no key with it that is pressed after it.
      escapeCodeTimeout: escapeMs,
      removeHistoryDuplicates: true,
      completer: (typed: string) => [complete(typed), typed],
    });
    const typing = (key: string | undefined): void => {
      if (key !== undefined && key >= ' ') onTyping();
    };
    process.stdin.on('keypress', typing);
    return this.#ask(reader).finally(() => process.stdin.off('keypress', typing));
  }

  #ask(reader: Interface): Promise<Line> {
    return new Promise((resolve) => {
      let first: Line | undefined;
      const interrupt = (): void => {
        const typed = reader.line;
        // As a shell does: what stands there is left alone, and a new line begins.
        process.stdout.write('^C\n');
        if (typed !== '') {
          reader.write(null, { ctrl: true, name: 'e' });
          reader.write(null, { ctrl: true, name: 'u' });
          reader.prompt();
        } else finish({ kind: 'interrupt' });
      };
      const finish = (line: Line): void => {
        if (first) return;
        first = line;
        // Lines that came with it are told before anything else happens.
        setImmediate(() => {
          this.#begun = reader.line;
          process.off('SIGINT', plainInterrupt);
          reader.close();
          resolve(line);
        });
      };
      const plainInterrupt = (): void => {
        if (this.#isPlain) interrupt();
      };
      reader.on('line', (text) => {
        if (first) this.#waiting.push(text);
        else finish({ kind: 'line', text });
      });
      reader.on('history', (history) => void (this.#history = history));
      reader.on('SIGINT', interrupt);
      // All that was started with it stops, npm and its shell too; otherwise the person's own shell would never know.
      reader.on('SIGTSTP', () => {
        process.stdin.setRawMode(false);
        process.once('SIGCONT', () => {
          process.stdin.setRawMode(true);
          reader.prompt(true);
        });
        process.kill(0, 'SIGTSTP');
      });
      // After Ctrl-Z and fg: the library has stopped to listen, and goes on with what stands there.
      reader.on('SIGCONT', () => reader.prompt(true));
      process.on('SIGINT', plainInterrupt);
      reader.on('close', () => finish({ kind: 'end' }));
      reader.prompt();
      if (this.#begun !== '') reader.write(this.#begun);
      this.#begun = '';
    });
  }
}
