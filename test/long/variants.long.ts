import { expect, it } from 'vitest';
import { onlyLooks } from '../../src/engine/session/only-looks.js';
import { Session } from '../../src/engine/session/session.js';
import type { Lesson } from '../../src/lesson/lesson.js';
import type { Variant } from '../../src/lesson/variants/variant.js';
import { factsOfLab } from '../tutor/facts-of-lab.js';
import { variantLists } from '../tutor/variant-lists.js';

interface Facts {
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
}

/** What the lists say is compared with what labs show, without what judges learners: so a list and the judge can't err together. */
it.each(variantLists().map((list) => [list.file, list] as const))('%s says what labs show', async (file, { lesson, before, variants }) => {
  const references = new Map<number, Facts>();
  for (const { id } of variants) if (!references.has(id)) references.set(id, await typed(lesson, before, id));
  const surprises: string[] = [];
  let compared = 0;
  const waiting = [...variants];
  const work = async (): Promise<void> => {
    for (let variant = waiting.shift(); variant; variant = waiting.shift()) {
      const reference = references.get(variant.id)!;
      // Of looks, shells and programs there are no facts here.
      if (isSame(reference.before, reference.after)) continue;
      compared += 1;
      const wrong = missing(reference, (await typed(lesson, before, variant.id, variant.commands)).after, variant);
      if ((wrong.length === 0) !== (variant.kind === 'right'))
        surprises.push(`${file}:${variant.line}: ${variant.commands.join('  ⏎  ')}: ${variant.kind}; ${wrong.join('; ')}`);
    }
  };
  // Labs mostly wait.
  await Promise.all([work(), work(), work()]);
  process.stdout.write(`${file}: ${compared} of ${variants.length} variants compared\n`);
  expect(surprises.join('\n')).toBe('');
});

/** The facts before and after a step, or what is typed in its place. */
async function typed(lesson: Lesson, before: readonly Lesson[], id: number, commands?: readonly string[]): Promise<Facts> {
  const session = await Session.start(lesson, before, { isRecording: true, isFollowing: true });
  try {
    const step = lesson.steps[id - 1]!;
    for (const earlier of lesson.steps.slice(0, id - 1)) if (!onlyLooks(earlier.command)) await session.run(earlier);
    const first = factsOfLab(await session.state());
    if (commands) for (const command of commands) await session.runOwn(command, step.terminal);
    else await session.run(step);
    return { before: first, after: factsOfLab(await session.state()) };
  } finally {
    await session.destroy();
  }
}

/** What the step of the lesson brings about, takes away or leaves as it is, and the variant does not. */
function missing({ before, after }: Facts, own: ReadonlySet<string>, { names }: Variant): string[] {
  const named = (fact: string): string =>
    Object.entries(names).reduce((text, [meant, name]) => text.replaceAll(new RegExp(`(?<![\\w-])${meant}(?![\\w-])`, 'g'), name), fact);
  // Names are only free for what the step makes.
  const wanted = [...after].map((fact) => (before.has(fact) ? fact : named(fact)));
  const tooMuch = [...before].filter((fact) => !after.has(fact) && own.has(fact));
  return [...wanted.filter((fact) => !own.has(fact)), ...tooMuch.map((fact) => `still ${fact}`)];
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((fact) => b.has(fact));
}
