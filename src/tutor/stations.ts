import type { Lesson, LessonNode, Step } from '../lesson/lesson.js';

/** Where a person can be in a lesson: at something to read, or at a command. */
export type Station =
  | { readonly kind: 'text'; readonly node: Exclude<LessonNode, { kind: 'hidden' }> }
  | { readonly kind: 'step'; readonly step: Step };

export function stationsOf({ body }: Lesson): readonly Station[] {
  return body.flatMap((node): Station[] => {
    if (node.kind === 'hidden') return [];
    if (node.kind === 'block' && node.steps.length > 0) return node.steps.map((step) => ({ kind: 'step', step }));
    return [{ kind: 'text', node }];
  });
}

/** The place right after a step; 0 is the beginning. */
export function placeAfter(stations: readonly Station[], step: number): number {
  return stations.findIndex((station) => station.kind === 'step' && station.step.id === step) + 1;
}

/** Where to begin to read again for somebody who comes back to a place: at the heading above. */
export function headingAbove(stations: readonly Station[], place: number): number {
  const at = stations.slice(0, place + 1).findLastIndex((station) => station.kind === 'text' && station.node.kind === 'heading');
  return Math.max(0, at);
}
