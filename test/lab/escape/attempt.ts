import type { LessonEnd, StepEnd } from '../../../src/engine/events.js';
import type { Planted } from './planted.js';
import type { UserKind } from './users.js';

/** One thing that a hostile lesson may try, as data. What comes of it is judged by what its steps printed and by the world outside. */
export interface Attempt {
  /** The lesson's title and the test's. */
  readonly name: string;
  /**
   * What is typed. Where something gives way it prints `ESCAPED`, which no attempt may do in a lab, or a planted secret. Everything is
   * harmless also where it works: new files of names that nobody has, values that are there already, calls with nothing to do.
   */
  readonly commands: (planted: Planted) => readonly (string | InTerminal)[];
  /** Who gets through by the same commands outside a lab, which proves that the attempt can fail. */
  readonly control?: 'everyone' | 'root';
  /** What must be in the outputs, so that nothing is refused only because it was never tried. */
  readonly shows?: RegExp;
  /** Looks at the outputs and at the world after the run, and throws what is wrong. */
  readonly after?: (result: Result, planted: Planted) => void | Promise<void>;
  /** The time of each step. */
  readonly timeout?: string;
  /** Why it can't be tried on this machine. */
  readonly whyNot?: () => string | undefined;
  /** Left out for users for whom it proves nothing. */
  readonly only?: readonly UserKind[];
  /** Run by itself, because where it gets through the run does not end. */
  readonly isStubborn?: true;
  /** The folder `fixtures` beside the lesson is a link to the user's home folder. Only for a stubborn one. */
  readonly fixturesAreLink?: true;
  /** Whether the steps may lose their shell, or the lab its life. */
  readonly mayEnd?: true;
}

/** A command for another terminal of the lesson. */
interface InTerminal {
  readonly terminal: string;
  readonly command: string;
}

/** What came of one attempt. */
export interface Result {
  readonly steps: readonly StepEnd[];
  readonly end: LessonEnd | undefined;
  /** All that its steps printed. */
  readonly output: string;
}

/** Whether an output proves that something outside was reached. */
export function hasEscaped(output: string, { secrets }: Planted): boolean {
  return output.includes('ESCAPED') || secrets.some((secret) => output.includes(secret));
}

/** A program of Perl as one command of the shell. */
export function perl(code: string): string {
  const line = code.replaceAll(/\s*\n\s*/g, ' ').trim();
  return `perl -e '${line.replaceAll("'", `'\\''`)}'`;
}

/** The lesson of an attempt: every command a step of its own. */
export function lessonOf(attempt: Attempt, planted: Planted): string {
  const blocks = attempt.commands(planted).map((given) => {
    const { terminal, command } = typeof given === 'string' ? { terminal: 'main', command: given } : given;
    return `<!-- nslab: terminal=${terminal} run=always -->\n\`\`\`console\n$ ${command}\n\`\`\`\n`;
  });
  const head = `---\ntitle: ${JSON.stringify(attempt.name)}\nnslab:\n  timeout: ${attempt.timeout ?? '5s'}\n---\n`;
  return [head, ...blocks].join('\n');
}
