import fc from 'fast-check';
import remarkParse from 'remark-parse';
import { SaxesParser } from 'saxes';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { reasonCodes, type RunEvent, type StepEnd } from '../../src/engine/events.js';
import { parseLesson } from '../../src/lesson/parse-lesson.js';
import { inActionsLog } from '../../src/report/github.js';
import { workflowCommand } from '../../src/report/github-annotations.js';
import { createJobSummary } from '../../src/report/job-summary.js';
import { createTerminalReporter } from '../../src/report/terminal.js';
import { xmlElement, xmlText } from '../../src/report/xml.js';
import { runDocuments, session } from '../engine/lab-trial.js';
import { obeyed } from './actions-runner.js';
import { hostileText } from './hostile-text.js';
import { junitProblems } from './junit-schema.js';
import { madeRun } from './made-events.js';
import { pages, place, printed, report, run } from './report-trial.js';

/** Steps of which every text is hostile. */
const hostileStep = fc.record({
  command: hostileText,
  section: hostileText,
  shell: hostileText,
  terminal: hostileText,
  output: hostileText,
  verdict: fc.constantFrom<StepEnd['verdict']>('pass', 'fail', 'drift', 'skip', 'unreachable', 'error'),
  reason: fc.option(fc.record({ code: fc.constantFrom(...reasonCodes), params: fc.constant({}), text: hostileText })),
  known: fc.option(fc.record({ reason: hostileText, from: hostileText })),
  expectations: fc.tuple(hostileText, hostileText).map(([documented, real]): StepEnd['expectations'] => [
    {
      kind: 'output',
      ok: false,
      line: 5,
      endLine: 6,
      aligned: [
        { kind: 'same', documented, real },
        { kind: 'missing', documented },
        { kind: 'unexpected', real },
        { kind: 'elided', documented, realLines: 3 },
        { kind: 'different', documented, real, words: [{ documented, real, kind: 'text', stoodFor: undefined, cameFrom: undefined }] },
        { kind: 'more', realLines: 2 },
      ],
    },
  ]),
});

const hostileRun = fc
  .array(
    fc.record({
      file: hostileText,
      title: hostileText,
      steps: fc.array(hostileStep, { maxLength: 3 }),
      error: fc.option(
        fc.record({ code: fc.constant('no-steps'), text: hostileText, position: hostileText, hint: fc.option(hostileText) }),
      ),
    }),
    { minLength: 1, maxLength: 2 },
  )
  .map((lessons) => madeRun(...lessons));

const token = 'b0a7c2c6-3f53-4f44-8a2b-2f6d0a5c9f10';
const inActions = (events: readonly RunEvent[]): string => printed(inActionsLog(createTerminalReporter, token)(place, run), events);

function always<T>(given: fc.Arbitrary<T>, holds: (value: T) => void, numRuns = 300): void {
  fc.assert(
    fc.property(given, (value) => holds(value)),
    { numRuns },
  );
}

describe('XML', () => {
  it('gives back what it can hold, and shows the rest', () => {
    // oxlint-disable-next-line no-control-regex -- what XML can't hold
    const cannotHold = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\p{Surrogate}\uFFFE\uFFFF]/gu;
    const inSight = (text: string): string => text.replaceAll(cannotHold, '?');
    always(hostileText, (text) => {
      const read = readXml(xmlElement('a', { b: text }, [xmlText(text)]));
      const sight = (found: string): string => found.replaceAll(/[\u2400-\u241F␡\uFFFD]/g, '?');
      expect([sight(read.text), sight(read.attribute)]).toEqual([sight(inSight(text)), sight(inSight(text))]);
    });
  });
});

function readXml(xml: string): { text: string; attribute: string } {
  const parser = new SaxesParser();
  let text = '';
  let attribute = '';
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('text', (part) => (text += part));
  parser.on('opentag', (tag) => (attribute = tag.attributes['b'] ?? attribute));
  parser.write(xml).close();
  return { text, attribute };
}

describe('annotations', () => {
  it('give back their values, and are one command each', () => {
    always(fc.tuple(hostileText, hostileText, hostileText), ([file, title, message]) => {
      // The runner takes no empty value, and cuts blanks at the end of the last.
      const [path, name] = [`a${file}`, `b${title}c`];
      const found = obeyed(workflowCommand({ level: 'error', file: path, line: 3, title: name, message: message.slice(0, 1000) }));
      expect(found).toEqual([{ name: 'error', properties: { file: path, line: '3', title: name }, data: message.slice(0, 1000) }]);
    });
  });

  it('are the only commands of a log', () => {
    always(hostileRun, (events) => {
      const meant = obeyed(report('github', events));
      expect(obeyed(inActions(events))).toEqual(meant);
      expect(meant.every((command) => ['error', 'warning', 'notice'].includes(command.name))).toBe(true);
      for (const name of ['ndjson', 'json', 'junit']) expect(obeyed(report(name, events))).toEqual([]);
    });
  });
});

