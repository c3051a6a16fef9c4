import { afterAll, describe, expect, it } from 'vitest';
import { lessonNamed, lessonNames, Rollback, scenarioLesson } from '../engine/session/rollback.js';
import { scenarios } from '../network/scenario.js';

const all = [
  ...lessonNames().map((name) => ({ name, missing: undefined, lesson: () => lessonNamed(name) })),
  ...(await scenarios()).map(({ name, missing }) => ({ name, missing, lesson: () => scenarioLesson(name) })),
];

describe('every step of every lesson and scenario can be gone back to, and forward again from', () => {
  let steps = 0;
  let lessons = 0;
  const startedAt = performance.now();
  afterAll(() => {
    process.stdout.write(
      `${lessons} lessons and scenarios, ${steps} steps back and forward in ${((performance.now() - startedAt) / 1000).toFixed(0)} s\n`,
    );
  });

  it.for(all)('$name', async ({ missing, lesson }, { skip }) => {
    skip(missing !== undefined, `this machine has no ${missing}`);
    const rollback = await Rollback.start(lesson());
    const wrong: string[] = [];
    try {
      for (let step = 0; step <= rollback.steps; step += 1) {
        wrong.push(...(await rollback.there(step)));
        steps += 1;
      }
    } finally {
      await rollback.end();
    }
    lessons += 1;
    expect(wrong).toEqual([]);
  });
});
