import { expect, it } from 'vitest';
import { alignOutput } from '../../src/verify/align-output.js';
import { emptyCorrespondence } from '../../src/verify/correspondence.js';

const align = (documented: string, real: string): ReturnType<typeof alignOutput> =>
  alignOutput(documented.split('\n'), real.split('\n'), { namespace: 'host', arrangement: 'lines' }, emptyCorrespondence);

it('faces equal lines and names the words in which others differ', () => {
  expect(align('a\nb 1 c\nd', 'a\nb 2 c\nd')).toEqual([
    { kind: 'same', documented: 'a', real: 'a' },
    {
      kind: 'different',
      documented: 'b 1 c',
      real: 'b 2 c',
      words: [{ documented: '1', real: '2', kind: 'text', stoodFor: undefined, cameFrom: undefined }],
    },
    { kind: 'same', documented: 'd', real: 'd' },
  ]);
});

it('shows missing, unexpected and elided lines', () => {
  expect(align('a\nb', 'a').at(-1)).toEqual({ kind: 'missing', documented: 'b' });
  expect(align('a', 'a\nb').at(-1)).toEqual({ kind: 'unexpected', real: 'b' });
  expect(align('...\nb', 'x\ny\nc')[0]).toEqual({ kind: 'elided', documented: '...', realLines: 2 });
});

it('finds the line at which values stop to correspond, though each line agrees by itself', () => {
  const [first, second] = align('a 02:00:00:00:00:01\nb 02:00:00:00:00:01', 'a 02:00:00:00:00:0a\nb 02:00:00:00:00:0b');
  expect(first).toMatchObject({ kind: 'same' });
  expect(second).toMatchObject({ kind: 'different', words: [{ kind: 'mac', stoodFor: '02:00:00:00:00:0a' }] });
});

it('shows blanks where they count', () => {
  const lines = alignOutput(['a  b', 'c'], ['a b', 'c'], { namespace: 'host', level: 'exact' }, emptyCorrespondence);
  expect(lines).toEqual([
    { kind: 'missing', documented: 'a  b' },
    { kind: 'unexpected', real: 'a b' },
    { kind: 'same', documented: 'c', real: 'c' },
  ]);
});

it('leaves the rest of a long output out, and counts it', () => {
  const long = Array.from({ length: 1000 }, (_, index) => `${index}`).join('\n');
  expect(align('0\nx', long).at(-1)).toEqual({ kind: 'more', realLines: 948 });
  expect(align('0\n...\nx', long).at(-1)).toMatchObject({ kind: 'different', documented: 'x', real: '999' });
});

it('says what the real value was documented as, and shows what differs only in form as equal', () => {
  const [, second] = align('a 02:00:00:00:00:01\nb 02:00:00:00:00:02', 'a 02:00:00:00:00:0a\nb 02:00:00:00:00:0a');
  expect(second).toMatchObject({ words: [{ kind: 'mac', stoodFor: undefined, cameFrom: '02:00:00:00:00:01' }] });
  const old = '1: lo: <UP> mtu 9000 state UP\n    link/loopback';
  const now = '1: lo: <UP> mtu 1500 state UP mode DEFAULT group default qlen 1000\n    link/loopback';
  expect(align(old, now)[0]).toMatchObject({ kind: 'different', words: [{ documented: '9000', real: '1500' }] });
});
