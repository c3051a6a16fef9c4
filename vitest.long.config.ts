import { defineConfig } from 'vitest/config';

/** What takes longer than a check of every change should: `npm run test:long`. Its last figures are in test/long/figures.md. */
export default defineConfig({
  test: {
    include: ['test/long/**/*.long.ts', 'test/tutor/variants.test.ts', 'test/verify/effect/{pairs,scenarios}.test.ts'],
    // Of some tests `npm test` takes only a part.
    env: { NSLAB_ALL: '1' },
    globalSetup: 'test/state-home.ts',
    pool: 'forks',
    testTimeout: 1_800_000,
    fileParallelism: false,
  },
});
