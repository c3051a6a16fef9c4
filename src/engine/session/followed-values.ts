import { foreignPidsOf } from '../../lesson/story/cannot-run.js';
import type { OutputContext } from '../../verify/match-output.js';
import { tokenizeAll } from '../../verify/tokens.js';

const mostLines = 200;
const mostValues = 200;
/** Ids of containers, and names that mktemp(1) makes. */
const byChance = /\b[\da-f]{64}\b|\b(?=[\da-f]*\d)(?=[\da-f]*[a-f])[\da-f]{12}\b|\btmp\.[A-Za-z0-9]{6,12}\b/g;

/** The values in an output that a later command may name and that are others in another run, in order. */
export function valuesIn(output: string, context: OutputContext): readonly string[] {
  const lines = output.split('\n', mostLines);
  const pids = tokenizeAll(lines, context)
    .flat()
    .filter(({ kind, text }) => kind === 'pid' && text.length > 1)
    .map(({ text }) => text);
  return [...pids, ...lines.flatMap((line) => line.match(byChance) ?? [])].slice(0, mostValues);
}

/** What the values that a person has read in one run are in another one. */
export class FollowedValues {
  readonly #now = new Map<string, string>();

  /** @param then what a command printed, and `now` what it has printed here */
  note(then: readonly string[], now: readonly string[]): void {
    if (then.length !== now.length) return;
    for (const [at, value] of then.entries()) this.#now.set(value, now[at]!);
  }

  /** A command of the person's own with the values of this run. */
  fill(command: string): string {
    const pids = new Set(foreignPidsOf(command));
    return command.replaceAll(/[\w.]+/g, (word) => {
      const value = this.#now.get(word);
      return value === undefined || (/^\d+$/.test(word) && !pids.has(word)) ? word : value;
    });
  }
}
