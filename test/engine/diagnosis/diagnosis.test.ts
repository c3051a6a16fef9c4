import { describe, expect, it } from 'vitest';
import { runBroken } from './broken-lesson.js';
import { brokenLessons } from './broken-lessons.js';
import { laterLessons } from './later-lessons.js';
import { unsaidLessons } from './unsaid-lessons.js';
import { unseenLessons } from './unseen-lessons.js';

describe.concurrent.each([
  ['with a mistake', brokenLessons],
  ['with a mistake, in other words', unseenLessons],
  ['with a mistake, in other words again', laterLessons],
  ['that fails for other reasons', unsaidLessons],
])('a lesson %s', (_, lessons) => {
  it.each(lessons)('$name', async (lesson) => {
    const step = await runBroken(lesson);
    expect(['fail', 'drift'], step.output).toContain(step.verdict);
    const told = { code: step.diagnosis?.code ?? null, ...step.diagnosis?.params };
    expect(told, `${step.diagnosis?.text}\n${step.output}`).toMatchObject({ code: lesson.code, ...lesson.params });
  });
});
