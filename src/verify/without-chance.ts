/** What differs from run to run whoever runs it, each with what stands for it. */
const byChance: readonly (readonly [RegExp, string])[] = [
  // Names that mktemp(1) and mktemp(3) make
  [/\btmp\.[A-Za-z0-9]{6,12}\b/g, 'tmp.…'],
  [/\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi, 'uuid'],
  [/\b[\da-f]{64}\b|\b(?=[\da-f]*\d)(?=[\da-f]*[a-f])[\da-f]{12}\b/g, 'id'],
  // Dates as ISO 8601 has them, as date(1) prints them, and as seconds since the epoch
  [/\b20\d\d-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?)?/g, 'date'],
  [/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?:\d\d? )?[A-Z][a-z]{2} +[\d: ]+(?:AM|PM)?(?: ?UTC)?(?: \d{4})?/g, 'date'],
  [/\b1[5-9]\d{8}(?:\d{3}|\d{6}|\d{9})?(?:\.\d+)?\b/g, 'date'],
  [/(?<![\d:a-f])\d\d:\d\d:\d\d(?:\.\d+)?(?![\d:a-f])/gi, 'time'],
  [/\b\d+(?:\.\d+)? ?(?:ms|us|µs|ns)\b/g, 'duration'],
  [/\b\d+m\d+\.\d+s\b/g, 'duration'],
  // A generated address has the bit of those that are no maker's (RFC 7042), and so has what an address of IPv6 makes of it.
  [/\b[\da-f][26ae](?::[\da-f]{2}){5}\b/gi, 'mac'],
  [/\bfe80::[\da-f:]+/gi, 'link-local'],
];

/** A text without what chance and time put into it: two runs of the same commands agree in it. */
export function withoutChance(text: string): string {
  return byChance.reduce((rest, [form, word]) => rest.replace(form, word), text);
}
