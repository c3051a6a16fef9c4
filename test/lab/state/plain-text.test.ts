import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainContent, plainName } from '../../../src/lab/state/plain-text.js';

describe('plain text', () => {
  it.each([
    ['a b', 'a b'],
    ['ä中💀', 'ä中💀'],
    ['a\nb\tc', String.raw`a\nb\tc`],
    ['\u001B[31m', String.raw`\x1b[31m`],
    ['\u0085\u202E\u{200B}', String.raw`\u{85}\u{202e}\u{200b}`],
    [String.raw`\x1b \y \\`, String.raw`\\x1b \y \\\ `.trim()],
  ])('of the name %j', (text, plain) => expect(plainName(Buffer.from(text))).toBe(plain));

  it('keeps bytes that are no UTF-8 apart', () => {
    expect(plainName(Buffer.from([0xff, 0x61, 0xe4, 0xb8, 0xc3, 0xa4]))).toBe(String.raw`\xffa\xe4\xb8ä`);
  });

  it('keeps lines of content, and backslashes where they can be taken for nothing else', () => {
    expect(plainContent(Buffer.from('a\\n\n\tb\r\\\u0007'))).toBe('a\\n\n\tb\\x0d\\\\\\x07');
  });

  it.each([plainName, plainContent])('is different for different bytes', (plain) => {
    const signs = fc.array(
      fc.constantFrom(0x5c, 0x78, 0x31, 0x62, 0x0a, 0x6e, 0x1b, 0x75, 0x7b, 0xff, 0xc3, 0xa4, 0xe2, 0x80, 0xae, 0x7d),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(signs, signs, (one, other) => {
        const isSame = Buffer.compare(Buffer.from(one), Buffer.from(other)) === 0;
        return (plain(Buffer.from(one)) === plain(Buffer.from(other))) === isSame;
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([plainName, plainContent])('can be read back', (plain) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(Buffer.compare(readBack(plain(Buffer.from(bytes)), plain === plainName), Buffer.from(bytes))).toBe(0);
      }),
      { numRuns: 5000 },
    );
  });
});

function readBack(text: string, isName: boolean): Buffer {
  const parts = [...text.matchAll(/\\x([0-9a-f]{2})|\\u\{([0-9a-f]+)\}|\\([nt\\])|[^]/gu)].map(([all, byte, code, letter]) => {
    if (byte !== undefined) return Buffer.from([Number.parseInt(byte, 16)]);
    if (code !== undefined) return Buffer.from(String.fromCodePoint(Number.parseInt(code, 16)));
    if (letter === undefined) return Buffer.from(all);
    if (letter === '\\') return Buffer.from(letter);
    return Buffer.from(isName ? { n: '\n', t: '\t' }[letter]! : all);
  });
  return Buffer.concat(parts);
}
