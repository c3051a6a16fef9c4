import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLesson, printLesson } from '../../src/lesson/parse-lesson.js';
import { mutate, randomDocument, realDocuments, seededRandom } from './mutated-documents.js';
import { readDocument } from './what-is-wrong.js';

/** Nothing that a person would wait for; only a hang takes so long. */
const longestMs = 10_000;
const documents = realDocuments();
const fence = '```';

describe('any Markdown', () => {
  const word = fc.constantFrom(
    'the',
    'link',
    'ip',
    'ns1',
    '`ip a`',
    '**veth0**',
    '命名空间',
    '查看',
    'a\\b',
    '<b>',
    '&lt;',
    '$x',
    "don't",
    '—',
  );
  const prose = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
  const command = fc.constantFrom(
    'ip a',
    'ip netns add ns1',
    'cat <<EOF\none\nEOF',
    'echo "a\nb"',
    'for i in 1; do\n\techo $i\ndone',
    'ls \\\n  -l',
    '',
  );
  const prompt = fc.constantFrom('$ ', '# ', '', 'root@host:~# ', '[root@host ~]# ', '% ', '> ', '\t$ ', '(ns1) $ ');
  const typed = fc.tuple(prompt, command).map((parts) => parts.join(''));
  const code = fc
    .array(fc.oneof(typed, prose, fc.constant('1: lo: <UP>'), fc.constant('')), { maxLength: 6 })
    .map((lines) => lines.join('\n'));
  const language = fc.constantFrom('', 'bash', 'console', 'yaml', 'text', 'mermaid', 'bash nslab.timeout=2s', '{.bash}', 'sh title="x"');
  const mark = fc.constantFrom(fence, '````', '~~~', '~~~~');
  const indented = (text: string, by: string): string => text.replaceAll(/^/gm, by);
  const fenced = fc
    .tuple(mark, language, code, fc.constantFrom('', ' ', '   '))
    .map(([marks, name, text, by]) => indented(`${marks}${name}\n${text}\n${marks}`, by));
  const block = fc.oneof(
    prose,
    typed,
    fenced,
    code.map((text) => indented(text, '    ')),
    code.map((text) => indented(text, '\t')),
    code.map((text) => `<pre><code class="lang-bash">${text}</code></pre>`),
    code.map((text) => `{% highlight bash %}\n${text}\n{% endhighlight %}`),
    code.map((text) => `{{< highlight console >}}\n${text}\n{{< /highlight >}}`),
    fc.tuple(prose, fc.constantFrom('===', '---')).map((lines) => lines.join('\n')),
    fc.tuple(fc.constantFrom('# ', '###### ', '#'), prose).map((parts) => parts.join('')),
    fc.constantFrom(
      '<!-- nslab: exit=1 -->',
      '{/* nslab: timeout=2s */}',
      '<!--\n$ ip a\n-->',
      '<div>\n$ ip a\n</div>',
      '***',
      '[a]: b',
      '| a |\n| - |',
    ),
  );
  const nested = fc.oneof(
    block,
    block.map((text) => indented(text, '> ')),
    block.map((text) => `- ${indented(text, '  ').trimStart()}`),
    block.map((text) => `12. ${indented(text, '    ').trimStart()}`),
  );
  const matter = fc.constantFrom('', '---\ntitle: x\n---\n', '---\nnslab:\n  timeout: 3s\n---\n\n', '---\n', '\uFEFF');
  const lineEnd = fc.constantFrom('\n', '\n', '\r\n', '\r');
  const markdown = fc
    .tuple(
      matter,
      fc.array(nested, { maxLength: 8 }),
      fc.constantFrom('\n', '\n\n', '\n\n\n'),
      fc.constantFrom('', '\n', '\n\n  '),
      lineEnd,
    )
    .map(([front, blocks, between, last, end]) => (front + blocks.join(between) + last).replaceAll('\n', end));

  it('is printed back byte for byte, and read without a step where none can be', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        expect(readDocument(text).wrong).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('documents that were damaged', () => {
  const lines = documents.flatMap((text) => text.split('\n'));
  const random = seededRandom(1);

  it.each([
    ['mutated', () => mutate(documents[Math.floor(random() * documents.length)]!, random)],
    ['put together from lines', () => randomDocument(lines, random)],
  ])('are read without surprise: %s', (_, make) => {
    for (let count = 0; count < 750; count += 1) {
      const text = make();
      const { wrong, ms } = readDocument(text);
      expect({ text, wrong, isSlow: ms > longestMs }).toEqual({ text, wrong: [], isSlow: false });
    }
  });
});

describe('prose', () => {
  const name = fc.constantFrom(
    ...'ip ping test route host watch kill find cat make mount cut sort head tail tc ss time read set wait type export'.split(' '),
  );
  const noun = fc.constantFrom(
    ...'link bridge namespace route address interface packet kernel table output host ns1 veth0 traffic'.split(' '),
  );
  const verb = fc.constantFrom(...'is shows creates needs has does means should will must'.split(' '));
  const article = fc.constantFrom('the', 'this', 'that', 'your', 'our', 'their', 'every', 'the same', 'an');
  const place = fc.constantFrom('from', 'to', 'in', 'on', 'with', 'for', 'into', 'between', 'through');
  const tool = fc.constantFrom('ip netns', 'ip link', 'ip addr', 'ip route', 'ip netns exec', 'iptables', 'tcpdump', 'ip neigh', 'bridge');
  const end = fc.constantFrom('', '.', ':', ',', '!', ' again', ' as well', ' of course');
  const sentence = fc
    .oneof(
      fc.tuple(name, article, noun),
      fc.tuple(name, article, noun, place, article, noun),
      fc.tuple(name, place, noun, fc.constant('to'), article, noun),
      fc.tuple(tool, verb, article, noun),
      fc.tuple(tool, verb, article, noun, place, noun),
      fc.tuple(tool, fc.constant('and'), tool, verb, article, noun),
      fc.tuple(name, noun, place, article, noun),
      fc.tuple(fc.constantFrom('ping'), fc.constant('from'), noun, fc.constant('to'), noun),
      fc.tuple(fc.constantFrom('Now', 'Then', 'First', 'Let us'), name, article, noun),
    )
    .chain((words) => end.map((last) => words.join(' ') + last));

  it('never runs in a block without language', () => {
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 5 }), fc.constantFrom('', 'text', 'console'), (sentences, language) => {
        const lesson = parseLesson('prose.md', `${fence}${language}\n${sentences.join('\n')}\n${fence}\n`);
        expect(lesson.steps.map((step) => step.command)).toEqual([]);
      }),
      { numRuns: 4000 },
    );
  });

  it('never runs as text', () => {
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 5 }), fc.constantFrom('\n', '\n\n'), (sentences, between) => {
        const text = sentences.join(between);
        const lesson = parseLesson('prose.md', text);
        expect(lesson.steps.map((step) => step.command)).toEqual([]);
        expect(printLesson(lesson)).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });
});
