import type { StateDifference } from '../../../src/engine/session/state-difference.js';

const longest = 300;

/** One difference between two states, in one line. */
export function differenceLine(difference: StateDifference): string {
  if (difference.kind === 'network') return `network ${difference.namespace}: ${JSON.stringify(difference.changes).slice(0, longest)}`;
  if (difference.kind === 'part') return `part ${difference.name}`;
  const { kind, name, before, now } = difference;
  return `${kind} ${name}: ${around(now, before)}, expected ${around(before, now)}`;
}

/** The part of a text where it differs from another one. */
function around(text: string | null, other: string | null): string {
  if (text === null) return 'nothing';
  let at = 0;
  while (at < text.length && text[at] === other?.[at]) at += 1;
  const from = Math.max(0, at - 40);
  return JSON.stringify(text.slice(from, from + longest));
}
