import type { Lesson, Step } from '../lesson/lesson.js';
import type { OutputMatch } from '../verify/match-output.js';

/** How many words of an output are tried for a piece that the lesson gives a name to. */
const mostCandidates = 500;

interface Captured {
  readonly name: string;
  /** As the document shows it. */
  readonly documented: string | null;
  readonly real: string;
  /** Whether it is one of the values that change from run to run, which the comparison itself follows. */
  readonly isFollowed: boolean;
}

/** What a lesson gives a name to in an output, `<!-- nslab: capture="pid=1234" -->`, and what that is in this run. */
export class CapturedValues {
  #values: readonly Captured[] = [];

  /** A captured piece that a command names and that has not been printed, with the line of the step that should have. */
  missing(command: string, lesson: Lesson): { readonly name: string; readonly line: number } | undefined {
    for (const { captures, line } of lesson.steps) {
      for (const { name } of captures) {
        if (command.includes(`<${name}>`) && !this.#values.some((value) => value.name === name)) return { name, line };
      }
    }
    return undefined;
  }

  /** A command with the values of this run in the place of the documented ones and of `<name>`. */
  fill(command: string): string {
    return this.#values.reduce((filled, { name, documented, real }) => {
      const named = filled.replaceAll(nameOf(name), () => real);
      return documented === null ? named : replaceWord(named, documented, real);
    }, command);
  }

  /**
   * The documented output of a step with the values of this run. What the step itself captures is looked for in its real output: the first word
   * with which both agree.
   */
  documented(step: Step, lines: readonly string[], output: string, match: (lines: readonly string[]) => OutputMatch): readonly string[] {
    const filled = lines.map((line) => this.fillDocumented(line));
    const text = documentedText(step, lines);
    if (text === undefined || match(filled).outcome === 'same') return filled;
    const candidates = [...new Set(output.match(/[^\s"'()[\]{},;=]+/g) ?? [])].filter((word) => shape(word) === shape(text));
    for (const candidate of candidates.slice(0, mostCandidates)) {
      const tried = filled.map((line) => replaceWord(line, text, candidate));
      if (match(tried).outcome !== 'different') return tried;
    }
    return filled;
  }

  /** A documented line with the values of this run, as far as the comparison does not follow them by itself. */
  fillDocumented(line: string): string {
    return this.#values.reduce((filled, { name, documented, real, isFollowed }) => {
      const value = isFollowed && documented !== null ? documented : real;
      const named = filled.replaceAll(nameOf(name), () => value);
      return documented === null || isFollowed ? named : replaceWord(named, documented, real);
    }, line);
  }

  /** Lines that were changed after `documented` has filled them, with the document's own words again. */
  restore(changed: readonly string[], filled: readonly string[], before: readonly string[]): readonly string[] {
    return changed.map((line) => {
      const at = filled.indexOf(line);
      if (at !== -1) return before[at]!;
      return this.#values.reduce((text, { documented, real }) => (documented === null ? text : replaceWord(text, real, documented)), line);
    });
  }

  /** Notes what a step has captured. */
  note(step: Step, lines: readonly string[], output: string, { correspondence }: Pick<OutputMatch, 'correspondence'>): void {
    for (const { name, text } of step.captures) {
      const documented = text ?? documentedText(step, step.expect.output?.lines ?? []) ?? null;
      const followed = documented === null ? undefined : realOf(correspondence, documented);
      const last = (output.trim().split('\n').at(-1) ?? '').trim();
      const real = documented === null ? last : (followed ?? realWord(step, lines, documented));
      if (real !== undefined && real !== '')
        this.#values = [
          ...this.#values.filter((value) => value.name !== name),
          { name, documented, real, isFollowed: followed !== undefined },
        ];
    }
  }
}

function nameOf(name: string): RegExp {
  return new RegExp(String.raw`<${name}>|\[${name}\]|(?<![$\w])\{${name}\}`, 'g');
}

/** The piece of the documented output that a step gives a name to. */
function documentedText(step: Step, lines: readonly string[]): string | undefined {
  const [capture] = step.captures;
  if (!capture) return undefined;
  return capture.text ?? lines.findLast((line) => line.trim() !== '')?.trim();
}

/** What a documented value stands for, when it is one of those that change from run to run. */
function realOf({ realOf: values }: OutputMatch['correspondence'], documented: string): string | undefined {
  for (const [key, value] of values) if (key.endsWith(` ${documented.toLowerCase()}`)) return value.split(' ').at(-1);
  return undefined;
}

/** The word that stands in the filled lines where the document has the captured one. */
function realWord(step: Step, filled: readonly string[], documented: string): string | undefined {
  for (const [index, line] of (step.expect.output?.lines ?? []).entries()) {
    const at = line.indexOf(documented);
    if (at === -1) continue;
    const [before, after] = [line.slice(0, at), line.slice(at + documented.length)];
    const other = filled[index] ?? '';
    if (other.startsWith(before) && other.endsWith(after)) return other.slice(before.length, other.length - after.length);
  }
  return undefined;
}

function replaceWord(text: string, word: string, other: string): string {
  const escaped = word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return text.replaceAll(new RegExp(String.raw`(?<![\w])${escaped}(?![\w])`, 'g'), () => other);
}

/** A number, hexadecimal digits, or anything else: only what looks alike can be the same piece. */
function shape(word: string): string {
  return /^\d+$/.test(word) ? 'number' : /^[\da-f:.]+$/i.test(word) ? 'hexadecimal' : 'text';
}
