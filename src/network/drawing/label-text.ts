/**
 * The text of Mermaid's labels. Structure is looked for in the text as it is written, with its entities, and only then words are decoded: so a name that has
 * a blank, a quote or the look of something else in it stays one word.
 */

/** The lines of a label, without markup. */
export function labelLines(label: string): string[] {
  return withoutMarkdown(label)
    .replaceAll(/<br\s*\/?>/gi, '\n')
    .replaceAll('\\n', '\n')
    .replaceAll(/<\/?[a-z][^<>]*>/gi, '')
    .replaceAll(/&nbsp;|#nbsp;/g, ' ')
    .replaceAll(/\bfa[bklrs]?:fa-[\w-]+|(?![#*\d])[\p{Emoji}\uFE0F]/gu, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** What stands between backticks in quotes is Markdown: emphasis goes, lines stay. */
function withoutMarkdown(label: string): string {
  const text = /^\s*`([^]*)`\s*$/.exec(label)?.[1];
  return text === undefined
    ? label
    : text.replaceAll(/(\*{1,3}|(?<!\w)_{1,2})(\S(?:[^\n]*?\S)?)\1/g, '$2').replaceAll(/`([^`\n]*)`/g, '$1');
}

const named: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>', apos: "'", nbsp: '\u00A0', num: '#' };

export function decodeWord(word: string): string {
  return word.replaceAll(/[#&]#?(\w+);/g, (whole, name: string) => {
    if (!/^\d+$/.test(name)) return named[name] ?? whole;
    return Number(name) <= 0x10_ff_ff ? String.fromCodePoint(Number(name)) : whole;
  });
}

/** A name as one word that no reader takes for anything else: of signs, only those inside of it stay, and none that a reader takes for an ornament. */
export function encodeWord(word: string): string {
  return hideKeywords(
    word.replaceAll(/[^\p{L}\p{M}\p{N}._-]|(?!\d)[\p{Emoji}\uFE0F]|^\p{M}|^[._-]|[._-]$|(?<=[._-])[._-]/gu, encodeLetter),
  );
}

/** Some words. Signs that people write in prose stay, and single blanks inside. */
export function encodePhrase(phrase: string): string {
  return hideKeywords(
    phrase.replaceAll(
      /[^\p{L}\p{M}\p{N}.:/,=()@ _-]|(?!\d)[\p{Emoji}\uFE0F]|^[^\p{L}\p{N}(]|[ _,.:-]$|(?<= )[ _-]|(?<=[_-])[ _-]|_(?= )|\.(?= )/gu,
      encodeLetter,
    ),
  );
}

/** The plainest form of a name that is read as what it is: as it is but for signs, or letter by letter when it looks like something else. */
export function clearWord(word: string, isClear: (encoded: string) => boolean): string {
  const plain = encodeWord(word);
  return isClear(plain) ? plain : word.replaceAll(/[^]/gu, encodeLetter);
}

function encodeLetter(letter: string): string {
  return `#${letter.codePointAt(0)};`;
}

/** Mermaid 9 and 10 cut a semicolon that follows these words, a colon and a number sign. */
function hideKeywords(text: string): string {
  return text.replaceAll(/style|classDef/g, (word) => `#${word.codePointAt(0)};${word.slice(1)}`);
}
