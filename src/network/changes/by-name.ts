const collator = new Intl.Collator('en', { numeric: true });

/** Brings `veth2` before `veth10`. */
export function byName(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : Number(a > b));
}
