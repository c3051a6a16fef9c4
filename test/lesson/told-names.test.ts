import { expect, it } from 'vitest';
import { toldNames } from '../../src/lesson/known/told-names.js';
import { parseLesson } from '../../src/lesson/parse-lesson.js';

const lesson = [
  '# Two rooms and wire0',
  '',
  'We make the namespace **ns-left**, with the link `veth-l@veth-r`. See [more](other-page.md).',
  '',
  '| link | where |',
  '| --- | --- |',
  '| `eth0.100` | right_room |',
  '',
  '```text',
  '[ box1 ]---[ box2 ]',
  '```',
  '',
  '```console',
  '$ ip netns add hidden1',
  '$ ip netns list',
  'hidden1',
  '```',
  '',
  '<!-- nslab: expect namespace stated1 -->',
  '',
  '接口是 `br-zh`，在中文里。',
].join('\n');

it('takes names from what readers read, and not from commands and outputs', () => {
  const told = toldNames(parseLesson('lesson.md', lesson));
  for (const name of ['wire0', 'ns-left', 'veth-l', 'veth-r', 'eth0.100', 'right_room', 'box1', 'box2', 'stated1', 'br-zh'])
    expect([name, told.has(name)]).toEqual([name, true]);
  for (const name of ['hidden1', 'other-page', 'netns']) expect([name, told.has(name)]).toEqual([name, false]);
});
