import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LessonLab } from '../../src/engine/lesson-lab.js';
import { LessonRun } from '../../src/engine/lesson-run.js';
import type { Lesson } from '../../src/lesson/lesson.js';
import { isInLab } from '../../src/lab/programs.js';
import { parseLesson } from '../../src/lesson/parse-lesson.js';
import { normalForm } from '../../src/network/normal-form.js';
import { Reader } from '../../src/network/reader.js';
import { settledSnapshot } from '../../src/network/settled-snapshot.js';
import type { Snapshot } from '../../src/network/snapshot.js';

/** A step of a lesson with the network after it. */
interface Seen {
  readonly step: string;
  readonly network: Snapshot;
}

const own = path.resolve(import.meta.dirname, '../../lessons/en');
/** The five tutorials that the course mirrors are not part of the project. */
const sources = path.resolve(import.meta.dirname, '../../../shared/sources');
const hasSources = existsSync(sources);

async function run(lesson: Lesson): Promise<Seen[]> {
  const labs = new LessonLab(lesson.file);
  try {
    const found = await labs.of([lesson], false);
    const reader = new Reader(found.lab.pid);
    try {
      const steps = new LessonRun(lesson, found);
      const seen: Seen[] = [];
      for (const step of lesson.steps) {
        await steps.run(step);
        seen.push({ step: `${step.line}: ${step.command}`, network: normalForm(await settledSnapshot(reader)) });
      }
      await steps.finish();
      return seen;
    } finally {
      await reader.end();
    }
  } finally {
    await labs.destroy();
  }
}

async function expectSame(file: string): Promise<void> {
  const lesson = parseLesson(file, readFileSync(file, 'utf8'));
  const [first, second] = await Promise.all([run(lesson), run(lesson)]);
  expect(first.length).toBeGreaterThan(0);
  for (const [at, { step, network }] of first.entries()) expect({ step, network: second[at]!.network }).toEqual({ step, network });
}

describe('two runs have the same network after every step', { timeout: 300_000 }, () => {
  it.each(readdirSync(own).filter((name) => name.endsWith('.md')))('of the lesson %s', async (name) => {
    const { requires } = parseLesson(name, readFileSync(path.join(own, name), 'utf8'));
    expect(requires.filter((program) => !isInLab(program))).toEqual([]);
    await expectSame(path.join(own, name));
  });

  const wants = hasSources ? '' : ' (needs the tutorials beside the project)';
  it.skipIf(!hasSources).each([0, 1, 2, 3, 4])(`of the source tutorial %i${wants}`, async (number) => {
    await expectSame(path.join(sources, `source-${number}.md`));
  });
});
