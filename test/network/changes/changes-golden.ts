import type { Snapshot } from '../../../src/network/snapshot.js';
import { findChanges } from '../../../src/network/changes/find-changes.js';
import type { Language } from '../../../src/network/changes/phrases.js';
import { tellChanges } from '../../../src/network/changes/tell-changes.js';

/** Commands, each with the sentences about what it changed below it. */
export function changesGolden(
  steps: readonly { readonly command: string; readonly before: Snapshot; readonly after: Snapshot }[],
  language: Language,
): string {
  const nothing = { en: '(nothing changed)', zh: '（没有变化）' }[language];
  return steps
    .map(({ command, before, after }) => {
      const told = tellChanges(findChanges(before, after), language);
      const lines = told.length === 0 ? [nothing] : told.map(({ text, depth }) => `${'  '.repeat(depth)}${text}`);
      return `$ ${command}\n${lines.map((line) => `    ${line}\n`).join('')}`;
    })
    .join('\n');
}
