import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Session } from '../../../src/engine/session/session.js';
import { toldNames } from '../../../src/lesson/known/told-names.js';
import type { Lesson } from '../../../src/lesson/lesson.js';
import { parseLesson } from '../../../src/lesson/parse-lesson.js';
import { judgeEffect } from '../../../src/verify/effect/judge-effect.js';
import { momentOf, type Moments } from './moments.js';

const folder = path.resolve(import.meta.dirname, '../../../lessons/en');

/** Every step of the lessons, done in two labs as it stands, has to be right in the second one. */
describe.each(readdirSync(folder).filter((file) => file.endsWith('.md')))('%s', (file) => {
  it('has no step that is refused when it is done as it stands', { timeout: 240_000 }, async () => {
    const lessons = lessonsUpTo(file);
    const lesson = lessons.at(-1)!;
    if (lesson.needs.length > 0 || lesson.steps.length === 0) return;
    const [reference, own] = [await follow(lessons), await follow(lessons)];
    const wrong = lesson.steps.flatMap(({ command, key }) => {
      const [meant, done] = [reference.get(key), own.get(key)];
      if (!meant || !done) return [];
      const answer = judgeEffect({ reference: meant, own: done, told: toldNames(lesson), command });
      const isClean = answer.kind === 'nothing-to-do' || (answer.kind === 'right' && answer.extras.length === 0 && answer.names.size === 0);
      return isClean ? [] : [{ command, answer }];
    });
    expect(wrong).toEqual([]);
  });
});

function lessonsUpTo(file: string): readonly Lesson[] {
  const read = (name: string, before: readonly Lesson[]): Lesson =>
    parseLesson(name, readFileSync(path.join(folder, name), 'utf8'), { values: {}, before });
  const first = read(file, []);
  const before = first.continues === null ? [] : lessonsUpTo(path.basename(first.continues));
  return [...before, read(file, before)];
}

async function follow(lessons: readonly Lesson[]): Promise<ReadonlyMap<string, Moments>> {
  const lesson = lessons.at(-1)!;
  const session = await Session.start(lesson, lessons.slice(0, -1), { isRecording: true });
  const moments = new Map<string, Moments>();
  try {
    let before = await momentOf(session);
    for (const step of lesson.steps) {
      await session.run(step);
      const after = await momentOf(session);
      moments.set(step.key, { before, after });
      before = after;
    }
    return moments;
  } finally {
    await session.destroy();
  }
}
