import type { Element } from 'hast';
import { h } from 'hastscript';
import type { RunEnd, Verdict } from '../../engine/events.js';
import { countSteps, type LessonRecord } from '../run-record.js';
import { languageOf } from '../language.js';
import { htmlDocument } from './document.js';
import type { PageNames } from './page-names.js';
import { optional, shown } from './shown.js';
import { bar, duration, sign, tally } from './verdict.js';

/** All lessons of a run, each with what came of it. */
export function indexPage(lessons: readonly LessonRecord[], end: RunEnd, names: PageNames): string {
  const title = `${lessons.length} ${lessons.length === 1 ? 'lesson' : 'lessons'}`;
  return htmlDocument(title, 'en', [
    h('div', { className: 'page single' }, [
      h('header', [
        h('h1', title),
        h('p', { className: 'file' }, `checked in ${duration(end.durationMs)} · exit status ${end.exitStatus}`),
        bar(end.counts),
        tally(end.counts, end.consequences, end.known),
      ]),
      h('main', [
        h(
          'ul',
          { className: 'lessons' },
          lessons.map((lesson, index) => entry(lesson, names.ofLesson(index, lesson.file))),
        ),
      ]),
    ]),
  ]);
}

function entry({ file, title, steps, end }: LessonRecord, page: string): Element {
  const counts = countSteps(steps);
  const known = steps.filter((step) => step.known).length;
  return h('li', [
    h('a', { href: encodeURI(page), dir: 'auto', lang: languageOf(title) }, [sign(worst({ steps, end })), ' ', h('span', shown(title))]),
    h('code', { className: 'file' }, shown(file)),
    bar(counts),
    tally(counts, 0, known),
    ...optional(Boolean(end?.error), () => h('p', { className: 'why' }, shown(end!.error!.text))),
    ...optional(end === null, () => h('p', { className: 'why' }, 'stopped before it was done')),
  ]);
}

/** The verdict that a lesson as a whole has for somebody who goes down the list. What is known to fail is no news. */
function worst({ steps, end }: Pick<LessonRecord, 'steps' | 'end'>): Verdict {
  if (!end || end.error) return 'error';
  const order: readonly Verdict[] = ['error', 'fail', 'drift', 'unreachable', 'pass'];
  return order.find((verdict) => steps.some((step) => step.verdict === verdict && !step.known)) ?? 'skip';
}
