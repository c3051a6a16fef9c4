import type { Element, ElementContent } from 'hast';
import { h, s } from 'hastscript';
import type { Counts, Verdict } from '../../engine/events.js';

const symbols: Record<Verdict, string> = { pass: '✓', fail: '✗', drift: '≠', skip: '–', unreachable: '·', error: '!' };
const words: Record<Verdict, string> = {
  pass: 'passed',
  fail: 'failed',
  drift: 'drifted',
  skip: 'skipped',
  unreachable: 'unreachable',
  error: 'in error',
};
const verdicts = Object.keys(words) as Verdict[];

/** The mark of a verdict alone, where there is no room for its word. */
export function sign(verdict: Verdict): Element {
  return h('span', { className: ['sign', verdict], title: verdict }, symbols[verdict]);
}

export function badge(verdict: Verdict): Element {
  return h('span', { className: ['badge', verdict] }, [h('span', { ariaHidden: 'true' }, `${symbols[verdict]} `), verdict]);
}

/** How many there are of each verdict, in words. */
export function tally(counts: Counts, consequences: number, known: number): Element {
  const parts = verdicts.filter((verdict) => counts[verdict] > 0);
  return h('ul', { className: 'tally' }, [
    ...parts.map((verdict) => h('li', { className: verdict }, [h('b', `${counts[verdict]}`), ` ${words[verdict]}`])),
    ...(known > 0 ? [h('li', { className: 'plain' }, `${known} known`)] : []),
    ...(consequences > 0 ? [h('li', { className: 'plain' }, `${consequences} because of an earlier step`)] : []),
  ]);
}

/** The same as a bar. Its widths are attributes of a drawing, since the page allows no styles of elements. */
export function bar(counts: Counts): ElementContent {
  const total = verdicts.reduce((sum, verdict) => sum + counts[verdict], 0) || 1;
  let x = 0;
  const parts = verdicts.flatMap((verdict) => {
    const width = (counts[verdict] / total) * 100;
    const from = x;
    x += width;
    return width === 0 ? [] : [s('rect', { className: [verdict], x: from.toFixed(3), y: 0, width: width.toFixed(3), height: 1 })];
  });
  return s('svg', { className: ['bar'], viewBox: '0 0 100 1', preserveAspectRatio: 'none', ariaHidden: 'true' }, parts);
}

export function duration(ms: number): string {
  return ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
}
