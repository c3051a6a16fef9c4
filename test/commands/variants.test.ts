import { expect, it } from 'vitest';
import { session, withFolder, writeLesson } from '../engine/lab-trial.js';
import { nslab } from './run-cli.js';

const lesson = `# A namespace\n\nIt is called blue.\n\n${session('$ ip netns add blue')}\n`;

it('says of each variant whether it is judged as its list says', () =>
  withFolder(async (folder) => {
    const file = writeLesson(folder, 'a.md', lesson);
    const list = writeLesson(
      folder,
      'a.variants.yaml',
      'steps:\n  - step: ip netns add blue\n    right: [ip netns a blue, ip netns add red]\n    wrong: [{ type: ip netns add green, cause: other-name }]\n    neither: [ip netns]\n',
    );
    const { stdout, status } = await nslab(['variants', file]);
    expect(stdout).toContain(`✓ ${list}:3  ip netns a blue`);
    expect(stdout).toContain(`✗ ${list}:3  ip netns add red\n    expected right; found not-yet, other-name`);
    expect(stdout).toContain('4 variants of A namespace\n1 is told otherwise than the lists say.');
    expect(status).toBe(1);
  }));

it('says what is wrong with a list, and that a lesson has none', () =>
  withFolder(async (folder) => {
    const file = writeLesson(folder, 'a.md', lesson);
    expect((await nslab(['variants', file])).stderr).toContain('this lesson has no list of variants (not-found)');
    const list = writeLesson(folder, 'a.variants.yaml', 'steps:\n  - step: ip netns add blu\n    right: [ip netns a blue]\n');
    const { stderr, status } = await nslab(['variants', list]);
    expect(stderr).toContain(
      `${list}:2:11: the lesson has no step \`ip netns add blu\` (variants)\n  try: did you mean \`ip netns add blue\`?`,
    );
    expect(status).toBe(2);
  }));
