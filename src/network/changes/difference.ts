/** What is in one list only, by keys; of things that are there twice one may be gone. */
export function difference<Item>(
  before: readonly Item[],
  after: readonly Item[],
  keyBefore: (item: Item) => string,
  keyAfter: (item: Item) => string,
): { readonly removed: readonly Item[]; readonly added: readonly Item[] } {
  if (before.length === 0) return { removed: [], added: after };
  const counts = new Map<string, number>();
  for (const item of after) counts.set(keyAfter(item), (counts.get(keyAfter(item)) ?? 0) + 1);
  const kept = new Map<string, number>();
  const removed = before.filter((item) => {
    const key = keyBefore(item);
    const left = counts.get(key) ?? 0;
    if (left === 0) return true;
    counts.set(key, left - 1);
    kept.set(key, (kept.get(key) ?? 0) + 1);
    return false;
  });
  const added = after.filter((item) => {
    const left = kept.get(keyAfter(item)) ?? 0;
    kept.set(keyAfter(item), left - 1);
    return left <= 0;
  });
  return { removed, added };
}
