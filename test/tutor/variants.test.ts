import { describe, expect, it } from 'vitest';
import { isInLab } from '../../src/lab/programs.js';
import type { Variant, VariantKind } from '../../src/lesson/variants/variant.js';
import { VariantTrial, type TriedVariant } from '../../src/engine/acceptance/variant-trial.js';
import { variantLists } from './variant-lists.js';

/** What may be said of each kind. */
const outcomes: Readonly<Record<VariantKind, readonly TriedVariant['outcome'][]>> = {
  right: ['right'],
  wrong: ['not-yet'],
  neither: ['look', 'could-not-check'],
};

const lists = variantLists();

it('has many variants of the lessons', () => {
  expect(lists.flatMap(({ variants }) => variants).length).toBeGreaterThan(300);
});

describe.each(lists.map((list) => [list.file, list] as const))('%s', (file, { lesson, before, variants }) => {
  const missing = lesson.requires.filter((program) => !isInLab(program));
  const why = missing.length > 0 ? ` (needs ${missing.join(', ')})` : '';

  it.skipIf(missing.length > 0)(`says of ${variants.length} variants what they are${why}`, { timeout: 600_000 }, async () => {
    const surprises: string[] = [];
    const waiting = variants.toSorted((a, b) => a.id - b.id);
    // Two labs at a time; what is slow in them is mostly waiting.
    const work = async (): Promise<void> => {
      const trial = new VariantTrial(lesson, before);
      for (let variant = waiting.shift(); variant; variant = waiting.shift()) {
        const found = await trial.try(variant.id, variant.commands).catch((error: unknown) => String(error));
        if (!isExpected(variant, found)) surprises.push(surprise(file, variant, found));
      }
      await trial.end();
    };
    await Promise.all([work(), work()]);
    expect(surprises.toSorted(byLine).join('\n')).toBe('');
  });
});

function isExpected({ kind, causes }: Variant, found: TriedVariant | string): boolean {
  if (typeof found === 'string' || !outcomes[kind].includes(found.outcome)) return false;
  return causes.length === 0 || (found.cause !== null && causes.includes(found.cause));
}

function surprise(file: string, { line, commands, kind, causes }: Variant, found: TriedVariant | string): string {
  const told = typeof found === 'string' ? found : [found.outcome, ...(found.cause === null ? [] : [found.cause])].join(', ');
  const expected = [outcomes[kind].join(' or '), ...(causes.length > 0 ? [causes.join(' or ')] : [])].join(', ');
  return `${file}:${line}: ${commands.join('  ⏎  ')}\n    expected ${expected}; found ${told}`;
}

function byLine(a: string, b: string): number {
  return Number(/:(\d+):/.exec(a)?.[1]) - Number(/:(\d+):/.exec(b)?.[1]);
}
