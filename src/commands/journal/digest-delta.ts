import type { DigestDelta } from './journal-lines.js';

export type Digests = Readonly<Record<string, string>>;

/** What turns the digests of an entry into those of a later one. */
export function digestDelta(before: Digests, after: Digests): DigestDelta {
  const changed = Object.entries(after).filter(([name, digest]) => !Object.hasOwn(before, name) || before[name] !== digest);
  return { changed: Object.fromEntries(changed), gone: Object.keys(before).filter((name) => !Object.hasOwn(after, name)) };
}

/** The digests of the later entry. */
export function applyDelta(before: Digests, delta: DigestDelta): Digests {
  const changed = Object.entries(delta.changed);
  // Most steps that only look change nothing: they share one table.
  if (changed.length === 0 && delta.gone.length === 0) return before;
  const after = new Map([...Object.entries(before), ...changed]);
  for (const name of delta.gone) after.delete(name);
  return Object.fromEntries(after);
}
