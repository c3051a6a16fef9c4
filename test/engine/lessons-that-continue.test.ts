import { describe, expect, it } from 'vitest';
import type { LessonEnd, RunEvent } from '../../src/engine/events.js';
import { runDocuments, session, settings } from './lab-trial.js';

const ends = (events: readonly RunEvent[]): LessonEnd[] => events.filter((event) => event.type === 'lesson:end');
const stories = (events: readonly RunEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'step:end' ? [`${event.file}:${event.line} ${event.verdict}`] : []));

describe('a lesson that continues another', () => {
  it('starts with what that one left: namespaces, variables, functions, the folder', async () => {
    const { steps, end } = await runDocuments(
      {
        '01-a.md': session('$ X=1; say() { echo "said $1"; }', '$ ip netns add ns1', '$ cd /tmp'),
        '02-b.md': [settings('continues: 01-a.md'), session('$ ip netns list', 'ns1', '$ say $X', 'said 1', '$ pwd', '/tmp')].join('\n'),
      },
      { files: ['02-b.md'] },
    );
    expect(steps.map((step) => [step.file, step.step, step.command, step.verdict])).toEqual([
      ['02-b.md', 1, 'ip netns list', 'pass'],
      ['02-b.md', 2, 'say $X', 'pass'],
      ['02-b.md', 3, 'pwd', 'pass'],
    ]);
    expect(end).toMatchObject({ lessons: 1, counts: { pass: 3 }, exitStatus: 0 });
  });

  it('goes on in the shells that are open, each in its terminal', async () => {
    const { steps } = await runDocuments(
      {
        '01-a.md': [
          session('$ ip netns add ns1', '$ ip netns exec ns1 bash'),
          '<!-- nslab: terminal=second -->',
          session('$ cd /proc'),
        ].join('\n'),
        '02-b.md': [
          settings('continues: 01-a.md'),
          session('# ip netns identify', 'ns1', '# exit'),
          '<!-- nslab: terminal=second -->',
          session('$ pwd', '/proc'),
          '<!-- nslab: terminal=main -->',
          session('$ [ "$(ip netns identify)" ] || echo host', 'host', '$ exit', '$ echo never'),
        ].join('\n'),
      },
      { files: ['02-b.md'] },
    );
    expect(steps.map((step) => [step.terminal, step.command, step.shell, step.verdict])).toEqual([
      ['main', 'ip netns identify', 'ns1', 'pass'],
      ['main', 'exit', 'ns1', 'pass'],
      ['second', 'pwd', 'host', 'pass'],
      ['main', '[ "$(ip netns identify)" ] || echo host', 'host', 'pass'],
      ['main', 'exit', 'host', 'pass'],
      ['main', 'echo never', 'host', 'unreachable'],
    ]);
  });

  it('knows the links that the other made for its own', async () => {
    const { steps } = await runDocuments(
      {
        '01-a.md': session('$ ip link add eth7 type veth peer name eth8'),
        '02-b.md': [settings('continues: 01-a.md'), session('$ ip link set eth7 up')].join('\n'),
      },
      { files: ['02-b.md'] },
    );
    expect(steps.map((step) => step.verdict)).toEqual(['pass']);
  });

  it('has a chain of three behind it, each run once, in order', async () => {
    const { steps, events } = await runDocuments({
      '1.md': session('$ echo 1 >>/tmp/story'),
      '2.md': [settings('continues: 1.md'), session('$ echo 2 >>/tmp/story')].join('\n'),
      '3.md': [settings('continues: 2.md'), session('$ cat /tmp/story', '1', '2')].join('\n'),
    });
    expect(stories(events)).toEqual(['1.md:2 pass', '2.md:7 pass', '3.md:7 pass']);
    expect(steps.at(-1)!.output).toBe('1\n2\n');
  });

  it('finds it from its own folder', async () => {
    const { steps } = await runDocuments(
      {
        'course/1.md': session('$ X=1'),
        'course/more/2.md': [settings('continues: ../1.md'), session('$ echo "[$X]"', '[1]')].join('\n'),
      },
      { files: ['course/more/2.md'] },
    );
    expect(steps.map((step) => step.verdict)).toEqual(['pass']);
  });

  it('blames no line of the other for its own failures', async () => {
    const { steps } = await runDocuments(
      {
        '01-a.md': session('$ ip netns add ns1', '$ ip netns del ns1'),
        '02-b.md': [settings('continues: 01-a.md'), session('$ ip netns exec ns1 true')].join('\n'),
      },
      { files: ['02-b.md'] },
    );
    expect(steps[0]).toMatchObject({ verdict: 'fail', reason: { code: 'missing-namespace' }, causedBy: null });
  });

  const again = (name: string): string => [settings(`continues: ${name}`), session('$ true')].join('\n');
  it.each([
    ['a circle of one', { '1.md': again('1.md') }, 'the lesson continues itself: 1.md', '1.md:1'],
    ['a circle of two', { '1.md': again('2.md'), '2.md': again('./1.md') }, 'the lesson continues itself: ./1.md', '2.md:1'],
    [
      'a step that fails',
      { '1.md': again('2.md'), '2.md': session('$ true', '$ false') },
      'the lesson that 1.md continues fails',
      '2.md:3',
    ],
    [
      'an unreachable step',
      { '1.md': again('2.md'), '2.md': session('$ exit', '$ true') },
      'the lesson that 1.md continues fails',
      '2.md:3',
    ],
    [
      'a step that fails when it is ended',
      {
        '1.md': again('2.md'),
        '2.md': `<!-- nslab: terminal=other exit=7 -->\n${session('$ tail -f /etc/hostname', 'lab', 'never')}\n<!-- nslab: terminal=main -->\n${session('$ true')}`,
      },
      'the lesson that 1.md continues fails',
      '2.md:3',
    ],
  ])('is an error after %s', async (_, documents: Readonly<Record<string, string>>, text, position) => {
    const { events, end, steps } = await runDocuments(documents, { files: ['1.md'] });
    expect(ends(events)[0]!.error).toMatchObject({ code: 'continued-lesson', text: expect.stringContaining(text), position });
    expect([steps, end.errors, end.exitStatus]).toEqual([[], 1, 2]);
  });

  it('is an error when the other is not there', async () => {
    const { events } = await runDocuments({ '1.md': again('nowhere.md') });
    expect(ends(events)[0]!.error).toMatchObject({ code: 'continued-lesson', position: '1.md:1' });
  });

  it('goes on after a drift and a skip of the other', async () => {
    const { steps } = await runDocuments(
      { '1.md': again('2.md'), '2.md': session('$ echo a', 'b', '$ ip netns add <NAME>') },
      { files: ['1.md'] },
    );
    expect(steps.map((step) => [step.file, step.verdict])).toEqual([['1.md', 'pass']]);
  });
});

