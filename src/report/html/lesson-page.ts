import GithubSlugger from 'github-slugger';
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { StepEnd } from '../../engine/events.js';
import type { Language } from '../../network/language.js';
import type { DiagramExpectation, Lesson, LessonNode } from '../../lesson/lesson.js';
import { diagramAt } from '../../lesson/state/diagram-at.js';
import { saysNothing } from '../../lesson/state/says-nothing.js';
import { topologyOfReading } from '../../verify/state/pictures.js';
import { countSteps, type LessonRecord } from '../run-record.js';
import { firstLine } from '../shown-text.js';
import { languageOf, readingLanguage } from '../language.js';
import { htmlDocument } from './document.js';
import type { PageNames } from './page-names.js';
import { definitionsIn, renderProse } from './prose.js';
import { picture } from './picture.js';
import { optional, shown } from './shown.js';
import { placeOf, stepCard } from './step.js';
import { badge, bar, duration, sign, tally } from './verdict.js';

/** A lesson as one page: its text with what came of each command. Without its file, or when that has changed, only the commands. */
export function lessonPage(record: LessonRecord, lesson: Lesson | undefined, names: PageNames): string {
  const whole = lesson && isWhatWasRun(lesson, record.steps) ? lesson : undefined;
  const text = whole ? whole.body.map((node) => (node.kind === 'prose' ? node.markdown : '')).join('') + record.title : record.title;
  return htmlDocument(record.title, languageOf(text), [
    h('div', { className: 'page' }, [
      header(record, names),
      ...optional(record.steps.length > 0, () => contents(record.steps)),
      h('main', whole ? body(whole, record, names) : withoutText(record, lesson)),
    ]),
  ]);
}

