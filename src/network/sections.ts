/** A piece of what the reader answers: a line `NAME WORDS… LENGTH` and so many bytes. */
export interface Section {
  readonly name: string;
  readonly words: readonly string[];
  readonly bytes: Buffer;
}

const newline = 10;

/** The head of the section that begins at `from`; `undefined` while the line has not ended. */
export function sectionHead(
  bytes: Buffer,
  from = 0,
): { readonly name: string; readonly words: readonly string[]; start: number; end: number } | undefined {
  const lineEnd = bytes.indexOf(newline, from);
  if (lineEnd === -1) return undefined;
  const words = bytes.toString('latin1', from, lineEnd).split(' ');
  const length = Number(words.pop());
  const [name = '', ...others] = words;
  return { name, words: others, start: lineEnd + 1, end: lineEnd + 1 + length };
}

/** Cuts bytes into the sections that they consist of; one that is broken off at the end is left out. */
export function readSections(bytes: Buffer): readonly Section[] {
  const sections: Section[] = [];
  let at = 0;
  while (at < bytes.length) {
    const head = sectionHead(bytes, at);
    if (!head || !(head.end <= bytes.length)) break;
    sections.push({ name: head.name, words: head.words, bytes: bytes.subarray(head.start, head.end) });
    at = head.end;
  }
  return sections;
}
