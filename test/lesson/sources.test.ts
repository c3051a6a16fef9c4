import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseLesson, printLesson } from '../../src/lesson/parse-lesson.js';
import { runDocuments } from '../engine/lab-trial.js';
import { isInLab } from '../../src/lab/programs.js';
import { readLabels, type LabelledStep } from './labelled.js';

/** The five tutorials that the course mirrors are not part of the project; where they lie beside it, they have to be read and run as labelled. */
const shared = path.resolve(import.meta.dirname, '../../../shared');
const hasSources = existsSync(path.join(shared, 'source-labels'));

interface RunLabel extends LabelledStep {
  readonly verdict: string;
  readonly reason: string | null;
  readonly causedBy: number | null;
}

describe.skipIf(!hasSources).each([0, 1, 2, 3, 4])('source tutorial %i', (number) => {
  const file = path.join(shared, `sources/source-${number}.md`);
  const text = hasSources ? readFileSync(file, 'utf8') : '';
  const labels = hasSources ? (readLabels(path.join(shared, `source-labels/source-${number}.json`)) as RunLabel[]) : [];

  it('is read as labelled, and printed back byte for byte', () => {
    const lesson = parseLesson(file, text);
    const lines = new Set(labels.map(({ line }) => line));
    expect(lesson.steps.filter((step) => !lines.has(step.line))).toEqual([]);
    const read = lesson.steps.map(({ line, endLine, command, shell, impliedExits, expect: { output } }) => {
      return [line, endLine, command, shell, impliedExits, output && [output.line, output.endLine]];
    });
    const certain = labels.filter((label) => label.certain);
    expect(read).toEqual(
      expect.arrayContaining(
        certain.map(({ line, end, command, shell, impliedExits, output }) => [line, end, command, shell, impliedExits, output]),
      ),
    );
    expect(printLesson(lesson)).toBe(text);
  });

  it('fails, is skipped and has causes as labelled', async () => {
    const { steps } = await runDocuments({ [file]: text });
    const told = steps.map((step) => {
      const reason = step.verdict === 'fail' || step.verdict === 'skip' ? (step.reason?.code ?? null) : null;
      return [step.line, step.verdict === 'drift' ? step.reason?.code : step.verdict, reason, step.causedBy];
    });
    const labelled = labels.map((label) => [label.line, label.verdict, reasonHere(label), label.causedBy]);
    expect(told).toEqual(labelled);
  });
});

/** The labels are those of a machine without Git; where it is there, it is the internet that is missing. */
function reasonHere({ command, reason }: RunLabel): string | null {
  return reason === 'needs-tool' && command.startsWith('git ') && isInLab('git') ? 'needs-internet' : reason;
}
