import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Numbers from 0 to below 1; the same again for the same seed (mulberry32). */
export type Random = () => number;

export function seededRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The documents of the project: its lessons, its pages, and those written as people write them. */
export function realDocuments(): string[] {
  const root = path.resolve(import.meta.dirname, '../..');
  return ['lessons', 'docs', 'test/lesson/wild'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .toSorted()
      .map((file) => readFileSync(path.join(root, folder, file), 'utf8')),
  );
}

const fence = '```';

/** What breaks the reading of a document in two wherever it comes: marks, prompts, quotes, openers, and bytes that are no text. */
const inserted = [
  fence,
  '~~~',
  '````',
  `${fence}bash`,
  `${fence}console`,
  `${fence}yaml`,
  '    ',
  '\t',
  '> ',
  '- ',
  '1. ',
  '# ',
  '## ',
  '---',
  '===',
  '---\ntitle: x\n---',
  '$ ',
  '$',
  '#',
  '% ',
  '> $ ',
  'root@host:~# ',
  '[root@host ~]# ',
  'user@ns1:/$ ',
  '➜  ~ ',
  "'",
  '"',
  '`',
  '``',
  '\\',
  ' \\',
  '\\\\',
  '<<EOF',
  "cat <<'EOF'",
  'EOF',
  '<<<',
  '$(',
  ')',
  '((',
  '{',
  '}',
  'do',
  'done',
  'for i in 1 2; do',
  'if true; then',
  'fi',
  'case x in',
  'f() {',
  '&&',
  '| ',
  ';',
  '<!--',
  '-->',
  '<!-- nslab: exit=1 -->',
  '<!-- nslab: terminal=b read=output -->',
  '{/* nslab: timeout=2s */}',
  '<pre>',
  '</pre>',
  '<code>',
  '<div>',
  '{% highlight bash %}',
  '{% endhighlight %}',
  '| a | b |\n| --- | --- |',
  '[link]: http://example.org',
  '&lt;',
  '^C',
  '...',
  '#!/bin/bash',
  'exit',
  'Output:',
  '输出：',
  '打开另一个终端',
  'In another terminal:',
  '\r',
  '\r\n',
  '\n\n',
  '\u000B',
  '\u001B[31m',
  '\u0085',
  '\u00A0',
  '\u2028',
  '\uFEFF',
  '\uFFFD\u0001\u0002\u007F',
  '\uD800',
];

/** The document with some of its lines or characters deleted, doubled, exchanged or changed, cut off, or with something put in. */
export function mutate(text: string, random: Random): string {
  const times = 1 + below(random, 6);
  return Array.from({ length: times }).reduce<string>((changed) => pick(mutations, random)(changed, random), text);
}

/** A document of lines that belong to nothing, each of which means something where it belongs. */
export function randomDocument(lines: readonly string[], random: Random): string {
  const taken = Array.from({ length: 1 + below(random, 60) }, () => (random() < 0.3 ? pick(inserted, random) : pick(lines, random)));
  return taken.join(random() < 0.1 ? '\r\n' : '\n');
}

type Mutation = (text: string, random: Random) => string;

const mutations: readonly Mutation[] = [
  onLines((lines, at) => lines.toSpliced(at, 1)),
  onLines((lines, at, random) => lines.toSpliced(at, 1 + below(random, 8))),
  onLines((lines, at) => lines.toSpliced(at, 0, lines[at]!)),
  onLines((lines, at, random) => lines.toSpliced(below(random, lines.length), 0, lines[at]!)),
  onLines((lines, at, random) => {
    const other = below(random, lines.length);
    return lines.with(at, lines[other]!).with(other, lines[at]!);
  }),
  onLines((lines, at, random) => lines.toSpliced(at, 0, pick(inserted, random))),
  onLines((lines, at, random) => lines.with(at, pick(inserted, random) + lines[at]!)),
  onLines((lines, at, random) => lines.with(at, lines[at]! + pick(inserted, random))),
  onLines((lines, at) => lines.with(at, lines[at]!.trimStart())),
  onLines((lines, at) => lines.with(at, `${lines[at]!}${lines[at + 1] ?? ''}`).toSpliced(at + 1, 1)),
  (text, random) => text.slice(0, below(random, text.length + 1)),
  (text, random) => text.slice(below(random, text.length + 1)),
  onPlace((text, at, random) => text.slice(0, at) + pick(inserted, random) + text.slice(at)),
  onPlace((text, at, random) => text.slice(0, at) + String.fromCodePoint(1 + below(random, 255)) + text.slice(at + 1)),
  onPlace((text, at) => text.slice(0, at) + text.slice(at + 1)),
  (text) => text.replaceAll('\n', '\r\n'),
];

function onLines(change: (lines: readonly string[], at: number, random: Random) => readonly string[]): Mutation {
  return (text, random) => {
    const lines = text.split('\n');
    return change(lines, below(random, lines.length), random).join('\n');
  };
}

function onPlace(change: (text: string, at: number, random: Random) => string): Mutation {
  return (text, random) => change(text, below(random, text.length + 1), random);
}

function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

function pick<Item>(items: readonly Item[], random: Random): Item {
  return items[below(random, items.length)]!;
}
