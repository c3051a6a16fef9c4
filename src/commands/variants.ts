import { Chalk } from 'chalk';
import { VariantTrial, type TriedVariant } from '../engine/acceptance/variant-trial.js';
import { explain, NslabError } from '../errors.js';
import type { Variant, VariantKind } from '../lesson/variants/variant.js';
import { firstLine, oneLine } from '../report/shown-text.js';
import { chosenLanguage } from './language.js';
import { reportContext } from './printer.js';
import { createStopSignal } from './stop-signal.js';
import { readVariantList } from './variant-lists.js';
import { variantWords } from './variant-words.js';

/** What may be said of each kind. */
export const outcomesOf: Readonly<Record<VariantKind, readonly TriedVariant['outcome'][]>> = {
  right: ['right'],
  wrong: ['not-yet'],
  neither: ['look', 'could-not-check'],
};

/** Whether that is said of a variant which its list expects. */
export function isExpected({ kind, causes }: Variant, { outcome, cause }: TriedVariant): boolean {
  return outcomesOf[kind].includes(outcome) && (causes.length === 0 || (cause !== null && causes.includes(cause)));
}

/** Types each variant of lists in a lab, and says of which something else is said than the list expects. Resolves to the exit status. */
export async function variants(files: readonly string[]): Promise<number> {
  const language = chosenLanguage();
  const words = variantWords[language];
  const { color } = reportContext(process.stdout);
  const paint = new Chalk({ level: color ? 1 : 0 });
  const stop = createStopSignal();
  let wrong = 0;
  for (const { file, lesson, before, variants: all } of files.map(readVariantList)) {
    const trial = new VariantTrial(lesson, before);
    try {
      for (const variant of all.toSorted((a, b) => a.id - b.id)) {
        if (stop.signal.aborted) return stop.exitStatus() ?? 2;
        const found = await trial.try(variant.id, variant.commands).catch((error: unknown) => {
          if (error instanceof NslabError) return error;
          throw error;
        });
        const isRight = !(found instanceof NslabError) && isExpected(variant, found);
        if (!isRight) wrong += 1;
        const place = `${oneLine(file)}:${variant.line}`;
        process.stdout.write(`${isRight ? paint.green('✓') : paint.red('✗')} ${place}  ${variant.commands.map(firstLine).join('  ⏎  ')}\n`);
        if (found instanceof NslabError) process.stdout.write(`    ${explain(found, language).trimEnd()}\n`);
        else if (!isRight) process.stdout.write(`    ${words.surprise(expectedOf(variant), toldOf(found))}\n`);
      }
      process.stdout.write(`${words.summary(all.length, oneLine(lesson.title))}\n`);
    } finally {
      await trial.end();
    }
  }
  process.stdout.write(`${words.end(wrong)}\n`);
  return wrong === 0 ? 0 : 1;
}

/** What a list expects to be said of a variant. */
export function expectedOf({ kind, causes }: Variant): string {
  return [outcomesOf[kind].join(' | '), ...(causes.length > 0 ? [causes.join(' | ')] : [])].join(', ');
}

export function toldOf({ outcome, cause }: TriedVariant): string {
  return cause === null ? outcome : `${outcome}, ${cause}`;
}
