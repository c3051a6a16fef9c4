/** An address, or the name of a link where a listing names it. */
const addresses = /\b\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?|(?<![\w:])(?:[\da-f]{1,4}:){2,}[\da-f:]*(?:\/\d{1,3})?/gi;
const links = /^\d+: ([\w.-]+)[@:]|\bdev ([\w.-]+)/gm;
/** Hardware addresses are drawn anew in each lab, and are no facts. */
const macs = /\b(?:[\da-f]{2}:){5}[\da-f]{2}\b/gi;

/**
 * Whether an output names every address and every link that the lesson's names, whatever the form. That can be said only where the lesson's names any.
 * @param documented the lines of the lesson's output
 */
export function hasSameFacts(documented: readonly string[], output: string): boolean {
  const text = documented.join('\n').replaceAll(macs, '');
  // Every namespace has one.
  const facts = new Set(
    [...(text.match(addresses) ?? []), ...[...text.matchAll(links)].map(([, listed, dev]) => listed ?? dev!)].filter(
      (fact) => fact !== 'lo',
    ),
  );
  const words = new Set(output.split(/[\s@:,;()"'|]+|(?<=:)\s/).flatMap((word) => [word, word.replace(/[.,]$/, '')]));
  const has = (fact: string): boolean => (fact.includes(':') ? output.includes(fact) : words.has(fact));
  return facts.size > 0 && [...facts].every(has);
}
