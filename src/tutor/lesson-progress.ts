/** How a step was done: as the lesson says, by a command of the person's own, left out, or with the solution shown. */
export const waysDone = ['run', 'own', 'skipped', 'solution'] as const;

type WayDone = (typeof waysDone)[number];

/** How far a person is in a lesson. */
export interface Progress {
  readonly title: string;
  /** How many steps the lesson has. */
  readonly steps: number;
  /** How each step was done that is done, by its key. */
  readonly done: ReadonlyMap<string, WayDone>;
  readonly hints: number;
  readonly seconds: number;
  /** Times are ISO 8601. */
  readonly startedAt: string;
  readonly updatedAt: string;
  /** When it was followed to its end last; `null` for never. */
  readonly finishedAt: string | null;
  readonly timesFinished: number;
}

/** What changes how far a person is. `begun-anew`: nothing is done any more; that it was finished before is kept. */
export type ProgressEvent =
  | { readonly kind: 'done'; readonly key: string; readonly how: WayDone }
  | { readonly kind: 'undone'; readonly keys: readonly string[] }
  | { readonly kind: 'hint' | 'begun-anew' | 'finished' }
  | { readonly kind: 'spent'; readonly seconds: number };

/** The progress of one lesson, as it is kept. Nothing of it ever throws: a lesson goes on without. */
export interface LessonProgress {
  readonly read: () => Progress;
  /** Has it on disk when it returns. */
  readonly note: (event: ProgressEvent) => void;
  /** The lesson was followed to its end. */
  readonly finish: () => void;
  /** Forgets everything. */
  readonly reset: () => void;
  /** What could not be read or kept, for the person, to be told once; `undefined` when nothing is wrong. */
  readonly problem: string | undefined;
}
