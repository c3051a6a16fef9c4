import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyCorrespondence } from '../../src/verify/correspondence.js';
import { matchOutput, type OutputContext } from '../../src/verify/match-output.js';
import { updateOutput } from '../../src/verify/update-output.js';
import path from 'node:path';
import { OutputStory } from '../../src/engine/output-story.js';
import { readCorpus } from './corpus-cases.js';

const context: OutputContext = { namespace: 'host' };

function updated(documented: string, real: string, where: OutputContext = context): string | undefined {
  return updateOutput(documented.split('\n'), real.split('\n'), where, emptyCorrespondence)?.join('\n');
}

describe('updateOutput', () => {
  it.each([
    ['a line that differs', 'a\nb\nc', 'a\nx\nc', 'a\nx\nc'],
    ['a line more', 'a\nc', 'a\nb\nc', 'a\nb\nc'],
    ['a line less', 'a\nb\nc', 'a\nc', 'a\nc'],
    ['only the words that differ', 'mtu  1500   up', 'mtu 1400 up', 'mtu  1400   up'],
    ['elisions', 'a\n...\nd', 'a\nb\nc\nx', 'a\n...\nx'],
    ['an elision at the end of a line', 'mtu 1500 ...', 'mtu 1400 qdisc noop', 'mtu 1400 ...'],
    [
      'the line that is meant beside an elision',
      'link/loopback\n...\n    inet 10.4.0.1/16 ...\n...',
      'link/loopback\n  a\n  b\n    inet 10.4.0.1/24 scope global y\n  c',
      'link/loopback\n...\n    inet 10.4.0.1/24 ...\n...',
    ],
    ['capital letters', 'x [8A:FD:DF:16:C7:53]  y 1', 'x [36:1D:BE:22:66:7B] y 2', 'x [8A:FD:DF:16:C7:53]  y 2'],
    ['durations', 'x ttl=63 time=0.05 ms', 'x ttl=64 time=0.07 ms', 'x ttl=64 time=0.05 ms'],
    [
      'values that stand for real ones',
      '2: a: <UP> mtu 1500\n    link/ether 02:00:00:00:00:01 brd ff:ff:ff:ff:ff:ff',
      '7: a: <UP> mtu 1400\n    link/ether 02:00:00:00:00:09 brd ff:ff:ff:ff:ff:ff',
      '2: a: <UP> mtu 1400\n    link/ether 02:00:00:00:00:01 brd ff:ff:ff:ff:ff:ff',
    ],
    [
      'what it has lost of its indentation',
      '1: lo: <UP> mtu 1\nlink/loopback',
      '1: lo: <UP> mtu 1\n    link/loopback\n    inet x',
      '1: lo: <UP> mtu 1\nlink/loopback\ninet x',
    ],
    ['an output that is no more', 'a', '', ''],
  ])('keeps or takes %s', (_, documented, real, expected) => expect(updated(documented, real)).toBe(expected));

  it('gives a new link an index that is still free', () => {
    const line = (index: number, name: string): string => `${index}: ${name}: <UP> mtu 1500`;
    const text = updated([line(3, 'a'), line(2, 'b')].join('\n'), [line(2, 'a'), line(5, 'b'), line(3, 'c')].join('\n'));
    expect(text).toBe([line(3, 'a'), line(2, 'b'), line(4, 'c')].join('\n'));
  });

  it('adds to a list in no order what is missing, and keeps the rest', () => {
    expect(updated('ns2\nns3', 'ns1\nns2', { ...context, arrangement: 'any-order' })).toBe('ns2\nns1');
  });
});

const words = fc.constantFrom(
  'a',
  'b',
  '1: x: <UP>',
  '02:00:00:00:00:01',
  '02:00:00:00:00:02',
  '  deep',
  '',
  'time=1.5 ms',
  'net:[4026532001]',
  'net:[4026532002]',
);
const lines = fc.array(words, { maxLength: 8 });
const elided = fc.array(fc.oneof(words, fc.constantFrom('...', 'a ...', '... b')), { maxLength: 8 });

it.each(['volatile', 'contains', 'exact'] as const)(
  'makes any output match, at the level %s, and changes nothing a second time',
  (level) => {
    fc.assert(
      fc.property(elided, lines, fc.constantFrom('lines', 'any-order', 'words'), (documented, real, arrangement) => {
        const where: OutputContext = { ...context, level, arrangement };
        const once = updateOutput(documented, real, where, emptyCorrespondence)!;
        expect(matchOutput(once, real, where, emptyCorrespondence).outcome).toBe('same');
        expect(updateOutput(once, real, where, emptyCorrespondence)).toEqual(once);
      }),
      { numRuns: 1000 },
    );
  },
);

it('makes every output of the corpus true', () => {
  for (const { file, pairs } of readCorpus(path.resolve(import.meta.dirname, 'corpus'))) {
    const story = new OutputStory();
    for (const { line, command, shell, verdict, documented, real } of pairs) {
      const where = story.contextOf(command, shell);
      const { correspondence } = story;
      const text = verdict === '' ? undefined : updateOutput(documented, real, where, correspondence);
      const match = text && matchOutput(text, real, where, correspondence);
      expect([file, line, match?.outcome]).toEqual([file, line, verdict === '' ? undefined : 'same']);
      story.note(command, shell, match?.correspondence ?? correspondence);
    }
  }
});
