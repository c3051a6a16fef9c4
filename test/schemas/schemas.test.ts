import { same } from '../../src/words.js';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMap } from 'yaml';
import { configSettings } from '../../src/commands/config-settings.js';
import { NslabError } from '../../src/errors.js';
import type { Setting } from '../../src/lesson/setting.js';
import { lessonSettings } from '../../src/lesson/settings.js';
import { readYaml, readYamlSettings } from '../../src/lesson/yaml-settings.js';
import { schemaDocuments } from './schema-documents.js';

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });

/** What nslab and an editor say of the same settings. */
const tables: readonly [string, Readonly<Record<string, Setting<object>>>, (settings: unknown) => boolean][] = [
  ['config', configSettings, judge(schemaDocuments.config)],
  [
    'front-matter',
    lessonSettings,
    judge(schemaDocuments['front-matter'], (nslab) => ({ title: 'A lesson', tags: ['other tools'], nslab })),
  ],
];

function judge(schema: object, document: (settings: unknown) => unknown = (settings) => settings): (settings: unknown) => boolean {
  const validate = ajv.compile(schema);
  return (settings) => validate(document(settings));
}

function isReadable(settings: unknown, known: Readonly<Record<string, Setting<object>>>): boolean {
  const text = readYaml(JSON.stringify(settings), { file: 'a', line: 1, code: 'config', name: same('a'), hint: same('') });
  try {
    if (isMap(text.document.contents)) readYamlSettings(text, text.document.contents, known);
    return true;
  } catch (error) {
    if (error instanceof NslabError) return false;
    throw error;
  }
}

it.each(Object.entries(schemaDocuments))('docs/schemas has what the table says: %s (vitest -u writes it)', async (name, schema) => {
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(`../../docs/schemas/${name}.schema.json`);
});

it.each(Object.entries(schemaDocuments))('is a schema of draft 7: %s', (_, schema) => {
  expect([ajv.validateSchema(schema), ajv.errors]).toEqual([true, null]);
});

const samples: readonly [string, unknown, boolean][] = [
  ['timeout', '86400s', true],
  ['timeout', '86400.0s', true],
  ['timeout', '86400.1s', false],
  ['timeout', '0086399.9s', true],
  ['timeout', '1440m', true],
  ['timeout', '1441m', false],
  ['timeout', '86400000ms', true],
  ['timeout', '86400001ms', false],
  ['timeout', '0s', false],
  ['timeout', '0.0ms', false],
  ['timeout', '.5s', false],
  ['timeout', '5', false],
  ['timeout', 5, false],
  ['timeout', ['5s'], false],
  ['lesson-timeout', '2m', true],
  ['nonsense', 1, false],
];

describe.each(tables)('of %s', (name, known, isValid) => {
  it.each(samples)('%s: %j is %s to both', (key, value, isRight) => {
    expect([isReadable({ [key]: value }, known), isValid({ [key]: value })]).toEqual([isRight, isRight]);
  });

  it('agrees with nslab about every value', () => {
    const number = fc.oneof(fc.integer({ min: -2, max: 1_000_001 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
    const time = fc
      .tuple(
        fc.constantFrom('', '0', '00'),
        fc.oneof(number, fc.integer({ min: 86_399_990, max: 86_400_010 })),
        fc.constantFrom('ms', 's', 'm', 'h'),
      )
      .map((parts) => parts.join(''));
    const text = fc.oneof(
      fc.constantFrom(
        '',
        ' ',
        '\t',
        '\n',
        '#',
        '# a',
        '# a\n b',
        'a\\\nb',
        '"a',
        'fail',
        'drift',
        'drift:content',
        'exact',
        'terminal',
        'ndjson=',
      ),
      fc.constantFrom('terminal=a\nb', 'ndjson=a', 'terminalx', '\u00A0', '\u2028#', '\u0085', '#\r a'),
      fc.string({ unit: 'grapheme' }),
      time,
    );
    const value = fc.oneof(
      text,
      number,
      fc.boolean(),
      fc.array(text, { maxLength: 3 }),
      fc.dictionary(text, fc.oneof(text, number)),
      fc.jsonValue(),
    );
    const key = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...Object.keys(known)) }, { weight: 1, arbitrary: fc.string() });
    let right = 0;
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 2 }), (settings) => {
        const isRight = isReadable(settings, known);
        right += isRight ? 1 : 0;
        expect([JSON.stringify(settings), isValid(settings)]).toEqual([JSON.stringify(settings), isRight]);
      }),
      { numRuns: 3000 },
    );
    // Both kinds have been seen.
    expect([name, right > 300, right < 2700]).toEqual([name, true, true]);
  });
});
