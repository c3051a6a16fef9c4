import { describe, expect, it } from 'vitest';
import { explain, NslabError } from '../../src/errors.js';
import { parseLesson } from '../../src/lesson/parse-lesson.js';
import { readVariants } from '../../src/lesson/variants/read-variants.js';
import type { Variant } from '../../src/lesson/variants/variant.js';
import { variantsOfLesson } from '../../src/lesson/variants/variants-of-lesson.js';
import { session } from '../engine/lab-trial.js';

const lesson = parseLesson('l.md', session('$ ip netns add ns1', '$ ip netns list', '$ ip netns add ns2', '$ ip netns list'));
const causes = ['other-name', 'nothing-changed'];

function read(...lines: string[]): readonly Variant[] {
  return variantsOfLesson(readVariants('l.variants.yaml', lines.join('\n')), lesson, causes);
}

function error(...lines: string[]): string {
  try {
    read(...lines);
  } catch (thrown) {
    if (thrown instanceof NslabError) return explain(thrown);
    throw thrown;
  }
  return 'no error';
}

const wrongOne = (variant: string): string => error('steps:', '  - step: ip netns add ns1', '    wrong:', `      - ${variant}`);

it('reads every way to write a variant', () => {
  const list = [
    'lesson: l.md',
    'steps:',
    '  - step: ip netns add ns1',
    '    right:',
    '      - ip netns a ns1',
    '      - [touch /run/netns/ns1, unshare --net=/run/netns/ns1 true]',
    '      - { type: ip netns add a, names: { ns1: a }, extras: true, why: it is free }',
    '    wrong:',
    '      - { type: ip netns add ns-1, cause: other-name }',
    '      - { type: [ip netns add ns1, ip netns del ns1], cause: [nothing-changed, other-name] }',
    '  - step: ip netns list',
    '    occurrence: 2',
    '    neither:',
    '      - |',
    '        for n in 1 2; do',
    '          echo $n',
    '        done',
  ];
  const [first, second] = [lesson.steps[0]!, lesson.steps[3]!];
  const plain = { causes: [], names: {}, hasExtras: null, why: null };
  const right = { ...plain, step: first.key, id: 1, kind: 'right' };
  const wrong = { ...right, kind: 'wrong' };
  expect(read(...list)).toEqual([
    { ...right, commands: ['ip netns a ns1'], line: 5 },
    { ...right, commands: ['touch /run/netns/ns1', 'unshare --net=/run/netns/ns1 true'], line: 6 },
    { ...right, commands: ['ip netns add a'], names: { ns1: 'a' }, hasExtras: true, why: 'it is free', line: 7 },
    { ...wrong, commands: ['ip netns add ns-1'], causes: ['other-name'], line: 9 },
    { ...wrong, commands: ['ip netns add ns1', 'ip netns del ns1'], causes: ['nothing-changed', 'other-name'], line: 10 },
    { ...plain, step: second.key, id: 4, kind: 'neither', commands: ['for n in 1 2; do\n  echo $n\ndone\n'], line: 14 },
  ]);
  expect(readVariants('l.variants.yaml', list.join('\n')).written.lesson).toBe('l.md');
});

it('finds a step by its key', () => {
  expect(read('steps:', `  - step: ${lesson.steps[2]!.key}`, '    right: [ip netns a ns2]')).toMatchObject([{ id: 3 }]);
});