/** Whether the commands still stand where they were; one with placeholders was run with other words in their place. */
function isWhatWasRun(lesson: Lesson, steps: readonly StepEnd[]): boolean {
  return steps.every((step) => {
    const written = lesson.steps[step.step - 1];
    return written?.line === step.line && (written.command === step.command || /[<[{$]/.test(written.command));
  });
}

function header({ file, title, steps, end }: LessonRecord, names: PageNames): Element {
  const counts = countSteps(steps);
  const consequences = steps.filter((step) => step.verdict === 'fail' && step.causedBy !== null).length;
  const time = end?.durationMs ?? steps.reduce((sum, step) => sum + step.durationMs, 0);
  return h('header', [
    ...optional(names.hasIndex, () => h('p', { className: 'up' }, h('a', { href: 'index.html' }, '← All lessons'))),
    h('h1', { dir: 'auto' }, shown(title)),
    h('p', { className: 'file' }, [
      h('code', shown(file)),
      ` · ${steps.length} ${steps.length === 1 ? 'step' : 'steps'} in ${duration(time)}`,
    ]),
    bar(counts),
    tally(counts, consequences, steps.filter((step) => step.known).length),
    ...optional(end === null, () => h('p', { className: 'callout' }, 'The run was stopped before this lesson was done.')),
    ...optional(Boolean(end?.error), () => errorOf(end!.error!)),
  ]);
}

function errorOf({ code, text, position, hint }: NonNullable<NonNullable<LessonRecord['end']>['error']>): Element {
  return h('div', { className: 'callout error' }, [
    h('p', [badge('error'), ' ', h('code', shown(position)), ' ', ...shown(text), ' ', h('code', { className: 'reason' }, shown(code))]),
    ...optional(hint !== null, () => h('p', ['Try: ', ...shown(hint!)])),
  ]);
}

/** Every step with its verdict, beside the text where there is room, else above it. */
function contents(steps: readonly StepEnd[]): Element {
  return h('nav', { ariaLabel: 'Steps' }, [
    h('details', { open: true }, [
      h('summary', 'Steps'),
      h(
        'ol',
        steps.map((step) =>
          h(
            'li',
            h('a', { className: step.verdict, href: `#${placeOf(step)}` }, [
              sign(step.verdict),
              h('span', { className: 'at' }, `${step.line}`),
              h('code', shown(firstLine(step.command))),
            ]),
          ),
        ),
      ),
    ]),
  ]);
}

function withoutText({ title, steps, end }: LessonRecord, lesson: Lesson | undefined): Element[] {
  const why = lesson
    ? 'The commands of the file are not the ones that were run any more, so its text is not shown.'
    : 'The file can’t be read any more, so the text of the lesson is not shown.';
  // What is wrong with a lesson that was never read stands above.
  return [
    ...optional(!end?.error || steps.length > 0, () => h('p', { className: 'callout' }, why)),
    ...stepsAlone(steps, readingLanguage(title)),
  ];
}

function stepsAlone(steps: readonly StepEnd[], language: Language): Element[] {
  return steps.flatMap((step, index) => [
    ...optional(step.section !== '' && step.section !== steps[index - 1]?.section, () => h('h2', { dir: 'auto' }, shown(step.section))),
    h('div', { className: 'block' }, stepCard(step, null, language)),
  ]);
}

function body(lesson: Lesson, record: LessonRecord, names: PageNames): ElementContent[] {
  const slugger = new GithubSlugger();
  const definitions = definitionsIn(lesson.body.flatMap((node) => (node.kind === 'prose' ? [node.markdown] : [])));
  const stepOf = new Map(record.steps.map((step) => [step.step, step]));
  const language = readingLanguage(record.title);
  const isTitle = (node: LessonNode, index: number): boolean =>
    node.kind === 'heading' && node.text === record.title && lesson.body.findIndex((other) => other.kind === 'heading') === index;
  return lesson.body.flatMap((node, index): ElementContent[] => {
    if (isTitle(node, index)) return [];
    switch (node.kind) {
      case 'heading':
        return [h(`h${Math.max(2, node.depth)}`, { id: slugger.slug(node.text).toLowerCase(), dir: 'auto' }, shown(node.text))];
      case 'prose':
        return [
          h(
            'div',
            { className: 'prose', dir: 'auto' },
            renderProse(node.markdown, definitions, index, (address) => names.ofLink(lesson.file, address)),
          ),
        ];
      case 'block':
        return [diagramBlock(diagramAt(lesson, node.line), language) ?? block(node, stepOf, language)];
      case 'hidden':
        return [];
    }
  });
}

/** A marked diagram as a picture, if there is anything in it. */
function diagramBlock(diagram: DiagramExpectation | undefined, language: Language): Element | undefined {
  if (!diagram || saysNothing(diagram)) return undefined;
  return h('div', { className: 'pictures' }, picture(null, topologyOfReading(diagram.reading), language));
}

/** A piece of code: its steps, and between them the lines that are none. */
function block(node: LessonNode & { kind: 'block' }, stepOf: ReadonlyMap<number, StepEnd>, language: Language): Element {
  const lines = node.text.split('\n');
  // A block that is marked begins one line above its text.
  const first = node.line + (node.endLine - node.line + 1 > lines.length ? 1 : 0);
  const between = (from: number, to: number): Element[] => {
    const text = lines
      .slice(Math.max(0, from - first), Math.max(0, to - first + 1))
      .join('\n')
      .replaceAll(/^\n+|\s+$/g, '');
    return optional(text !== '', () => h('pre', { className: 'other' }, shown(text)));
  };
  let next = first;
  const parts = node.steps.flatMap((step) => {
    const told = stepOf.get(step.id);
    const end = Math.max(step.endLine, step.expect.output?.endLine ?? 0);
    const before = between(next, step.line - 1);
    next = end + 1;
    const lone = h('pre', { className: 'other' }, shown([step.command, ...(step.expect.output?.lines ?? [])].join('\n')));
    return [...before, told ? stepCard(told, step.expect.output?.lines ?? null, language) : lone];
  });
  return h('div', { className: 'block' }, [...parts, ...between(next, first + lines.length - 1)]);
}
