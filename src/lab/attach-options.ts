/** A command that a person has entered, before it runs. */
export interface TypedCommand {
  /** As it was entered, its lines separated by newlines; `null` where that could not be told exactly. */
  readonly text: string | null;
  /** The network namespace that it is typed in, as `Terminal.namespace`. */
  readonly namespace: string;
}

/** What came of it. */
export interface TypedEnd {
  /** `null` where its shell did not say. */
  readonly status: number | null;
  /** As `TypedCommand.text`, with the lines that a shell without line editing has asked for after it had started. */
  readonly text: string | null;
  /**
   * The keys that it has read while it ran. `null` where some are not kept, because the terminal did not show them, or can't be told from those of
   * the next command. The terminal does not show keys when it hands on whole lines without an echo (ICANON without ECHO, termios(3)): what asks
   * for passwords does so. Full-screen programs have neither.
   */
  readonly keys: string | null;
  /** What it has printed, without marks: the first `longestTypedOutput` characters. */
  readonly output: string;
  readonly durationMs: number;
}

export const longestTypedOutput = 200_000;

/** Who wants to know what a person does in a terminal. In a lab that acknowledges, shells wait for the first two. */
export interface AttachOptions {
  /** Called before a command runs; it starts when this has come back. */
  readonly onStart?: (command: TypedCommand) => Promise<void>;
  /** Called when it has ended; the next one starts when this has come back. */
  readonly onEnd?: (end: TypedEnd) => Promise<void>;
  /** Called with the words after `nslab` in the lab; `leave` takes the terminal from the person. Comes between the start and the end of a command. */
  readonly onRequest?: (words: string) => Promise<'stay' | 'leave'>;
  /** Takes the terminal from the person, whatever they are at. */
  readonly signal?: AbortSignal;
}
