import { expect, it } from 'vitest';
import { mutate, randomDocument, realDocuments, seededRandom } from '../lesson/mutated-documents.js';
import { readDocument } from '../lesson/what-is-wrong.js';

const count = 100_000;

it(`${count} damaged documents are read without surprise`, () => {
  const documents = realDocuments();
  const lines = documents.flatMap((text) => text.split('\n'));
  const wrong: string[] = [];
  const slowest = { seed: 0, ms: 0, length: 0 };
  let steps = 0;
  let refused = 0;
  const started = performance.now();
  for (let seed = 1; seed <= count; seed += 1) {
    // A seed makes its document by itself, so that one can be looked at alone.
    const random = seededRandom(seed);
    const isMutated = random() < 0.7;
    const text = isMutated ? mutate(documents[Math.floor(random() * documents.length)]!, random) : randomDocument(lines, random);
    const reading = readDocument(text);
    steps += reading.lesson?.steps.length ?? 0;
    if (!reading.lesson) refused += 1;
    if (reading.ms > slowest.ms) Object.assign(slowest, { seed, ms: reading.ms, length: text.length });
    wrong.push(...reading.wrong.map((told) => `seed ${seed}: ${told}`));
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stdout.write(
    `${count} documents in ${seconds} s: ${steps} steps, ${refused} refused, ${wrong.length} wrong; ` +
      `the slowest, seed ${slowest.seed} with ${slowest.length} characters, took ${slowest.ms.toFixed(0)} ms\n`,
  );
  expect(wrong).toEqual([]);
  expect(slowest.ms).toBeLessThan(10_000);
});
