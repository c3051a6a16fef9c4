import { describe, expect, it } from 'vitest';
import { NslabError } from '../../src/errors.js';
import { parseLesson } from '../../src/lesson/parse-lesson.js';

const fence = '```';

function parse(...lines: string[]): ReturnType<typeof parseLesson> {
  return parseLesson('lesson.md', lines.join('\n'));
}

function commands(...lines: string[]): string[] {
  return parse(...lines).steps.map((step) => step.command);
}

function errorOf(...lines: string[]): NslabError {
  try {
    parse(...lines);
  } catch (error) {
    if (error instanceof NslabError) return error;
    throw error;
  }
  throw new Error('no error was thrown');
}

describe('prompted sessions', () => {
  it('tells commands from their output, with lines of the file', () => {
    const { steps } = parse('# A', '', `${fence}console`, '$ ip netns add ns1', '$ ip netns list', 'ns1', '', '$ ip a', fence);
    expect(steps.map(({ line, endLine, command, expect: { output } }) => [line, endLine, command, output])).toEqual([
      [4, 4, 'ip netns add ns1', null],
      [5, 5, 'ip netns list', { lines: ['ns1'], line: 6, endLine: 6 }],
      [8, 8, 'ip a', null],
    ]);
  });

  it.each([
    ['$ ip a', 'ip a'],
    ['# ip a', 'ip a'],
    ['user@host:~$ ip a', 'ip a'],
    ['root@host:/etc# ip a', 'ip a'],
    ['[root@host ~]# ip a', 'ip a'],
    ['(ns1) root@host:~# ip a', 'ip a'],
  ])('reads %j as a prompt and a command', (line, command) => {
    expect(commands(`${fence}console`, line, fence)).toEqual([command]);
  });

  it('takes # for a comment where $ is the prompt', () => {
    expect(commands(fence, '# make it', '$ ip netns add ns1', fence)).toEqual(['ip netns add ns1']);
  });

  it('does not run prose behind # in a block without a command', () => {
    expect(commands(`${fence}console`, '# Create a namespace', fence)).toEqual([]);
  });

  it('joins continuation lines, with and without their prompt', () => {
    expect(
      commands(`${fence}console`, '$ ip link add a \\', '> type veth peer name b', '$ ip link add c \\', '  type veth', fence),
    ).toEqual(['ip link add a \\\ntype veth peer name b', 'ip link add c \\\n  type veth']);
  });

  it('keeps a redirection on a continuation line', () => {
    expect(commands(`${fence}console`, '$ echo hi \\', '    > /tmp/out', fence)).toEqual(['echo hi \\\n    > /tmp/out']);
  });

  it('takes a lone # for output beside $, and for a prompt beside #', () => {
    expect(parse(`${fence}console`, '$ printf x', '#', 'b', fence).steps[0]!.expect.output?.lines).toEqual(['#', 'b']);
    expect(parse(`${fence}console`, '# ip a', 'x', '#', fence).steps[0]!.expect.output?.lines).toEqual(['x']);
  });

  it.each([
    ['ip netns add a // the first', 'ip netns add a'],
    ['ip netns add a   <- here', 'ip netns add a'],
    ['ip netns del a (this removes the cable)', 'ip netns del a'],
    ['ip netns add a # the first', 'ip netns add a # the first'],
    ['[ -e /tmp/a ] || (trap "" TERM; touch /tmp/a)', '[ -e /tmp/a ] || (trap "" TERM; touch /tmp/a)'],
    ['curl http://192.0.2.1/', 'curl http://192.0.2.1/'],
    ['echo "a // b"', 'echo "a // b"'],
  ])('reads %j without the author’s remark', (typed, command) => {
    expect(commands(fence, `$ ${typed}`, fence)).toEqual([command]);
  });

  it('joins here-documents and compound commands', () => {
    const { steps } = parse(
      `${fence}console`,
      '$ cat <<EOF',
      '> one',
      '> EOF',
      'one',
      '$ for i in 1 2; do',
      '> echo $i',
      '> done',
      '1',
      '2',
      fence,
    );
    expect(steps.map((step) => step.command)).toEqual(['cat <<EOF\none\nEOF', 'for i in 1 2; do\necho $i\ndone']);
    expect(steps.map((step) => step.expect.output?.lines)).toEqual([['one'], ['1', '2']]);
    expect(steps.map((step) => [step.line, step.endLine])).toEqual([
      [2, 4],
      [6, 8],
    ]);
  });

  it('keeps a prompted command that the shell would wait in, to be told as an error, and leaves it alone in a script', () => {
    expect(commands(`${fence}console`, '$ echo "open', 'text', '$ ip a', fence)).toEqual(['echo "open', 'ip a']);
    expect(parse(`${fence}bash`, 'ip a "open', fence)).toMatchObject({ steps: [], ignored: [{ line: 2, code: 'incomplete-command' }] });
  });

  it('says of lines before the first prompt that they are no command', () => {
    const lesson = parse(`${fence}console`, 'ns1', '$ ip a', fence);
    expect(lesson.ignored).toEqual([{ line: 2, endLine: 2, code: 'output-of-no-command', text: 'output that belongs to no command' }]);
  });

  it('ends at a lone prompt', () => {
    const { steps } = parse(`${fence}console`, '$ ip netns list', 'ns1', '$', fence);
    expect(steps).toHaveLength(1);
    expect(steps[0]!.expect.output?.lines).toEqual(['ns1']);
  });

  it('presses Ctrl-C where the output shows ^C', () => {
    const { expect: expected } = parse(`${fence}console`, '$ ping 10.0.0.1', 'PING', '^C', '--- statistics', fence).steps[0]!;
    expect(expected).toMatchObject({ stop: 'ctrl-c', exit: [0, 130] });
  });
});

