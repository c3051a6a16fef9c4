import { NslabError } from '../../errors.js';
import type { Fact } from '../../network/fact.js';
import type { PlacedSettings } from '../markdown.js';
import { factKinds } from './fact-kinds.js';
import { exampleWords, FactWords, nearest, oneOf, type PlacedWord } from './fact-words.js';
import { same } from '../../words.js';

/** A fact with the line that it stands in. */
export type PlacedFact = Fact & { readonly line: number };

/**
 * The facts of a comment `nslab: expect …`, with `;` or a line end between two.
 * @param written what stands behind the word `expect`
 * @throws {NslabError} `expectation`, with line and column, the nearest known word and an example
 */
export function readFacts(file: string, written: PlacedSettings): PlacedFact[] {
  const facts = written.text
    .split('\n')
    .flatMap((text, index) => {
      const line = written.line + index;
      const column = index === 0 ? written.column : 1;
      // What a quotation around the comment puts before each of its lines.
      const from = index === 0 ? 0 : /^(?:\s*>)*/.exec(text)![0].length;
      return [...text.slice(from).matchAll(/[^;]+/g)].map((part): PlacedWord[] =>
        [...part[0].matchAll(/\S+/g)].map((word) => ({
          text: word[0],
          position: { file, line, column: column + from + part.index + word.index },
        })),
      );
    })
    .filter((words) => words.length > 0);
  if (facts.length === 0) {
    throw new NslabError(
      'expectation',
      { en: 'unexpected end of the comment, expected a fact', zh: '注释意外结束，应有一条事实' },
      {
        position: { file, line: written.line, column: written.column },
        hint: {
          en: `for example \`<!-- nslab: expect ${factKinds.link.example} -->\``,
          zh: `例如 \`<!-- nslab: expect ${factKinds.link.example} -->\``,
        },
      },
    );
  }
  return facts.map(readFact);
}

function readFact(words: readonly PlacedWord[]): PlacedFact {
  const text = words.map((word) => word.text).join(' ');
  const isNegated = words[0]!.text === 'no';
  const said = isNegated ? words.slice(1) : words;
  const kind = said[0] ?? words[0]!;
  const form = isKind(kind.text) ? factKinds[kind.text] : undefined;
  if (!form) throw unknownKind(kind);
  const rest = new FactWords(said, form.example);
  rest.word({ en: 'a kind of fact', zh: '一种事实' });
  return { ...form.read(rest), isNegated, text, line: kind.position.line! };
}

function isKind(word: string): word is keyof typeof factKinds {
  return Object.hasOwn(factKinds, word);
}

function unknownKind({ text, position }: PlacedWord): NslabError {
  const known = Object.keys(factKinds);
  const near = nearest(text, known);
  const { example } = factKinds[near !== undefined && isKind(near) ? near : 'link'];
  return new NslabError(
    'expectation',
    { en: `unexpected \`${text}\`, expected ${oneOf(known.map(same)).en}`, zh: `\`${text}\` 意外，应为 ${oneOf(known.map(same)).zh}` },
    {
      position,
      hint: exampleWords(example, near),
    },
  );
}
