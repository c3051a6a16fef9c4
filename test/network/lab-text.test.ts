import fc from 'fast-check';
import { expect, it } from 'vitest';
import { labJson, labText } from '../../src/network/lab-text.js';

it('leaves text as it is', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => labText(Buffer.from(text)) === Buffer.from(text).toString()));
});

it.each([
  [[0x61, 0xff, 0x62], String.raw`a\xffb`],
  [[0xe4, 0xb8], String.raw`\xe4\xb8`],
  [[0xe4, 0xb8, 0xad, 0x80], String.raw`中\x80`],
  [[0xed, 0xa0, 0x80], String.raw`\xed\xa0\x80`],
  [[0xc0, 0xaf], String.raw`\xc0\xaf`],
])('writes bytes that are no UTF-8 as numbers: %j', (bytes, text) => {
  expect(labText(Buffer.from(bytes))).toBe(text);
});

it('reads long text with such a byte', () => {
  const text = labText(Buffer.concat([Buffer.from('中a'.repeat(1_000_000)), Buffer.from([0xff])]));
  expect(text.length).toBe(2_000_004);
});

it.each([
  [String.raw`[{"ifname":"a'b"}]`, [[{ ifname: "a'b" }]]],
  // As versions of ip(8) before 6 write it.
  [String.raw`[{"ifname":"a\'b\\\'c\n"}]`, [[{ ifname: "a'b\\'c\n" }]]],
  ['[{"ifname":"a\u0001\u001bb"}]', [[{ ifname: 'a\u0001\u001bb' }]]],
  ['[1]\n[2]\n[3', [[1], [2]]],
  ['', []],
])('reads JSON of iproute2: %s', (text, values) => {
  expect(labJson(Buffer.from(text))).toEqual(values);
});

it('keeps names apart that are no UTF-8', () => {
  const bytes = Buffer.from('["aX","aY"]');
  bytes[bytes.indexOf('X')] = 0x80;
  bytes[bytes.indexOf('Y')] = 0x81;
  expect(labJson(bytes)).toEqual([[String.raw`a\x80`, String.raw`a\x81`]]);
});
