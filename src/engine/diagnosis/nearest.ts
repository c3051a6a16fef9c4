import { distance } from 'fastest-levenshtein';

/** The name that is most likely meant: one that differs by a letter or two, or that the written one is the beginning of. `undefined` when none is near. */
export function nearest(written: string, names: Iterable<string>): string | undefined {
  const near = [...new Set(names)].filter((name) => name !== written && name !== '').map((name) => ({ name, far: farness(written, name) }));
  const [best, second] = near.filter(({ far }) => far !== undefined).toSorted((a, b) => a.far! - b.far!);
  // Two that are equally near are no answer: veth3 is as near to veth1 as to veth2.
  return best && best.far !== second?.far ? best.name : undefined;
}

function farness(written: string, name: string): number | undefined {
  const apart = distance(written.toLowerCase(), name.toLowerCase());
  const most = Math.min(written.length, name.length) <= 3 ? 1 : 2;
  if (apart <= most) return apart;
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[-_.]/g, '');
  if (plain(written) === plain(name)) return 1;
  const isBeginning = written.length >= 2 && (name.startsWith(written) || written.startsWith(name)) && name.length >= 2;
  if (isBeginning) return 3;
  return isShortFor(written, name) || isShortFor(name, written) ? 4 : undefined;
}

/** Whether one is the other with letters left out, as `str2` is short for `string2`. */
function isShortFor(short: string, long: string): boolean {
  if (short.length < 3 || short.length >= long.length || short[0] !== long[0] || short.at(-1) !== long.at(-1)) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at += 1;
  return at === short.length;
}
