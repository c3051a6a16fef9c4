import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Chalk } from 'chalk';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { showMarkdown } from '../../src/tutor/markdown/show-markdown.js';

const golden = path.join(import.meta.dirname, 'markdown');
const bare = new Chalk({ level: 0 });
const coloured = new Chalk({ level: 1 });

const show = (markdown: string, columns = 60, more: { isPlain?: boolean; language?: 'en' | 'zh' } = {}): string =>
  showMarkdown(markdown, { columns, paint: bare, isPlain: false, language: 'en', ...more });

describe.each(['en', 'zh'] as const)('everything in %s', (language) => {
  const markdown = readFileSync(path.join(golden, `everything-${language}.md`), 'utf8');

  it.each([20, 60, 80, 160])('in %i columns', async (columns) => {
    const look = { columns, isPlain: false, language };
    await expect(`${showMarkdown(markdown, { ...look, paint: bare })}\n`).toMatchFileSnapshot(
      path.join(golden, `${language}-${columns}.txt`),
    );
    const inColour = showMarkdown(markdown, { ...look, paint: coloured }).replaceAll('\u001B', '␛');
    await expect(`${inColour}\n`).toMatchFileSnapshot(path.join(golden, `${language}-${columns}-colour.txt`));
  });

  it('for screen readers, whatever the columns are', async () => {
    const look = { paint: bare, isPlain: true, language };
    const plain = showMarkdown(markdown, { ...look, columns: 60 });
    await expect(`${plain}\n`).toMatchFileSnapshot(path.join(golden, `${language}-plain.txt`));
    expect(showMarkdown(markdown, { ...look, columns: 160 })).toBe(plain);
    expect(plain).not.toMatch(/[\u2500-\u257F•]/);
  });
});

describe('lines', () => {
  it.each([
    ['one\ntwo *three* **four** `five *six*`', 'one two three four `five *six*`'],
    ['he said “yes”\nand left', 'he said “yes” and left'],
    ['he said\n“yes”', 'he said “yes”'],
    ['一根网线\n两台机器，\nCPU 和\nPod 相连', '一根网线两台机器，CPU 和 Pod 相连'],
    ['**一根**\n网线\n`lo`\n启用', '一根网线 `lo` 启用'],
    ['叫作\n“宿主机”', '叫作“宿主机”'],
    ['- one\n  goes on\n- two', '• one goes on\n• two'],
    ['a\n\nb', 'a\n\nb'],
    ['\n\na\n\n', 'a'],
    ['', ''],
    ['root@oak:~$ cd a/~ b', 'root@oak:~$ cd a/~ b'],
    ['ip netns exec <name> <command>', 'ip netns exec <name> <command>'],
    ['<p align="center">words</p>', 'words'],
    ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a; b\nc'],
    ['---\ntitle: no\n---\nyes', 'yes'],
    ['---\n\nyes\n\n---', `${'─'.repeat(40)}\n\nyes\n\n${'─'.repeat(40)}`],
    ['    goes on in a list\n\nout of it', 'goes on in a list\n\nout of it'],
    [`${'='.repeat(80)}\nwords`, `${'='.repeat(20)} words`],
    ['two\nlines\n===', `two lines\n${'─'.repeat(40)}`],
  ])('%j', (markdown, shown) => expect(show(markdown)).toBe(shown));

  it('are filled to the width, and to 88 columns at most', () => {
    const text = `${'网'.repeat(150)}\n${'word '.repeat(60)}`;
    for (const [columns, most] of [
      [40, 40],
      [200, 88],
    ] as const) {
      const lines = show(text, columns).split('\n');
      expect(Math.max(...lines.map((line) => stringWidth(line)))).toBe(most);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(/\s/g, ''));
    }
  });

  it('keep marks of Chinese where they belong', () => {
    expect(show('一二三四五六七八九十，甲', 20)).toBe('一二三四五六七八九\n十，甲');
    expect(show('一二三四五六七八九（甲）', 20)).toBe('一二三四五六七八九\n（甲）');
    expect(show('a一二三四五六七八九——甲', 20)).toBe('a一二三四五六七八九\n——甲');
  });

  it('do not break code that fits on one, and break longer code at blanks', () => {
    expect(show('see `ip netns exec ns1` there', 24)).toBe('see `ip netns exec ns1`\nthere');
    expect(show('see `ip netns exec ns1 ip link set lo up`', 24)).toBe('see `ip netns exec ns1\nip link set lo up`');
  });

  it('of code are left as they are', () => {
    const command = `echo ${'long '.repeat(30)}end`;
    expect(show(`\`\`\`sh\n${command}\n\`\`\``)).toBe(`    ${command}`);
  });
});

describe('what is hostile', () => {
  it.each([
    ['bad \u001B[2J text', 'bad  text'],
    ['bad &#27;[2J text', 'bad \uFFFD[2J text'],
    ['bad &#x9b;2J `\u009B2J` text', 'bad \uFFFD2J `2J` text'],
    ['<div>bad &#27;[2J&#x9b; text</div>', 'bad text'],
    ['a\u202Eb\u2066c', 'abc'],
  ])('%j', (markdown, shown) => expect(show(markdown).replaceAll(/ +/g, ' ')).toBe(shown.replaceAll(/ +/g, ' ')));

  it('has its address shown, without what a terminal would obey', () => {
    expect(show('[bank](<https://evil.example/&#27;]8;;x&#7;y>)')).toBe('bank <https://evil.example/\uFFFD]8;;x\uFFFDy>');
  });

  it('may be nested deeper than calls may', () => {
    expect(show(`${'>'.repeat(9000)} deep`)).toContain('deep');
    expect(show(`${'- '.repeat(200)} deep`, 40)).toContain('deep');
  });

  it('may be long', () => {
    expect(show('[a](b '.repeat(10_000))).toContain('[a](b');
  });
});

it('says addresses once, and none for places within the page', () => {
  expect(show('[a](x.md), [b](x.md), [c](#c), https://example.org')).toBe('a <x.md>, b, c, https://example.org');
  expect(show('[a](x.md), ![b](b.png)', 60, { isPlain: true, language: 'zh' })).toBe('a (x.md), [图：b] (b.png)');
});

it('shows a table as words where it has no room', () => {
  const table = `| one | two |\n| --- | --- |\n| ${'a'.repeat(20)} | ${'b'.repeat(20)} |`;
  expect(show(table, 43)).toContain(' │ ');
  expect(show(table, 42)).toBe(`one: ${'a'.repeat(20)}\ntwo: ${'b'.repeat(20)}`);
});