describe('scripts', () => {
  it('takes every command of a shell block without prompts', () => {
    const text = [`${fence}bash`, '# first', 'ip netns add ns1', '', 'for i in 1 2; do', '  ip netns add x$i', 'done', 'NS=ns1', fence];
    expect(commands(...text)).toEqual(['ip netns add ns1', 'for i in 1 2; do\n  ip netns add x$i\ndone', 'NS=ns1']);
  });

  it('takes a function and calls of it', () => {
    expect(commands(`${fence}sh`, 'inside() {', '  ip netns exec ns1 "$@"', '}', 'inside ip a', fence)).toEqual([
      'inside() {\n  ip netns exec ns1 "$@"\n}',
      'inside ip a',
    ]);
  });

  it('leaves lines alone that start with no command', () => {
    const lesson = parse(`${fence}bash`, 'Then we look:', 'ip a', fence);
    expect(lesson.steps.map((step) => step.command)).toEqual(['ip a']);
    expect(lesson.ignored).toMatchObject([{ line: 2, code: 'prose' }]);
    expect(parse(`${fence}bash`, 'mytool --flag x', fence).ignored).toMatchObject([{ line: 2, code: 'unknown-command' }]);
  });

  it.each([
    ['a here-document', ['mytool <<END', 'ip route add default via 192.0.2.1', 'exit', 'END']],
    ['a loop', ['mytool list | while read x; do', 'ip link del $x', 'done']],
    ['a continued line', ['mytool --flag \\', 'ip link del lo']],
    ['an open quote', ["mytool 'text", 'exit', 'more']],
  ])('runs no line of %s whose command is unknown', (_, lines) => {
    expect(commands(`${fence}bash`, ...lines, fence)).toEqual([]);
  });

  it('runs no prompted line of a here-document in a script', () => {
    expect(commands(`${fence}bash`, 'cat >n.txt <<EOF', '$ ip link set lo down', 'EOF', 'echo end', fence)).toEqual([
      'cat >n.txt <<EOF\n$ ip link set lo down\nEOF',
      'echo end',
    ]);
  });

  it.each([
    ['yaml', 'a: 1'],
    ['go', 'exec.Command("ip", "a")'],
    ['mermaid', '$ ip a'],
    ['ini', '[Service]'],
    ['bash', '[Unit]\nAfter=network.target'],
  ])('runs nothing of a %s block of %j', (language, text) => {
    expect(parse(fence + language, text, fence)).toMatchObject({ steps: [], ignored: [{ line: 2 }] });
  });

  it.each(['yaml', 'makefile', 'bsah', 'Python'])('reads a session in a block that is called %s', (language) => {
    expect(commands(fence + language, '$ ip a', '1: lo', fence)).toEqual(['ip a']);
  });

  it('keeps a slip of the pen for a step, and takes nothing for the output of what prints nothing', () => {
    const { steps } = parse(
      `${fence}bash`,
      'ip lnik set lo up',
      'iptable -L',
      fence,
      fence,
      'ip netns add x',
      'one two',
      'unzip a.zip',
      fence,
    );
    expect(steps.map((step) => [step.command, step.expect.output])).toEqual([
      ['ip lnik set lo up', null],
      ['iptable -L', null],
      ['ip netns add x', null],
      ['unzip a.zip', null],
    ]);
  });

  it('runs of a block without language and prompt what certainly is a command', () => {
    expect(commands(fence, 'ip netns add ns1', 'ip netns list', 'ns1', fence)).toEqual(['ip netns add ns1', 'ip netns list']);
    expect(parse(fence, 'route traffic to ns1', fence).ignored).toMatchObject([{ line: 2, code: 'no-prompt' }]);
  });
});

