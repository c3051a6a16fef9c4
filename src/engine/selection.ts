import type { Lesson, Step } from '../lesson/lesson.js';

/** Which steps of a lesson are judged and told of, by key or by line; the ones before them are run all the same, for they made what is there. */
export interface Selection {
  readonly from?: string;
  readonly to?: string;
  readonly only?: readonly string[];
}

/** Of a lesson: the steps that are judged, and the last one that has to be run. */
export interface Selected {
  readonly isJudged: (step: Step) => boolean;
  readonly lastId: number;
  readonly count: number;
}

export function isSelective(selection: Selection): boolean {
  return selection.from !== undefined || selection.to !== undefined || selection.only !== undefined;
}

/** The words of a selection that no step of the lesson has for its key or its line. */
export function unknownWords(lesson: Lesson, { from, to, only }: Selection): string[] {
  return [from, to, ...(only ?? [])]
    .filter((word) => word !== undefined)
    .filter((word) => !lesson.steps.some((step) => isNamed(step, word)));
}

/** What a selection takes of a lesson; words that the lesson does not have take nothing. */
export function selectSteps(lesson: Lesson, { from, to, only }: Selection): Selected {
  const idOf = (word: string | undefined, otherwise: number): number =>
    word === undefined ? otherwise : (lesson.steps.find((step) => isNamed(step, word))?.id ?? (word === from ? Infinity : -1));
  const first = idOf(from, 1);
  const last = idOf(to, lesson.steps.length);
  const isJudged = (step: Step): boolean => step.id >= first && step.id <= last && (only?.some((word) => isNamed(step, word)) ?? true);
  const judged = lesson.steps.filter(isJudged);
  return { isJudged, lastId: judged.at(-1)?.id ?? 0, count: judged.length };
}

function isNamed(step: Step, word: string): boolean {
  return step.key === word || `${step.line}` === word;
}
