import { Chalk } from 'chalk';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, it } from 'vitest';
import { showMarkdown } from '../../src/tutor/markdown/show-markdown.js';

const looks = fc.record({
  columns: fc.integer({ min: 20, max: 120 }),
  paint: fc.constantFrom(new Chalk({ level: 0 }), new Chalk({ level: 1 })),
  isPlain: fc.boolean(),
  language: fc.constant('en' as const),
});

const latin = fc.stringMatching(/^[a-z]{2,5}[0-9]$/);
const chinese = fc.stringMatching(/^[\u4E00-\u4E20]{1,12}[，。；]?$/);
const marked = fc
  .tuple(
    fc.constantFrom(['', ''], ['*', '*'], ['**', '**'], ['~~', '~~'], ['（', '）'], ['“', '”'], ['[', '](#x)']),
    fc.oneof(latin, chinese),
  )
  .map(([[before, after], word]) => `${before}${word}${after}`);
const word = fc.oneof(
  latin,
  chinese,
  marked,
  latin.map((name) => `\`${name}\``),
);
const line = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
const paragraph = fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'));
const table = fc.array(fc.tuple(word, line, word), { minLength: 1, maxLength: 3 }).map((rows) => {
  const written = rows.map((cells) => `| ${cells.join(' | ')} |`);
  return [written[0], '| --- | :-: | --: |', ...written.slice(1)].join('\n');
});

const behind = (text: string, first: string, others: string): string =>
  text
    .split('\n')
    .map((each, index) => (index === 0 ? first : others) + each)
    .join('\n');

const { document } = fc.letrec<{ block: string; document: string }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    paragraph,
    table,
    line.map((text) => `## ${text}`),
    tie('document').map((text) => behind(text, '> ', '> ')),
    tie('document').map((text) => behind(text, '- ', '  ')),
    paragraph.map((text) => behind(text, '- [x] ', '  ')),
    tie('document').map((text) => behind(text, '12. ', '    ')),
  ),
  document: fc.array(tie('block'), { minLength: 1, maxLength: 4 }).map((blocks) => blocks.join('\n\n')),
}));

// oxlint-disable-next-line no-control-regex -- colours are escape sequences
const colours = /\u001B\[\d+m/g;
const count = (text: string, pattern: RegExp): string[] => (text.match(pattern) ?? []).toSorted();

it('loses no word, and writes no line that is too long', () => {
  fc.assert(
    fc.property(document, looks, (markdown, look) => {
      const shown = showMarkdown(markdown, look).replaceAll(colours, '');
      expect(count(shown, /[a-z]+\d/g)).toEqual(expect.arrayContaining(count(markdown, /[a-z]+\d/g)));
      // In a table for screen readers a header is said for each row.
      const characters = count(shown, /[\u4E00-\u4E20]/g).join('');
      for (const character of new Set(count(markdown, /[\u4E00-\u4E20]/g)))
        expect(characters.split(character).length).toBeGreaterThanOrEqual(markdown.split(character).length);
      if (look.isPlain) return;
      for (const each of shown.split('\n')) {
        expect(stringWidth(each), each).toBeLessThanOrEqual(look.columns);
        expect(each).not.toMatch(/^[\s│]*[，。；）”]|[（“]$/);
      }
    }),
    { numRuns: 200 },
  );
});

it('writes nothing that a terminal would obey, whatever the document is', () => {
  const piece = fc.oneof(
    fc.constantFrom('\u001B[2J', '\u001B]8;;x\u0007', '\u009B2J', '&#27;', '&#x9b;', '&#13;', '&#7;', '\r', '\u0000', '\u2028', '\u202E'),
    fc.constantFrom(
      '`',
      '```\n',
      '*',
      '[',
      '](',
      ')',
      '<',
      '>',
      '<a href="',
      '">',
      '<!--',
      '-->',
      '|',
      '|-|\n',
      '\n',
      '\n\n',
      '- ',
      '    ',
      '[^1]',
      ': ',
    ),
    fc.string({ unit: 'binary', maxLength: 5 }),
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
      looks,
      (markdown, look) => {
        // oxlint-disable-next-line no-control-regex -- control characters are what this is about
        expect(showMarkdown(markdown, look).replaceAll(colours, '')).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028-\u202E]/);
      },
    ),
    { numRuns: 1000 },
  );
});
