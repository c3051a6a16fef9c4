import type { TestModule } from 'vitest/node';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/state-home.ts',
    pool: 'forks',
    // Some fill a machine on purpose; others look at how it answers.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', { onTestRunEnd: printTotals }],
  },
});

/** One last line that any tool can read. */
function printTotals(modules: readonly TestModule[]): void {
  const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
  const count = (state: string): number => states.filter((other) => other === state).length;
  process.stdout.write(`\n${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped\n`);
}
