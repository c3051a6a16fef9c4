/** Names of control groups of a lab, and of what Docker makes. */
const drawn: readonly (readonly [RegExp, string])[] = [
  [/\bnslab-[0-9a-f]{16}\b/g, 'nslab'],
  [/\b[0-9a-f]{64}\b/g, 'ID'],
  [/^[0-9a-f]{12}$/g, 'ID'],
  [/\bHOSTNAME=[0-9a-f]{12}\b/g, 'HOSTNAME=ID'],
];

/** A text without the token of the lab's marks (lab/shell-rc.ts), which is drawn for each lab. */
export function withoutToken(text: string): string {
  return text.includes('133;') ? text.replaceAll(/(133;[A-Z];(?:[^;\s]{0,4};)?)[0-9a-f]{16}\b/g, '$1TOKEN') : text;
}

/** A text without names that are drawn for each lab. */
export function withoutDrawnNames(text: string): string {
  return drawn.reduce((rest, [pattern, name]) => rest.replaceAll(pattern, name), text);
}

/** What a link of /proc shows of a namespace, pipe or socket, without its number: `net` for `net:[4026532000]`. */
export function withoutNumber(text: string): string {
  return text.replace(/^([a-z_]+):\[(\d+)\]$/, '$1');
}
