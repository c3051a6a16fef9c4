import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unquote } from '../../../src/lab/unquote.js';

function quoteInBash(text: string, locale: string): string {
  return execFileSync('bash', ['--norc', '-c', 'printf %s "${1@Q}"', 'bash', text], { env: { LC_ALL: locale }, encoding: 'utf8' });
}

it.each(['', 'a b', "it's", "''", '$x `y` "z" \\', 'a\nb\n', '\t\u0001\u001B[A\u007F', '你好 🐧 é', "\\'", "'\\''", '\u0085\u00AD\u2028'])(
  '%j',
  (text) => {
    for (const locale of ['C.UTF-8', 'C']) expect(unquote(quoteInBash(text, locale))).toBe(text);
  },
);

it('gives back whatever bash has quoted', () => {
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom("'", '\\', '\n', '$', '\u001B', '好', '0', '7'),
      fc.string({ minLength: 1, maxLength: 1, unit: 'grapheme' }),
    ),
  });
  fc.assert(
    fc.property(
      text.filter((one) => !one.includes('\0')),
      (one) => unquote(quoteInBash(one, 'C.UTF-8')) === one,
    ),
    { numRuns: 60 },
  );
});

it.each(["'a", "a'", "$'a", "'a'b", "$'\\377'", '"a"'])('refuses %s', (quoted) => {
  expect(unquote(quoted)).toBe(null);
});