describe('where code stands', () => {
  it.each([
    ['a list item', ['- item', '', '  ```console', '  $ ip a', '  1: lo', '  ```'], 4],
    ['a block quote', ['> text', '>', '> ```console', '> $ ip a', '> 1: lo', '> ```'], 4],
    ['an indented block', ['text', '', '    $ ip a', '    1: lo'], 3],
    ['a tilde fence', ['~~~console', '$ ip a', '1: lo', '~~~'], 2],
    ['four backticks around three', ['````console', '$ ip a', '1: lo', '````'], 2],
  ])('finds the line in %s', (_, lines, line) => {
    const { steps } = parse(...lines);
    expect(steps.map((step) => [step.line, step.command, step.expect.output?.lines])).toEqual([[line, 'ip a', ['1: lo']]]);
  });

  it('reads Windows line ends', () => {
    expect(parseLesson('a.md', '```console\r\n$ ip a\r\n1: lo\r\n```\r\n').steps[0]).toMatchObject({ command: 'ip a', line: 2 });
  });
});

describe('shells', () => {
  it('follows nested shells to their exit', () => {
    const { steps } = parse(`${fence}bash`, 'ip netns exec ns1 bash', 'ip a', 'bash', 'exit', 'exit', 'ip a', fence);
    expect(steps.map((step) => step.shell)).toEqual(['host', 'ns1', 'ns1', 'ns1', 'ns1', 'host']);
  });

  it('keeps the shells of terminals apart', () => {
    const lines = [`${fence}bash`, 'ip netns exec ns1 bash', fence, '<!-- nslab: terminal=second -->', `${fence}bash`, 'ip a', fence];
    expect(parse(...lines).steps.map(({ terminal, shell }) => [terminal, shell])).toEqual([
      ['main', 'host'],
      ['second', 'host'],
    ]);
  });
});