describe('hidden commands', () => {
  it('are run before and after the steps, and told of nowhere', async () => {
    const { steps, events } = await runDocuments({
      'a.md': [
        settings('setup:', '  - ip netns add hidden', '  - X=1', 'teardown: test -e /tmp/by-step'),
        session('$ ip netns list', 'hidden', '$ touch /tmp/by-step', '$ echo "[${X-unset}]"', '[unset]'),
      ].join('\n'),
    });
    expect(steps.map((step) => [step.step, step.verdict])).toEqual([
      [1, 'pass'],
      [2, 'pass'],
      [3, 'pass'],
    ]);
    expect(JSON.stringify(events)).not.toMatch(/netns add|test -e/);
    expect(ends(events)[0]!.error).toBeNull();
  });

  it('may be written one a line, and span lines', async () => {
    const text = [settings('setup: |', '  for n in 1 2; do', '    ip netns add ns$n', '  done', '  touch /tmp/there')].join('\n');
    const { steps } = await runDocuments({ 'a.md': `${text}\n${session('$ ip netns list', 'ns1', 'ns2', '$ test -e /tmp/there')}` });
    expect(steps.map((step) => step.verdict)).toEqual(['pass', 'pass']);
  });

  it('are those of the lessons before as well', async () => {
    const { steps } = await runDocuments(
      {
        '1.md': [settings('setup: [touch /tmp/first]'), session('$ true')].join('\n'),
        '2.md': [
          settings('continues: 1.md', 'setup: [test -e /tmp/first, touch /tmp/second]'),
          session('$ ls -1 /tmp', 'first', 'second'),
        ].join('\n'),
      },
      { files: ['2.md'] },
    );
    expect(steps.map((step) => step.verdict)).toEqual(['pass']);
  });

  it.each([
    ['setup', 0],
    ['teardown', 1],
  ])('are an error when they fail: %s', async (part, count) => {
    const { events, steps, end } = await runDocuments({
      'sub/a.md': [settings(`${part}: ['true', 'ip link set nowhere up', 'touch /tmp/never']`), session('$ true')].join('\n'),
    });
    expect(ends(events)[0]!.error).toMatchObject({
      code: 'setup-failed',
      position: 'sub/a.md:1',
      text: expect.stringMatching(new RegExp(`${part}.*\`ip link set nowhere up\`.*Cannot find device "nowhere"`)),
    });
    expect([steps.length, end.exitStatus]).toEqual([count, 2]);
  });
});

