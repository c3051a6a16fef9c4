import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readJournal, type KeptJournal } from '../../../src/commands/journal/journal-file.js';
import type { OpenJournal } from '../../../src/commands/journal/open-journal.js';
import type { EntryEnd, JournalEntry } from '../../../src/engine/session/journal.js';
import { NslabError } from '../../../src/errors.js';
import { end, entry, stepOf } from './entries.js';
import { withJournals } from './journal-trial.js';

type Deed =
  | { readonly do: 'begin'; readonly entry: JournalEntry }
  | { readonly do: 'end'; readonly end: EntryEnd }
  | { readonly do: 'keep'; readonly count: number }
  | { readonly do: 'reopen' };
type Kept = KeptJournal['entries'][number];

const text = fc.string({ unit: 'binary', maxLength: 12 });
const command = fc.oneof(
  fc.constantFrom('ip link', 'echo "hé\n\u2028\u0000"', 'true'),
  text.map((word) => `echo '${word.replaceAll(/['\\]/g, '')}'`),
);
// Names that objects have of their own are names of parts as any other.
const digestName = fc.constantFrom(
  'network',
  'files',
  'shell main',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '/etc/passwd',
);
const digests = fc.array(fc.tuple(digestName, fc.constantFrom('a', 'b', 'c')), { maxLength: 6 }).map((rows) => Object.fromEntries(rows));
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc
    .record({
      kind: fc.constantFrom('step', 'own', 'setup'),
      lesson: fc.nat(9),
      key: fc.option(text),
      terminal: text,
      command,
      lastPid: fc.nat(),
    })
    .map((made) => ({ do: 'begin', entry: made }) as const),
  fc
    .record({
      ending: fc.constantFrom('done', 'ctrl-c', 'timeout', 'shell-ended', 'running', 'not-run'),
      exitCode: fc.option(fc.integer({ min: -1, max: 255 })),
      durationMs: fc.double({ min: 0, max: 1e9, noNaN: true }).map((value) => value + 0),
      lines: fc.nat(),
      values: fc.array(text, { maxLength: 3 }),
      keys: fc.option(text),
      lastPid: fc.nat(),
      isLook: fc.boolean(),
      shell: fc.option(text),
      fulfils: fc.option(
        fc.record({ key: text, names: fc.dictionary(digestName, text, { maxKeys: 3 }), also: fc.array(text, { maxLength: 3 }) }),
      ),
      step: fc.constantFrom(null, stepOf, { ...stepOf, reason: null }),
      digests: fc.option(digests),
    })
    .map((made) => ({ do: 'end', end: made }) as const),
  fc.nat(8).map((count) => ({ do: 'keep', count }) as const),
  fc.constant({ do: 'reopen' } as const),
);

it('reads back what was begun, ended and kept, however often it was closed and gone on with', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { maxLength: 25 }), (deeds) =>
      withJournals(async ({ lesson, open }) => {
        let journal = open();
        const model = new Model();
        for (const each of deeds) {
          if (each.do === 'reopen') {
            await journal.close();
            journal = open({ isGoingOn: true });
          } else await act(journal, each);
          model.do(each);
          expect(readJournal(lesson)!.entries).toEqual(model.kept);
        }
        await journal.close();
        expect(journal.problem).toBeUndefined();
      }),
    ),
    { numRuns: 150 },
  );
}, 240_000);

it('reads any beginning of the file as it was when the file was that long', () =>
  withJournals(async ({ lesson, open, file }) => {
    await write(open());
    const bytes = readFileSync(file());
    const whole = bytes.indexOf('\n') + 1;
    let before: readonly Kept[] = [];
    for (let length = 0; length <= bytes.length; length += 1) {
      writeFileSync(file(), bytes.subarray(0, length));
      const read = readJournal(lesson);
      expect(read === undefined).toBe(length < whole);
      if (!read || bytes[length - 1] === 10) before = read?.entries ?? [];
      else expect(read.entries).toEqual(before);
    }
    expect(before).toHaveLength(2);
    // A file system may know of the length of a file before it has what is in it.
    writeFileSync(file(), Buffer.concat([bytes, Buffer.alloc(60), Buffer.from('"}\n')]));
    expect(readJournal(lesson)!.entries).toEqual(before);
  }));

it('throws nothing but errors with a place and a way out, whatever bytes are changed, and never changes the file', () =>
  withJournals(async ({ lesson, open, file }) => {
    await write(open());
    const bytes = readFileSync(file());
    let errors = 0;
    const flip = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }));
    fc.assert(
      fc.property(fc.array(flip, { minLength: 1, maxLength: 3 }), (flips) => {
        const changed = Buffer.from(bytes);
        for (const [at, mask] of flips) changed[at]! ^= mask;
        writeFileSync(file(), changed);
        try {
          readJournal(lesson);
        } catch (error) {
          errors += 1;
          expect(error).toBeInstanceOf(NslabError);
          const { code, position, hint, message } = error as NslabError;
          expect(code).toMatch(/^journal-(?:damaged|version|lesson)$/);
          expect(position).toMatchObject({ file: file(), line: expect.any(Number) as number });
          expect(hint).toContain('from the beginning');
          // oxlint-disable-next-line no-control-regex -- what a terminal would obey
          expect(message).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
        }
        expect(readFileSync(file()).equals(changed)).toBe(true);
      }),
      { numRuns: 3000 },
    );
    expect(errors).toBeGreaterThan(1000);
  }));

async function act(journal: OpenJournal, deedOf: Exclude<Deed, { do: 'reopen' }>): Promise<void> {
  if (deedOf.do === 'begin') await journal.begin(deedOf.entry);
  else if (deedOf.do === 'end') await journal.end(deedOf.end);
  else await journal.keep(deedOf.count);
}

async function write(journal: OpenJournal): Promise<void> {
  await journal.begin(entry('ip netns add ns1 # é'));
  await journal.end(end({ digests: { network: 'a', files: 'b' }, values: ['4711'], step: stepOf }));
  await journal.begin(entry('ip link'));
  await journal.begin(entry('sleep 9 &', { kind: 'own', key: null }));
  await journal.end(end({ digests: { network: 'b' } }));
  await journal.keep(2);
  await journal.giveValues({ name: 'ns1' });
  await journal.close();
}

/** What a journal keeps, told as simply as can be. */
class Model {
  kept: Kept[] = [];
  #isOpen = false;

  do(each: Deed): void {
    if (each.do === 'begin') {
      this.kept.push({ entry: each.entry, end: null, isWithheld: false });
      this.#isOpen = true;
    } else if (each.do === 'end') {
      if (this.#isOpen) this.kept.push({ ...this.kept.pop()!, end: each.end });
    } else if (each.do === 'reopen') {
      this.#isOpen = this.kept.at(-1)?.end === null;
    } else if (each.do === 'keep' && each.count < this.kept.length) {
      this.kept.length = each.count;
      this.#isOpen = false;
    }
  }
}
