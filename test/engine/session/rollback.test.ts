import { expect, it } from 'vitest';
import { seededRandom } from '../../lesson/mutated-documents.js';
import { scenarios } from '../../network/scenario.js';
import { lessonNamed, lessonNames, Rollback, scenarioLesson } from './rollback.js';

const seed = 7;
/** How long is tried; what is left is tried by `test/long/rollback.long.ts`. */
const mostMs = 40_000;

it('goes back to steps of lessons and scenarios, and forward again', { timeout: 4 * mostMs }, async () => {
  const random = seededRandom(seed);
  const all = [
    ...lessonNames().map((name) => ({ name, lesson: () => lessonNamed(name) })),
    ...(await scenarios()).flatMap(({ name, missing }) => (missing === undefined ? [{ name, lesson: () => scenarioLesson(name) }] : [])),
  ];
  const shuffled = all.map((one) => ({ ...one, place: random() })).toSorted((a, b) => a.place - b.place);
  const wrong: string[] = [];
  let tried = 0;
  for (const startedAt = performance.now(); performance.now() - startedAt < mostMs && tried < shuffled.length; tried += 1) {
    const { name, lesson } = shuffled[tried]!;
    const rollback = await Rollback.start(lesson());
    try {
      wrong.push(...(await rollback.there(Math.floor(random() * rollback.steps))).map((line) => `${name}, ${line}`));
    } finally {
      await rollback.end();
    }
  }
  expect(wrong).toEqual([]);
  expect(tried).toBeGreaterThan(3);
});
