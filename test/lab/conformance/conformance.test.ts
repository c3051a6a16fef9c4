import { afterAll, beforeAll, describe, it, vi } from 'vitest';
import { createLab, type Lab } from '../../../src/lab/create-lab.js';
import { cases } from './cases.js';
import { kindNames, kinds } from './kinds.js';
import { runCase } from './run-case.js';

// A case waits most of its time.
vi.setConfig({ maxConcurrency: 8 });

const programs = [...new Set([...cases, ...Object.values(kinds)].flatMap((one) => one.needs ?? []))];

describe.each(kindNames)('%s', (name) => {
  const kind = kinds[name];
  let lab: Lab;
  let lacking: readonly string[];

  beforeAll(async () => {
    lab = await createLab();
    const terminal = await lab.openTerminal();
    await terminal.run('ip netns add ns1', { timeoutMs: 10_000 });
    const look = `for program in ${programs.join(' ')}; do command -v $program >/dev/null || echo $program; done`;
    const { output } = await terminal.run(look, { timeoutMs: 10_000 });
    lacking = output.split('\n');
    await terminal.close();
  });
  afterAll(() => lab?.destroy());

  for (const one of cases.filter(({ kinds: only }) => only?.includes(name) ?? true)) {
    // Keys are pressed and jobs end at moments that a busy machine can shift: what is right passes at the second try at the latest.
    it.concurrent(one.name, { retry: 1 }, async ({ expect, skip }) => {
      const lacks = [kind.needs, one.needs].find((program) => program !== undefined && lacking.includes(program));
      skip(lacks !== undefined, `${lacks} is not on this machine`);
      skip(kind.becomesUser && lab.ids.kind === 'single', 'there is nobody but root in this lab');
      await runCase(lab, kind, one.steps, expect);
    });
  }
});
