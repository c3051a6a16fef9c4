import type { Progress, ProgressEvent } from './lesson-progress.js';

/** Longer titles are nobody's, and would fill the file. */
const longestTitle = 1000;

/** How far a person is who has just begun. */
export function noProgress(lesson: { readonly title: string; readonly steps: readonly unknown[] }, at: string): Progress {
  return {
    title: lesson.title.slice(0, longestTitle),
    steps: lesson.steps.length,
    done: new Map(),
    hints: 0,
    seconds: 0,
    startedAt: at,
    updatedAt: at,
    finishedAt: null,
    timesFinished: 0,
  };
}

/** How far a person is after something has happened. @param at ISO 8601 */
export function progressAfter(before: Progress, event: ProgressEvent, at: string): Progress {
  const progress = { ...before, updatedAt: at };
  switch (event.kind) {
    case 'done':
      return { ...progress, done: new Map([...before.done, [event.key, event.how]]) };
    case 'undone':
      return { ...progress, done: new Map([...before.done].filter(([key]) => !event.keys.includes(key))) };
    case 'hint':
      return { ...progress, hints: before.hints + 1 };
    case 'spent':
      return { ...progress, seconds: Math.round((before.seconds + Math.max(0, event.seconds)) * 10) / 10 };
    case 'begun-anew':
      return { ...progress, done: new Map() };
    case 'finished':
      return { ...progress, finishedAt: at, timesFinished: before.timesFinished + 1 };
  }
}
