import { expect, it } from 'vitest';
import { cleanOutput } from '../../src/verify/clean-output.js';

it.each([
  ['plain\n', 'plain\n'],
  ['\u001B[1;31mred\u001B[0m', 'red'],
  ['\u001B]0;title\u0007text', 'text'],
  ['\u001B]8;;http://x\u001B\\link\u001B]8;;\u001B\\', 'link'],
  ['\u001B[?2004htext', 'text'],
  ['\u001B(Btext', 'text'],
  ['a\r\nb\r\r\nc', 'a\nb\nc'],
  ['10%\r20%\r100%\ndone', '100%\ndone'],
  ['long text\rab', 'abng text'],
  ['a\u0000\u0008b\u009B', 'ab'],
  ['汉字\t表', '汉字\t表'],
])('%j is seen as %j', (raw, shown) => expect(cleanOutput(raw)).toBe(shown));
