import type { Renaming } from './naming.js';

/** The learner's names by those of the lesson, where they differ. */
export function namesByLesson({ namespaces, links, chains }: Renaming): ReadonlyMap<string, string> {
  const all = [
    ...[...namespaces].map(([own, name]) => [name, own] as const),
    ...[...links].map(([own, name]) => [name, own.slice(own.indexOf(' ') + 1)] as const),
    ...[...chains].map(([own, name]) => [name, own] as const),
  ];
  return new Map(all.filter(([name, own]) => name !== own));
}
