import type { Snapshot } from '../../../src/network/snapshot.js';
import { findChanges } from '../../../src/network/changes/find-changes.js';
import type { Language } from '../../../src/network/changes/phrases.js';
import { tellChanges } from '../../../src/network/changes/tell-changes.js';

/** Commands, each with the sentences about what it changed below it. What chance has drawn is replaced by what it is. */
export function changesGolden(
  steps: readonly { readonly command: string; readonly before: Snapshot; readonly after: Snapshot }[],
  language: Language,
): string {
  const nothing = { en: '(nothing changed)', zh: '（没有变化）' }[language];
  const text = steps
    .map(({ command, before, after }) => {
      const told = tellChanges(findChanges(before, after), language);
      const lines = told.length === 0 ? [nothing] : told.map(({ text: sentence, depth }) => `${'  '.repeat(depth)}${sentence}`);
      return `$ ${command}\n${lines.map((line) => `    ${line}\n`).join('')}`;
    })
    .join('\n');
  const links = steps.flatMap(({ after }) => after.namespaces.flatMap((namespace) => namespace.links));
  let plain = text.replaceAll(/\bveth[0-9a-f]{7}\b/g, 'vethRANDOM').replaceAll(/127\.0\.0\.11:\d+|(?<=--sport )\d+/g, 'RANDOM');
  for (const { mac, isMacGenerated } of links) if (mac !== null && isMacGenerated) plain = plain.replaceAll(mac, 'GENERATED');
  return plain.replaceAll(/02:42:(?!ac:1e)[0-9a-f:]{11}/g, 'GENERATED');
}
