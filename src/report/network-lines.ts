import type { ChalkInstance } from 'chalk';
import type { StepEnd } from '../engine/events.js';
import { tellChanges } from '../network/changes/tell-changes.js';
import { drawText } from '../network/drawing/draw-text.js';
import { topologyOf } from '../network/drawing/topology-of.js';
import type { Language } from '../network/language.js';

/** How wide a picture below a step is at most: wider ones are hard to take in. */
const mostColumns = 110;

/** What a step has changed in the network, in sentences, and a picture of it; nothing where nobody has looked. */
export function networkLines(
  { changes, network }: StepEnd,
  how: { readonly columns: number; readonly language: Language; readonly hasColour: boolean },
  paint: ChalkInstance,
): string[] {
  if (changes === null || changes.length === 0) return [];
  const told = tellChanges(changes, how.language).map(({ text, depth }) => `${'  '.repeat(depth)}${paint.cyan('Δ')} ${text}`);
  if (network === null) return told;
  const columns = Math.max(60, Math.min(how.columns, mostColumns));
  const picture = drawText(topologyOf(network, changes), { columns, isAscii: false, colours: how.hasColour, language: how.language });
  return [...told, ...picture];
}
