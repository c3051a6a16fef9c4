import type { Page, PageReporter, RunContext } from '../reporter.js';
import { RunRecord } from '../run-record.js';
import { indexPage } from './index-page.js';
import { lessonPage } from './lesson-page.js';
import { PageNames } from './page-names.js';

/**
 * A page for each lesson as soon as it is done, and one that lists them when there are several. A page needs no other file and no
 * program, and takes nothing from anywhere: it can be mailed, archived and read in ten years.
 */
export function createHtmlReporter(run: RunContext): PageReporter {
  const record = new RunRecord();
  let names = new PageNames([]);
  let written = 0;
  const takeLessons = (count: number): Page[] => {
    const lessons = record.lessons.slice(written, count);
    const first = written;
    written = count;
    return lessons.map((lesson, index) => ({
      name: names.ofLesson(first + index, lesson.file),
      text: lessonPage(lesson, run.lessonIn(lesson.file), names),
    }));
  };
  return {
    pages: (event) => {
      record.add(event);
      if (event.type === 'run:start') names = new PageNames(event.files);
      if (event.type === 'lesson:end') return takeLessons(record.lessons.length);
      if (event.type !== 'run:end') return [];
      // A lesson that was stopped has had no end.
      const rest = takeLessons(record.lessons.length);
      return names.hasIndex ? [...rest, { name: 'index.html', text: indexPage(record.lessons, event, names) }] : rest;
    },
  };
}
