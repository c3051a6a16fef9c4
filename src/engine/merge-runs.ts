import { addCounts, noCounts } from './counts.js';
import type { RunEnd, RunEvent } from './events.js';

type LessonEvent = Exclude<RunEvent, RunEnd | { readonly type: 'run:start' }>;

/**
 * The events of several runs as those of one: the lessons in order of their files, counts and times added up. The exit status is
 * the worst; a run that was ended by a signal, or has no end, has not checked what it was to check, which is 2.
 */
export function mergeRuns(runs: readonly (readonly RunEvent[])[], compareFiles: (a: string, b: string) => number): RunEvent[] {
  const lessons = runs.flatMap(lessonsOf).toSorted((a, b) => compareFiles(a[0]!.file, b[0]!.file));
  const ends = runs.flatMap((run) => run.filter((event) => event.type === 'run:end'));
  const sum = (value: (end: RunEnd) => number): number => ends.reduce((total, end) => total + value(end), 0);
  const statuses = ends.map((end) => (end.exitStatus > 2 ? 2 : end.exitStatus));
  return [
    { schema: 1, type: 'run:start', files: lessons.map((lesson) => lesson[0]!.file) },
    ...lessons.flat(),
    {
      schema: 1,
      type: 'run:end',
      lessons: lessons.length,
      counts: ends.reduce((counts, end) => addCounts(counts, end.counts), noCounts),
      consequences: sum((end) => end.consequences),
      known: sum((end) => end.known),
      errors: sum((end) => end.errors),
      durationMs: sum((end) => end.durationMs),
      exitStatus: ends.length < runs.length ? 2 : Math.max(...statuses),
    },
  ];
}

/** The events of a run, lesson by lesson. */
function lessonsOf(run: readonly RunEvent[]): LessonEvent[][] {
  const lessons: LessonEvent[][] = [];
  for (const event of run) {
    if (event.type === 'run:start' || event.type === 'run:end') continue;
    const last = lessons.at(-1);
    const isNext =
      event.type === 'lesson:start' || last === undefined || last[0]!.file !== event.file || last.at(-1)!.type === 'lesson:end';
    if (isNext) lessons.push([event]);
    else last.push(event);
  }
  return lessons;
}
