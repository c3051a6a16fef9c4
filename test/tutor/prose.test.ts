import { Chalk } from 'chalk';
import { expect, it } from 'vitest';
import { showProse } from '../../src/tutor/prose.js';

const plain = new Chalk({ level: 0 });

it.each([
  ['one\ntwo *three* **four** `five *six*`', 'one two three four five *six*'],
  ['he said “yes”\nand left', 'he said “yes” and left'],
  ['一根网线\n两台机器，\nCPU 和\nPod 相连', '一根网线两台机器，CPU 和 Pod 相连'],
  ['- one\n  goes on\n- two', '- one goes on\n- two'],
  ['| a | b |\n| --- | --- |', '| a | b |\n| --- | --- |'],
  ['a\n\nb', 'a\n\nb'],
  ['bad \u001B[2J text', 'bad  text'],
])('%j', (markdown, shown) => expect(showProse(markdown, 60, plain)).toBe(shown));

it('fills lines to the width, Chinese ones too', () => {
  const text = showProse('网'.repeat(50) + '\n' + 'word '.repeat(30), 40, plain);
  expect(
    Math.max(...text.split('\n').map((line) => Array.from(line).reduce((sum, character) => sum + (character > '\u2E80' ? 2 : 1), 0))),
  ).toBeLessThanOrEqual(40);
  expect(text.replaceAll(/\s/g, '')).toBe('网'.repeat(50) + 'word'.repeat(30));
});

it('indents what goes on below an item of a list', () => {
  expect(showProse(`- ${'word '.repeat(12)}`, 30, plain)).toBe('- word word word word word\n  word word word word word\n  word word');
});
