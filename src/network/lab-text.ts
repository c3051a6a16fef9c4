import { isUtf8 } from 'node:buffer';

/**
 * Text that comes from a lab, of bytes that may be anything: what is not UTF-8 is written as `\xHH`, so that names which differ stay different. Nothing is
 * made harmless here; whoever shows it cleans it.
 */
export function labText(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  return bytes
    .toString('latin1')
    .replaceAll(wellFormed, (match: string, _plain: string, odd: string | undefined) =>
      odd === undefined ? Buffer.from(match, 'latin1').toString('utf8') : `\\x${odd.charCodeAt(0).toString(16)}`,
    );
}

/**
 * The values in the JSON that programs of iproute2 print, one a line. They write names as they are: bytes that are no UTF-8, control characters, and
 * `'` with a backslash, none of which is JSON. A line that is broken off is left out.
 */
export function labJson(bytes: Buffer): unknown[] {
  if (bytes.length === 0) return [];
  const text = labText(bytes);
  return text.split('\n').flatMap((line) => {
    if (line === '') return [];
    try {
      return [JSON.parse(line) as unknown];
    } catch {
      return parseMended(line);
    }
  });
}

function parseMended(line: string): unknown[] {
  const mended = line
    .replaceAll(/\\(.)/gs, (match, next: string) => (`"\\/bfnrtu`.includes(next) ? match : next === "'" ? "'" : `\\\\${next}`))
    .replaceAll(/\p{Cc}/gu, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
  try {
    return [JSON.parse(mended) as unknown];
  } catch {
    return [];
  }
}

/** Runs of well-formed UTF-8 (RFC 3629) in bytes that are read as Latin-1, or one byte that belongs to none. */
const wellFormed =
  // oxlint-disable-next-line no-control-regex -- all characters are meant
  /((?:[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}){1,1000})|([\s\S])/g;
