import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** One command with its documented and its real output; without outputs where it only acts. */
interface Pair {
  readonly line: number;
  readonly command: string;
  readonly shell: string;
  readonly verdict: string;
  readonly documented: readonly string[];
  readonly real: readonly string[];
}

/** Pairs that follow one another in one lesson. */
export interface Case {
  readonly file: string;
  readonly name: string;
  readonly pairs: readonly Pair[];
}

/** Reads the corpus: `# name` begins a case, `command:`, `shell:` and `verdict:` a pair, `-` documented and `+` real lines follow. */
export function readCorpus(folder: string): Case[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .flatMap((file) => readCases(file, readFileSync(path.join(folder, file), 'utf8')));
}

function readCases(file: string, text: string): Case[] {
  const cases: { file: string; name: string; pairs: (Pair & { documented: string[]; real: string[] })[] }[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const pair = cases.at(-1)?.pairs.at(-1);
    if (line.startsWith('# ')) cases.push({ file, name: line.slice(2), pairs: [] });
    else if (line.startsWith('command: '))
      cases
        .at(-1)!
        .pairs.push({ line: index + 1, command: line.slice('command: '.length), shell: 'host', verdict: '', documented: [], real: [] });
    else if (line.startsWith('shell: ')) Object.assign(pair!, { shell: line.slice('shell: '.length) });
    else if (line.startsWith('verdict: ')) Object.assign(pair!, { verdict: line.slice('verdict: '.length) });
    else if (/^-( |$)/.test(line)) pair!.documented.push(line.slice(2));
    else if (/^\+( |$)/.test(line)) pair!.real.push(line.slice(2));
    else if (!/^(?:why: .*)?$/.test(line)) throw new Error(`${file}:${index + 1}: unexpected line ${line}`);
  }
  return cases;
}
