import { execa } from 'execa';

/** Runs git in a folder as nobody in particular, whatever this machine's configuration says. */
export async function git(folder: string, ...words: readonly string[]): Promise<string> {
  const { stdout } = await execa('git', words, {
    cwd: folder,
    env: {
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
      GIT_AUTHOR_NAME: 'learner',
      GIT_AUTHOR_EMAIL: 'learner@example.org',
      GIT_COMMITTER_NAME: 'learner',
      GIT_COMMITTER_EMAIL: 'learner@example.org',
    },
  });
  return stdout;
}

export async function commitAll(folder: string): Promise<void> {
  await git(folder, 'add', '--all');
  await git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'change');
}