describe('a selection', () => {
  const text = [
    '<!-- nslab: id=first -->',
    session('$ echo 1 >>/tmp/x'),
    session('$ echo 2 >>/tmp/x', '$ cat /tmp/x', '1', '2', '$ echo 4 >>/tmp/x', '$ cat /tmp/x', '1', '2', '4'),
  ];
  const documents = { 'a.md': [...text, '<!-- nslab: id=last -->', session('$ wc -l </tmp/x', '3')].join('\n') };

  it.each([
    ['all', {}, [1, 2, 3, 4, 5, 6]],
    ['from a key', { from: 'last' }, [6]],
    ['from a line', { from: '10' }, [4, 5, 6]],
    ['to a key', { to: 'first' }, [1]],
    ['to a line', { to: '7' }, [1, 2, 3]],
    ['from and to', { from: '6', to: '10' }, [2, 3, 4]],
    ['only one', { only: ['11'] }, [5]],
    ['only two', { only: ['7', 'last'] }, [3, 6]],
    ['only, from and to', { only: ['first', '7', 'last'], from: '6', to: '10' }, [3]],
  ])('judges and tells of these, and runs the ones before: %s', async (_, selection, expected) => {
    const { steps, events, end } = await runDocuments(documents, { selection });
    const of = (type: string): unknown[] => events.flatMap((event) => (event.type === type && 'step' in event ? [event.step] : []));
    expect([of('step:start'), of('step:end')]).toEqual([expected, expected]);
    expect(steps.map((step) => step.verdict)).toEqual(expected.map(() => 'pass'));
    expect(events.find((event) => event.type === 'lesson:start')).toMatchObject({ steps: expected.length });
    expect([end.counts.pass, end.exitStatus]).toEqual([expected.length, 0]);
  });

  it('forgives what fails before it, and runs nothing after it', async () => {
    const lines = ['$ false', '$ true', '$ touch /tmp/never'];
    const { end, steps } = await runDocuments(
      { 'a.md': [settings('teardown: "! test -e /tmp/never"'), session(...lines)].join('\n') },
      { selection: { only: ['8'] } },
    );
    expect(steps.map((step) => [step.line, step.verdict])).toEqual([[8, 'pass']]);
    expect([end.errors, end.exitStatus]).toEqual([0, 0]);
  });
});

it('tells of three lessons in order that run at once, each in its own lab', async () => {
  // The first waits for nothing of the others, and still ends last.
  const sleeping = (name: string, seconds: number): string =>
    session(`$ ip netns add ${name}`, `$ sleep ${seconds}`, '$ ip netns list', name);
  const documents = { 'a.md': sleeping('a', 1), 'b.md': sleeping('b', 0.5), 'c.md': sleeping('c', 0) };
  const { events, end } = await runDocuments(documents, { jobs: 3 });
  expect(stories(events)).toEqual(['a.md', 'b.md', 'c.md'].flatMap((file) => [2, 3, 4].map((line) => `${file}:${line} pass`)));
  expect(events.map((event) => event.type).filter((type) => type.startsWith('lesson:'))).toEqual(
    ['a', 'b', 'c'].flatMap(() => ['lesson:start', 'lesson:end']),
  );
  expect(end).toMatchObject({ lessons: 3, counts: { pass: 9 }, exitStatus: 0 });
  expect(end.durationMs).toBeLessThan(ends(events).reduce((sum, lesson) => sum + lesson.durationMs, 0));
});
