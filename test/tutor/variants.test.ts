import { describe, expect, it } from 'vitest';
import { isInLab } from '../../src/lab/programs.js';
import { expectedOf, isExpected, toldOf } from '../../src/commands/variants.js';
import type { Variant } from '../../src/lesson/variants/variant.js';
import { VariantTrial, type TriedVariant } from '../../src/engine/acceptance/variant-trial.js';
import { shareOf } from '../share.js';
import { variantLists } from './variant-lists.js';

const lists = variantLists();
/** So many that each list has some of each kind. */
const everyNth = 3;

it('has many variants of the lessons', () => {
  expect(lists.flatMap(({ variants }) => variants).length).toBeGreaterThan(300);
});

describe.each(lists.map((list) => [list.file, list] as const))('%s', (file, { lesson, before, variants: all }) => {
  const variants = shareOf(all, everyNth);
  const missing = lesson.requires.filter((program) => !isInLab(program));
  const why = missing.length > 0 ? ` (needs ${missing.join(', ')})` : '';

  it.skipIf(missing.length > 0)(
    `says of ${variants.length} of ${all.length} variants what they are${why}`,
    { timeout: 600_000 },
    async () => {
      const surprises: string[] = [];
      const waiting = variants.toSorted((a, b) => a.id - b.id);
      // Two labs at a time; what is slow in them is mostly waiting.
      const work = async (): Promise<void> => {
        const trial = new VariantTrial(lesson, before);
        for (let variant = waiting.shift(); variant; variant = waiting.shift()) {
          const found = await trial.try(variant.id, variant.commands).catch((error: unknown) => String(error));
          if (typeof found === 'string' || !isExpected(variant, found)) surprises.push(surprise(file, variant, found));
        }
        await trial.end();
      };
      await Promise.all([work(), work()]);
      expect(surprises.toSorted(byLine).join('\n')).toBe('');
    },
  );
});

function surprise(file: string, variant: Variant, found: TriedVariant | string): string {
  const told = typeof found === 'string' ? found : toldOf(found);
  return `${file}:${variant.line}: ${variant.commands.join('  ⏎  ')}\n    expected ${expectedOf(variant)}; found ${told}`;
}

function byLine(a: string, b: string): number {
  return Number(/:(\d+):/.exec(a)?.[1]) - Number(/:(\d+):/.exec(b)?.[1]);
}