describe('settings', () => {
  it('reads them from a comment, for every step of the next block only', () => {
    const { steps } = parse('<!-- nslab: exit=1 timeout=2s -->', `${fence}console`, '$ false', '$ false', fence, fence, '$ true', fence);
    expect(steps.map((step) => [step.expect.exit, step.timeoutMs])).toEqual([
      [[1], 2000],
      [[1], 2000],
      [[0], 10_000],
    ]);
  });

  it('reads them from an MDX comment and from the info string, which wins', () => {
    const { steps } = parse('{/* nslab: timeout=2s exit=3 */}', `${fence}console title="x" nslab.timeout=500ms`, '$ false', fence);
    expect(steps[0]).toMatchObject({ timeoutMs: 500, expect: { exit: [3] } });
  });

  it('reads several statuses, a reason to skip, an id and a terminal', () => {
    const { steps } = parse('<!-- nslab: exit=0,130 skip="needs a second host" id=first terminal=server -->', fence, '$ true', fence);
    expect(steps[0]).toMatchObject({
      key: 'first',
      terminal: 'server',
      skip: { code: 'setting', text: 'needs a second host' },
      expect: { exit: [0, 130] },
    });
  });

  it('reads title, requires and timeout from the front matter', () => {
    const lesson = parse(
      '---',
      'title: Cables',
      'author: someone',
      'nslab:',
      '  requires: [ping]',
      '  timeout: 3s',
      '---',
      '',
      fence,
      '$ true',
      fence,
    );
    expect(lesson).toMatchObject({ title: 'Cables', requires: ['ping'], steps: [{ timeoutMs: 3000 }] });
  });

  it.each([
    [['<!-- nslab: timout=2s -->', fence, '$ true', fence], 'unknown-setting', '1:13', 'did you mean `timeout`?'],
    [
      ['text', '', '<!-- nslab:', '  exit=1', '  tiemout=2s -->', fence, '$ true', fence],
      'unknown-setting',
      '5:3',
      'did you mean `timeout`?',
    ],
    [
      [`${fence}console nslab.frobnicate=1`, '$ true', fence],
      'unknown-setting',
      '1:18',
      'known here: alternative, capture, exit, expect-fail, id, output, read, retry, run, shell, skip, stop, terminal, timeout',
    ],
    [['---', 'nslab:', '  reqires: [ping]', '---'], 'unknown-setting', '3:3', 'did you mean `requires`?'],
    [['<!-- nslab: timeout=soon -->', fence, '$ true', fence], 'setting-value', '1:13', expect.stringContaining('10s')],
    [['<!-- nslab: timeout=99999m -->', fence, '$ true', fence], 'setting-value', '1:13', expect.any(String)],
    [['<!-- nslab: exit=300 -->', fence, '$ true', fence], 'setting-value', '1:13', expect.stringContaining('0,130')],
    [['<!-- nslab: exit=1 -->'], 'setting-value', '1:undefined', expect.stringContaining('next block')],
    [['<!-- nslab: exit=1 -->', `${fence}yaml`, 'a: 1', fence, fence, '$ true', fence], 'setting-value', '1:undefined', expect.any(String)],
    [
      ['<!-- nslab: id=a -->', fence, '$ true', '$ true', fence],
      'setting-value',
      '2:undefined',
      'split the block, so that the id names one step',
    ],
    [['---', 'title: a: b', '---'], 'front-matter', '2:8', expect.stringContaining('YAML')],
    [['---', 'nslab: 3', '---'], 'front-matter', '2:8', expect.any(String)],
    [['---', 'a: *nope', 'nslab:', '  timeout: 1s', '---'], 'front-matter', expect.stringMatching(/^\d/), expect.any(String)],
    [['---', 'nslab:', 'timeout: 5s', '---'], 'front-matter', '2:7', expect.any(String)],
  ])('refuses %j', (lines, code, place, hint) => {
    const error = errorOf(...lines);
    expect([error.code, `${error.position?.line}:${error.position?.column}`, error.hint]).toEqual([code, place, hint]);
  });

  it('refuses an id that is taken', () => {
    expect(errorOf('<!-- nslab: id=a -->', fence, '$ true', fence, '<!-- nslab: id=a -->', fence, '$ true', fence)).toMatchObject({
      code: 'setting-value',
      position: { line: 7 },
    });
  });
});

describe('unclosed fences', () => {
  it.each([
    [['text', '```console', '$ ip a', '', 'prose'], '2:1'],
    [['- a', '', '  ```console', '  $ ip a'], '3:3'],
    [['~~~', '$ ip a', '```'], '1:1'],
    [['````', '$ ip a', '```'], '1:1'],
    [['```'], '1:1'],
  ])('refuses %j', (lines, place) => {
    const error = errorOf(...lines);
    expect([error.code, `${error.position?.line}:${error.position?.column}`]).toEqual(['unclosed-fence', place]);
  });
});

describe('keys', () => {
  const keys = (...lines: string[]): string[] => parse(...lines).steps.map((step) => step.key);

  it('do not depend on what stands around a command', () => {
    expect(keys(fence, '$ ip a', fence)).toEqual(keys('# Title', 'Text', '', fence, '$ ip a', 'output', fence));
  });

  it('tell the same command apart by how often it came before', () => {
    const [first, second] = keys(fence, '$ ip a', '$ ip a', fence);
    expect(first).not.toBe(second);
    expect(keys(fence, '$ true', '$ ip a', '$ ip a', fence).slice(1)).toEqual([first, second]);
  });
});

describe('the body', () => {
  it('holds headings, prose and blocks in order, with nothing of the text lost', () => {
    const { body, title } = parse('# One', '', 'Some *prose*.', '', 'Two', '===', fence, '$ true', fence, '', 'End.');
    expect(title).toBe('One');
    expect(body).toMatchObject([
      { kind: 'heading', text: 'One', line: 1 },
      { kind: 'prose', markdown: 'Some *prose*.', line: 3, endLine: 3 },
      { kind: 'heading', text: 'Two', line: 5 },
      { kind: 'block', line: 7, endLine: 9, section: 'Two' },
      { kind: 'prose', markdown: 'End.', line: 11 },
    ]);
  });
});
