import type { JsonSchema } from './setting.js';
import type { Words } from '../words.js';

export const timeForm: Words = { en: 'a time up to a day, such as 500ms, 10s or 2m', zh: '不超过一天的时间，例如 500ms、10s 或 2m' };

const unitsMs = { ms: 1, s: 1000, m: 60_000 };
/** A day; timers of Node count to 25. */
const longestMs = 86_400_000;

/** A time such as `1.5s` in milliseconds, or `undefined` for anything else. */
export function readTimeMs(value: unknown): number | undefined {
  const match = typeof value === 'string' ? /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(value) : null;
  const timeMs = match ? Number(match[1]) * unitsMs[match[2] as keyof typeof unitsMs] : 0;
  return timeMs > 0 && timeMs <= longestMs ? timeMs : undefined;
}

/** What `readTimeMs` takes. */
export const timeSchema: JsonSchema = {
  type: 'string',
  pattern: `^(?!0+(?:\\.0+)?[ms])0*(?:${Object.entries(unitsMs)
    .map(([unit, ms]) => `${upTo(longestMs / ms)}${unit}`)
    .join('|')})$`,
};

/** A pattern of the decimal numbers up to a limit. */
function upTo(limit: number): string {
  const digits = `${limit}`.split('');
  const below = digits.flatMap((digit, index) => {
    if (digit === '0') return [];
    const rest = digits.length - index - 1;
    const lower = digit === '1' ? '0' : `[0-${Number(digit) - 1}]`;
    return [`${digits.slice(0, index).join('')}${lower}${rest === 0 ? '' : `\\d{${rest}}`}`];
  });
  return `(?:(?:\\d{1,${digits.length - 1}}|${below.join('|')})(?:\\.\\d+)?|${limit}(?:\\.0+)?)`;
}