describe('says what is wrong, where, and what to try', () => {
  it.each([
    ['steps: [', 'l.variants.yaml:1:9: invalid list of variants: '],
    ['', 'l.variants.yaml:1:1: unexpected content, expected `steps` (variants)\n  try: `steps` is a list'],
    ['- a', 'l.variants.yaml:1:1: unexpected content, expected `steps` (variants)'],
    ['lesson: a.md', 'l.variants.yaml:1:1: unexpected end, expected `steps` (variants)'],
    ['steps: []', 'l.variants.yaml:1:8: unexpected value `[]` for `steps` (setting-value)'],
    ['steps:\n  - right: [a]', 'l.variants.yaml:2:5: unexpected end, expected `step` (variants)\n  try: `step` is a command of the lesson'],
    ['step: a\nsteps:\n  - step: a', 'l.variants.yaml:1:1: unknown key `step` (unknown-setting)'],
    [
      'steps:\n  - step: ip netns add ns1\n    rigth: [a]',
      'l.variants.yaml:3:5: unknown key `rigth` (unknown-setting)\n  try: did you mean `right`?',
    ],
    [
      'steps:\n  - step: ip netns add ns1\n    right: a',
      'l.variants.yaml:3:12: unexpected value `a` for `right` (setting-value)\n  try: `right` is a list',
    ],
    [
      'steps:\n  - step: ip netns add ns3\n    right: [a]',
      'l.variants.yaml:2:11: the lesson has no step `ip netns add ns3` (variants)\n  try: did you mean `ip netns add ns1`?',
    ],
    ['steps:\n  - step: curl example.org\n    right: [a]', 'expected'],
    [
      'steps:\n  - step: ip netns list\n    right: [a]',
      'l.variants.yaml:2:11: the lesson has the step `ip netns list` 2 times (variants)\n  try: say which one: `occurrence: 1` to `occurrence: 2`',
    ],
    [
      'steps:\n  - step: ip netns list\n    occurrence: 3',
      'l.variants.yaml:3:17: the lesson has the step `ip netns list` 2 times (variants)',
    ],
    [
      'steps:\n  - step: ip netns add ns1\n    occurrence: 2',
      'l.variants.yaml:3:17: the lesson has the step `ip netns add ns1` once (variants)\n  try: take `occurrence` away',
    ],
    [
      'steps:\n  - step: ip netns add ns1\n    occurrence: 0',
      'l.variants.yaml:3:17: unexpected value `0` for `occurrence` (setting-value)',
    ],
    ['steps:\n  - step: *a', 'l.variants.yaml:'],
  ])('%j', (text, message) => {
    expect(error(...text.split('\n'))).toContain(message === 'expected' ? 'try: write the command as the lesson has it' : message);
  });

  it.each([
    ['true', 'l.variants.yaml:4:9: unexpected value `true` for `wrong` (setting-value)\n  try: `wrong` is a list of commands'],
    ['true', 'put a command that is a single word like `true` in quotes'],
    ['" "', 'l.variants.yaml:4:9: unexpected value ` ` for `wrong`'],
    ['[]', 'l.variants.yaml:4:9: unexpected value `[]` for `wrong`'],
    ['[ls, 1]', 'l.variants.yaml:4:14: unexpected value `1` for `wrong`'],
    ['{ cause: other-name }', 'l.variants.yaml:4:9: unexpected end, expected `type` (variants)'],
    ['{ type: ls, cause: other-nam }', 'l.variants.yaml:4:28: unknown cause `other-nam` (variants)\n  try: did you mean `other-name`?'],
    ['{ type: ls, cause: bad-luck }', 'unknown cause `bad-luck` (variants)\n  try: docs/own-commands.md'],
    ['{ type: ls, cuase: other-name }', 'l.variants.yaml:4:21: unknown key `cuase` (unknown-setting)\n  try: did you mean `cause`?'],
    [
      '{ type: ls, extras: yes please }',
      'l.variants.yaml:4:29: unexpected value `yes please` for `extras` (setting-value)\n  try: `extras` is true or false',
    ],
    ['{ type: ls, why: first, then that }', 'l.variants.yaml:4:33: unexpected key `then that` without a value'],
    ['{ type: ls, names: [a] }', 'l.variants.yaml:4:28: unexpected value `["a"]` for `names`'],
  ])('a variant %s', (variant, message) => {
    expect(wrongOne(variant)).toContain(message);
  });

  it('a cause of what is right', () => {
    const message = error('steps:', '  - step: ip netns add ns1', '    right:', '      - { type: ls, cause: other-name }');
    expect(message).toContain('l.variants.yaml:4:21: unknown key `cause` (unknown-setting)');
  });
});
