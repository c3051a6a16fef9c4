import { isUtf8 } from 'node:buffer';

/**
 * What does more to a terminal or a reader than to show a sign: control characters, those that turn the direction of writing, those that nobody sees;
 * and the stand-ins for bytes that are no UTF-8.
 */
const special = String.raw`\u0000-\u001F\u007F-\u009F\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uDC80-\uDCFF`;
const inNames = new RegExp(String.raw`\\(?=[\\xunt${special}])|[${special}]`, 'gu');
const inContent = new RegExp(String.raw`\\(?=[\\xu]|(?![\n\t])[${special}])|(?![\n\t])[${special}]`, 'gu');
const brokenSign = 0xdc00;

/**
 * Bytes of a lab as text in one line that harms nothing: two different ones stay different. A backslash is doubled only where it could be taken for one
 * of ours.
 */
export function plainName(bytes: Buffer): string {
  return decode(bytes).replaceAll(inNames, escape);
}

/** The same for text of several lines; lines and tabs stay as they are. */
export function plainContent(bytes: Buffer): string {
  return decode(bytes).replaceAll(inContent, escape);
}

/** Whether people can read it: UTF-8 without NUL. */
export function isText(bytes: Buffer): boolean {
  return isUtf8(bytes) && !bytes.includes(0);
}

function decode(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const length = lengthAfter(bytes[at]!);
    const sign = bytes.subarray(at, at + length);
    const isSign = sign.length === length && isUtf8(sign);
    text += isSign ? sign.toString('utf8') : String.fromCharCode(brokenSign + bytes[at]!);
    at += isSign ? length : 1;
  }
  return text;
}

/** How many bytes a sign of UTF-8 has that begins with this one. */
function lengthAfter(byte: number): number {
  if (byte >= 0xf0) return 4;
  if (byte >= 0xe0) return 3;
  return byte >= 0xc0 ? 2 : 1;
}

function escape(sign: string): string {
  const code = sign.charCodeAt(0);
  if (sign === '\\') return String.raw`\\`;
  if (sign === '\n') return String.raw`\n`;
  if (sign === '\t') return String.raw`\t`;
  if (code >= brokenSign + 0x80 && code <= brokenSign + 0xff) return `\\x${(code - brokenSign).toString(16)}`;
  return code < 0x80 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}
