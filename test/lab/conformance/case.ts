import type { CommandResult } from '../../../src/lab/command-run.js';
import type { KindName } from './kinds.js';

/** What holds after a step. What is not said is as it was after the step before. */
export interface Expected {
  /** One of a list where shells differ, or where it depends on the moment. */
  readonly exit: number | null | readonly (number | null)[];
  /** Cleaned, without the newlines at its end. */
  readonly output: string | RegExp;
  readonly end: CommandResult['end'];
  /** The program that has the terminal afterwards; `undefined` when its own shell has ended. */
  readonly shell?: 'bash' | 'dash' | 'busybox' | undefined;
  /** `host`, or what the namespace is called. */
  readonly namespace?: string | RegExp | undefined;
  /** How many shells more are open in the terminal than before, or less. */
  readonly deeper: number;
}

export interface Step extends Expected {
  /** What is typed; `undefined` for the exit that a document only implies. */
  readonly type: string | undefined;
  readonly timeoutMs: number;
  /** Ctrl-C is pressed as soon as the output looks like this. */
  readonly press?: RegExp;
}

/** What a person sees who types these steps into a fresh shell. */
export interface Case {
  readonly name: string;
  /** For these kinds of shell only. */
  readonly kinds?: readonly KindName[];
  /** The program that has to be installed for it. */
  readonly needs?: string;
  readonly steps: readonly Step[];
}

type More = Partial<Omit<Step, 'type' | 'output' | 'exit'>>;

const patientlyMs = 10_000;

/** A step: what is typed, what is to be seen and the exit status. */
export function types(type: string, output: Expected['output'] = '', exit: Expected['exit'] = 0, more: More = {}): Step {
  return { type, output, exit, end: 'done', deeper: 0, timeoutMs: patientlyMs, ...more };
}

/** A step that opens a shell. */
export function opens(type: string, shell: Expected['shell'], more: More & { output?: Expected['output'] } = {}): Step {
  return { ...types(type), shell, deeper: 1, ...more };
}

/** A step that goes back to the bash outside. */
export function leaves(type: string, output: Expected['output'] = 'exit', exit: Expected['exit'] = 0, more: More = {}): Step {
  return types(type, output, exit, { shell: 'bash', namespace: 'host', deeper: -1, ...more });
}

/** The exit that a document only implies. */
export function implied(output: Expected['output'] = 'exit', exit: Expected['exit'] = 0, more: More = {}): Step {
  return { ...leaves('', output, exit, more), type: undefined };
}

/** A step that ends the terminal's own shell. */
export function ends(type: string, output: Expected['output'] = 'exit', exit: Expected['exit'] = 0): Step {
  return types(type, output, exit, { end: 'shell-ended', shell: undefined, namespace: undefined });
}

/** Where Ctrl-C is to be seen at the end, or not. */
const quietly = /^(\^C|\n)*$/;

/** A step that does not end by itself, until its time is up. */
export function hangs(type: string, output: Expected['output'] = quietly, more: More & { exit?: Expected['exit'] } = {}): Step {
  return { ...types(type, output), exit: 130, end: 'timeout', timeoutMs: 400, ...more };
}

/** A step after which the shell waits for more. */
export function staysOpen(type: string): Step {
  return types(type, quietly, [null, 1, 2, 130], { end: 'incomplete' });
}

/** What the shell says when a job ends or is stopped, or nothing: that depends on the moment. */
export const maybeNotice = /^\n*(\[\d+\][^\n]*\n*)*$/;
