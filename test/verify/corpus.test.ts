import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { OutputStory } from '../../src/engine/output-story.js';
import { matchOutput } from '../../src/verify/match-output.js';
import { readCorpus, type Case } from './corpus-cases.js';

/** Documented and real outputs, most of real runs; `corpus/README.md` tells how they came about. */
const cases = readCorpus(path.resolve(import.meta.dirname, 'corpus'));
const verdictOf = { same: 'pass', form: 'drift:format', different: 'drift:content' } as const;

function verdicts({ pairs }: Case): string[] {
  const story = new OutputStory();
  return pairs.flatMap(({ line, command, shell, verdict, documented, real }) => {
    const context = story.contextOf(command, shell);
    if (verdict === '') {
      story.note(command, shell, story.correspondence);
      return [];
    }
    const match = matchOutput(documented, real, context, story.correspondence);
    story.note(command, shell, match.correspondence);
    return [`${line} ${verdictOf[match.outcome]}`];
  });
}

describe.each([...new Set(cases.map(({ file }) => file))])('%s', (file) => {
  it.each(cases.filter((entry) => entry.file === file))('$name', (entry) => {
    const labelled = entry.pairs.filter(({ verdict }) => verdict !== '').map(({ line, verdict }) => `${line} ${verdict}`);
    expect(verdicts(entry)).toEqual(labelled);
  });
});
