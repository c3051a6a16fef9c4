import type { TypedCommand, TypedEnd } from '../../lab/attach-options.js';
import type { Terminal } from '../../lab/terminal.js';
import { cleanOutput } from '../../verify/clean-output.js';
import type { Typed } from '../lesson-run.js';
import type { OwnEnd } from './own-end.js';

const ctrlC = '\u0003';
/** The lab's own program `nslab`, by which a person asks for something: it is no command of theirs. */
const isRequest = (text: string | null): boolean => text !== null && /^\s*nslab(?:\s|$)/.test(text);

/** A person's screen and keyboard. */
export interface PersonsPlace {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  /** Takes the terminal from them. */
  readonly signal?: AbortSignal;
  /** What `nslab` is called with in the lab: `leave` takes the terminal from the person. */
  readonly onRequest: (words: string) => Promise<'stay' | 'leave'>;
  /** Called when a command of theirs has ended, before the prompt for the next one. */
  readonly onOwn?: (own: OwnEnd) => Promise<void>;
}

/** What is to be done before and after each command that a person enters. */
export interface Recorder<Begun> {
  /** @param command '' when it could not be told what it is */
  readonly begin: (command: string) => Promise<Begun>;
  /** @param command as it turned out to be: some shells ask for its further lines only when they have begun with it */
  readonly end: (begun: Begun, command: string, typed: Typed, keys: string | null) => Promise<void>;
}

/** Gives a terminal to a person. Resolves when its shell has ended, or the terminal was taken from them. */
export async function attachTo<Begun>(terminal: Terminal, place: PersonsPlace, recorder: Recorder<Begun>): Promise<'ended' | 'left'> {
  const { input, output, signal, onRequest } = place;
  let running: { readonly begun: Begun; readonly command: TypedCommand } | undefined;
  const end = async (ended: Pick<TypedEnd, 'status' | 'text' | 'keys' | 'output'>, isOver: boolean): Promise<void> => {
    if (!running) return;
    const { begun, command } = running;
    running = undefined;
    const isInterrupted = ended.keys?.endsWith(ctrlC) ?? false;
    const result = {
      end: isOver ? ('shell-ended' as const) : ('done' as const),
      exitCode: ended.status,
      output: ended.output,
      isTruncated: false,
      isInterrupted,
    };
    const keys = isInterrupted ? ended.keys!.slice(0, -ctrlC.length) : ended.keys;
    await recorder.end(begun, ended.text ?? '', { result, output: cleanOutput(ended.output), shell: command.namespace }, keys);
  };
  const came = await terminal.attach(input, output, {
    ...(signal && { signal }),
    onRequest,
    onStart: async (command) => {
      if (!isRequest(command.text)) running = { begun: await recorder.begin(command.text ?? ''), command };
    },
    onEnd: (ended) => end(ended, false),
  });
  await end({ status: null, text: running?.command.text ?? null, keys: '', output: '' }, came === 'ended');
  return came;
}
