const escapes: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  E: 27,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  '\\': 92,
  "'": 39,
  '"': 34,
  '?': 63,
};

/**
 * The text that bash has quoted by `${…@Q}` (bash(1), parameter transformation): `'…'` with `\'` between, or `$'…'` with escapes for what can't
 * be printed. `null` when it is not of that form, or no UTF-8.
 */
export function unquote(quoted: string): string | null {
  const bytes: Buffer[] = [];
  const part = /\$'((?:[^'\\]|\\[^])*)'|'([^']*)'|\\([^])/gy;
  let end = 0;
  for (const match of quoted.matchAll(part)) {
    end = match.index + match[0].length;
    bytes.push(match[1] === undefined ? Buffer.from(match[2] ?? match[3]!) : unescape(match[1]));
  }
  if (end !== quoted.length) return null;
  try {
    return new TextDecoder('utf8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(bytes));
  } catch {
    return null;
  }
}

function unescape(text: string): Buffer {
  const bytes: Buffer[] = [];
  for (const [, octal, letter, plain] of text.matchAll(/\\([0-7]{1,3})|\\([^])|([^\\]+)/g)) {
    if (octal !== undefined) bytes.push(Buffer.from([Number.parseInt(octal, 8) & 0xff]));
    else if (letter === undefined) bytes.push(Buffer.from(plain!));
    else bytes.push(escapes[letter] === undefined ? Buffer.from(`\\${letter}`) : Buffer.from([escapes[letter]]));
  }
  return Buffer.concat(bytes);
}