describe('a hostile run', () => {
  it('is JSON', () => {
    always(hostileRun, (events) => {
      const { lessons } = JSON.parse(report('json', events)) as { lessons: { file: string; steps: { command: string }[] }[] };
      const ends = events.filter((event) => event.type === 'step:end');
      expect(lessons.flatMap((lesson) => lesson.steps.map((step) => step.command))).toEqual(ends.map((step) => step.command));
      const lines = report('ndjson', events).trimEnd().split('\n');
      expect(lines.map((line): unknown => JSON.parse(line))).toEqual(JSON.parse(JSON.stringify(events)));
    });
  });

  it('is well-formed XML', () => {
    always(hostileRun, (events) => void readXml(report('junit', events)));
  });

  it('is nothing that a terminal obeys', () => {
    always(hostileRun, (events) => {
      // oxlint-disable-next-line no-control-regex -- these are what it is about
      expect(report('terminal', events)).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/);
    });
  });

  it('is a summary of a table and folded text', () => {
    always(hostileRun, (events) => {
      const tree = unified().use(remarkParse).parse(printed(createJobSummary(), events));
      const kinds = new Set(tree.children.map((node) => node.type));
      expect([...kinds].filter((kind) => !['heading', 'paragraph', 'html'].includes(kind))).toEqual([]);
      expect(tree.children.filter((node) => node.type === 'heading')).toHaveLength(1);
    });
  });

  it('is HTML of our own tags', async () => {
    const allowed =
      /^(?:!doctype|html|head|meta|title|style|body|div|header|nav|main|details|summary|ol|ul|li|a|article|pre|code|span|p|b|h[1-6]|del|ins|mark|svg|rect)$/i;
    const runs = fc.sample(hostileRun, { numRuns: 200, seed: 7 });
    for (const events of runs) {
      for (const page of await pages(events)) {
        expect([...page.text.matchAll(/<\/?([!\w]+)/g)].map((match) => match[1]!).filter((tag) => !allowed.test(tag))).toEqual([]);
        expect(page.text).not.toMatch(/<[^>]*\s(?:on\w+|src|style)=/i);
        expect(page.name).toMatch(/^[\p{L}\p{N}-]{1,90}\.html$/u);
      }
    }
  });
});

it('keeps every report whole when a lesson prints what it likes', async () => {
  const text = [
    '# Hostile <script>alert(1)</script> \u202E title\n',
    '[a](javascript:alert(1)) ![b](https://example.com/b.png) <iframe src="https://example.com"></iframe> [c](https://example.com)\n',
    session(
      String.raw`$ printf '::error::x\n##[error]y\n]]>\n<script>alert(1)</script>\n\0\xff\xfe\n'`,
      'nothing of it',
      String.raw`$ printf '\e[2J\e]0;t\a\u202eabc\n'; false`,
      '$ head -c 3000000 /dev/zero | tr "\\0" x; false',
      '$ yes "##[error]z" | head -n 100000; false',
    ),
  ].join('\n');
  const file = 'a\n::error::b"<c>.md';
  const { events } = await runDocuments({ [file]: text });
  const context = { ...run, lessonIn: () => parseLesson(file, text) };
  expect(events.filter((event) => event.type === 'step:end').map((step) => step.verdict)).toEqual(['drift', 'fail', 'fail', 'fail']);
  expect(await junitProblems(report('junit', events))).toEqual([]);
  expect(obeyed(inActions(events)).map((command) => command.name)).toEqual(['error', 'error', 'error', 'error']);
  for (const name of ['ndjson', 'json', 'junit']) expect(obeyed(report(name, events))).toEqual([]);
  expect(JSON.parse(report('json', events))).toMatchObject({ counts: { drift: 1, fail: 3 } });
  expect(report('terminal', events).length).toBeLessThan(50_000);
  const [page] = await pages(events, context);
  expect(page!.text).not.toMatch(/<script|<iframe|<img|href="javascript:|\ssrc=/i);
  expect(page!.text).toContain('href="https://example.com"');
  expect(page!.text.length).toBeLessThan(1_500_000);
});
