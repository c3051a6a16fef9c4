import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLesson } from '../../src/lesson/parse-lesson.js';
import { replaceOutputs, type OutputChange } from '../../src/lesson/replace-output.js';

/** Gives the first output of a document these lines. */
function replace(text: string, ...lines: string[]): string {
  return replaceOutputs('lesson.md', text, [changeOf(text, lines)], {}).text;
}

function changeOf(text: string, lines: readonly string[], id?: number): OutputChange {
  const step = parseLesson('lesson.md', text).steps.find(
    ({ id: other, expect: { output } }) => output && (id === undefined || other === id),
  )!;
  const { line, endLine, lines: before } = step.expect.output!;
  return { what: 'output', id: step.id, line, endLine, before, lines };
}

describe('replaceOutputs', () => {
  it.each([
    ['a fence', '```console\n$ ls\na\n```\nend\n', '```console\n$ ls\nb\nc\n```\nend\n'],
    ['a list', '1. see:\n\n   ```console\n   $ ls\n   a\n   ```\n\nend', '1. see:\n\n   ```console\n   $ ls\n   b\n   c\n   ```\n\nend'],
    ['a quote', '> ```console\n> $ ls\n> a\n> ```\n', '> ```console\n> $ ls\n> b\n> c\n> ```\n'],
    ['a list in a quote', '> - ```console\n>   $ ls\n>   a\n>   ```\n', '> - ```console\n>   $ ls\n>   b\n>   c\n>   ```\n'],
    ['an indented block', 'see:\n\n    $ ls\n    a\n\nend\n', 'see:\n\n    $ ls\n    b\n    c\n\nend\n'],
    ['a block in tabs', 'see:\n\n\t$ ls\n\ta\n\nend\n', 'see:\n\n\t$ ls\n\tb\n\tc\n\nend\n'],
    ['lines that end with CR LF', '```console\r\n$ ls\r\na\r\n```\r\nend', '```console\r\n$ ls\r\nb\r\nc\r\n```\r\nend'],
    ['a file without a last line end', '    $ ls\n    a', '    $ ls\n    b\n    c'],
    ['HTML', '<pre>\n$ ls\n<b>x</b> &lt;UP&gt;\na\n</pre>\n', '<pre>\n$ ls\nb\nc\n</pre>\n'],
    ['a block of its own', '```sh\nls\n```\n\nOutput:\n\n```\na\n```\n', '```sh\nls\n```\n\nOutput:\n\n```\nb\nc\n```\n'],
  ])('keeps what is around the output in %s', (_, before, after) => expect(replace(before, 'b', 'c')).toBe(after));

  it('keeps lines that stay as they are in the file, and writes what is new as it is written there', () => {
    const text = '<pre>\r\n$ ip link\r\n<b>1:</b> lo: &lt;UP&gt;  \r\nold\r\n</pre>\r\n';
    expect(replace(text, '1: lo: <UP>', '2: a: <UP> & more')).toBe(text.replace('old', '2: a: &lt;UP&gt; &amp; more'));
    expect(replace('    $ ls\n    a  \n    b\n', 'a', 'c')).toBe('    $ ls\n    a  \n    c\n');
  });

  it.each([
    ['would be a command', '```console\n$ ls\na\n```\n', ['$ reboot']],
    ['would end the block', '```console\n$ ls\na\n```\n\n```console\n$ true\n```\n', ['```', 'b']],
    ['would be an indented block no more', '    $ ls\n    a\n', ['', '', '$ true']],
  ])('refuses what %s', (_, text, lines) => {
    const change = changeOf(text, lines);
    expect(replaceOutputs('lesson.md', text, [change], {})).toEqual({ text, done: [], refused: [change] });
  });

  it('does what it can of several changes', () => {
    const text = '```console\n$ ls\na\n$ pwd\nb\n```\n';
    const changes = [changeOf(text, ['c'], 1), changeOf(text, ['$ d'], 2)];
    const { text: written, refused } = replaceOutputs('lesson.md', text, changes, {});
    expect([written, refused]).toEqual(['```console\n$ ls\nc\n$ pwd\nb\n```\n', [changes[1]]]);
  });

  it('changes nothing but output lines, whatever is written', () => {
    const line = fc.oneof(
      fc.constantFrom('', '...', '$ x', '# x', '```', '~~~', '  a', '> q', '- item', '<!-- nslab: skip -->', '---', '\t', 'a'),
      fc.string(),
    );
    const shapes = ['```console\n%```\n', '- item\n\n  ```console\n%  ```\n', '> ```console\n%> ```\n', 'text\n\n%\n\nmore\n'];
    const prefixes = ['', '  ', '> ', '    '];
    fc.assert(
      fc.property(fc.nat(3), fc.array(line, { maxLength: 5 }), fc.boolean(), (shape, lines, isWindows) => {
        const body = ['$ ls', 'one', 'two', '$ true'].map((text) => `${prefixes[shape]}${text}\n`).join('');
        const unix = `# Title\n\n${shapes[shape]!.replace('%', body)}\nend\n`;
        const text = isWindows ? unix.replaceAll('\n', '\r\n') : unix;
        const clean = lines.map((written) => written.replaceAll(/[\r\n]/g, ''));
        const change = changeOf(text, clean);
        const { text: after } = replaceOutputs('lesson.md', text, [change], {});
        const [old, now] = [text, after].map((whole) => whole.split('\n'));
        const tail = old!.length - change.endLine;
        expect(now!.slice(0, change.line - 1)).toEqual(old!.slice(0, change.line - 1));
        expect(now!.slice(now!.length - tail)).toEqual(old!.slice(old!.length - tail));
      }),
      { numRuns: 500 },
    );
  });
});
