import type { Arrangement } from './match-output.js';

/** A piece of output that is compared for itself, and the line that it comes from. */
export interface Piece {
  readonly text: string;
  readonly line: number;
}

const rootsFile = /^((?:\s*\d+ +)?[-dlcbps][-rwxsStT]{9}[.+]? +\d+ +)nobody +nogroup +/;

/** Takes apart what tools print together only because it fits so, and puts together what they break: records of brctl(8), trees of lsns(8), sets of nft(8). */
export function arrangeLines(lines: readonly string[], arrangement: Arrangement = 'lines'): Piece[] {
  const pieces: Piece[] = [];
  let bridge = '';
  for (let line = 0; line < lines.length; line += 1) {
    let text = lines[line]!;
    const start = line;
    if (/\belements = \{[^}]*$/.test(text)) {
      while (line + 1 < lines.length && !text.includes('}')) text = `${text.trimEnd()} ${lines[++line]!.trim()}`;
    }
    text = text.replace(/(\belements = \{)([^}]*)(\})/, (_, open, elements: string, close) => {
      const sorted = elements.split(',').map((element) => element.trim());
      return `${open} ${sorted.toSorted().join(', ')} ${close}`;
    });
    // What belongs to root outside of a lab is shown as nobody's inside of it.
    text = text.replace(rootsFile, '$1root root ');
    if (arrangement !== 'any-order') {
      pieces.push({ text, line: start });
      continue;
    }
    if (/^\s*40265\d{5}\b/.test(text)) text = text.replace(/[└├│─]+/, '');
    const record = /^(\S+)(\s+[\da-f]{4}\.[\da-f]{12}\s+(?:yes|no))\s+(\S+)\s*$/.exec(text);
    const port = /^\s{3,}(\S+)$/.exec(text);
    if (record) {
      bridge = record[1]!;
      pieces.push({ text: `${bridge}${record[2]}`, line }, { text: `${bridge} port ${record[3]}`, line });
    } else if (port && bridge !== '') pieces.push({ text: `${bridge} port ${port[1]}`, line });
    else pieces.push({ text, line: start });
  }
  return pieces;
}
