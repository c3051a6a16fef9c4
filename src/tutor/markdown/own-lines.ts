/** A piece of a lesson by itself: without front matter, and without the indent that it has from a list which it goes on. */
export function ownLines(markdown: string): string {
  return withoutIndent(withoutFrontMatter(markdown));
}

/** Only what has keys is front matter; a piece may begin with a line between paragraphs as well. */
function withoutFrontMatter(markdown: string): string {
  const [matter] = /^(---|\+\+\+)[ \t]*\n(?:[\w-]+[ \t]*[:=]|#)[^]*?\n\1[ \t]*(?:\n|$)/.exec(markdown) ?? [''];
  return markdown.slice(matter.length);
}

/** Text after code in a list is indented as the list is; by itself it would be read as code. Less far out, the list goes on. */
function withoutIndent(markdown: string): string {
  const lines = markdown.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  const indent = indentOf(lines[first] ?? '');
  if (indent === 0) return markdown;
  const end = lines.findIndex((line, index) => index > first && line.trim() !== '' && indentOf(line) < indent);
  const own = lines.slice(first, end === -1 ? lines.length : end).map((line) => line.slice(indent));
  if (end === -1) return own.join('\n');
  // Items that the first belongs to, and others of the same list, are not text that goes on.
  const isItem = /^(?:[-*+]|\d+[.)])\s/.test(own[0]!);
  if (isItem) return lines.map((line) => line.slice(Math.min(indentOf(line), indentOf(lines[end]!)))).join('\n');
  return [...own, '', withoutIndent(lines.slice(end).join('\n'))].join('\n');
}

function indentOf(line: string): number {
  return /^ */.exec(line)![0].length;
}
