import { existsSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
import { NslabError } from '../errors.js';
import { usage } from './values.js';
import { same } from '../words.js';

/**
 * The absolute paths of what has changed since the point where `revision` and the current commit part, be it committed or not,
 * and of new files that git does not ignore. Without a single commit every file has changed. A submodule is one path.
 * @throws {NslabError} `git-failed`, `unknown-revision`, `missing-program`, `usage`
 */
export async function changedPaths(revision = 'HEAD'): Promise<string[]> {
  const root = await topFolder();
  const tracked = (await hasCommit(root))
    ? await names(root, 'diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', await forkPoint(root, revision), '--')
    : await names(root, 'ls-files', '-z');
  return [...tracked, ...(await names(root, 'ls-files', '-z', '--others', '--exclude-standard'))];
}

/** The paths that git lists. Only with `-z` does it leave them as they are: a name may hold quotes and line ends. */
async function names(root: string, ...words: readonly string[]): Promise<string[]> {
  const listed = await git(root, ...words);
  if (listed.failed) throw gitFailed(listed);
  const found = listed.stdout.split('\0').filter((name) => name !== '');
  // A repository inside of this one is told as a folder.
  return found.map((name) => path.join(root, name.replace(/\/$/, '')));
}

async function topFolder(): Promise<string> {
  const found = await git('.', 'rev-parse', '--show-toplevel');
  if (!found.failed && found.stdout !== '') return found.stdout.replace(/\n$/, '');
  const isNone = /not a git repository|must be run in a work tree/.test(found.stderr);
  if (!isNone) throw gitFailed(found);
  throw new NslabError(
    'git-failed',
    { en: 'not in a git repository', zh: '不在 git 仓库中' },
    { hint: { en: 'run it in the folder of a clone, or leave out --changed', zh: '在克隆的目录中运行，或去掉 --changed' } },
  );
}

async function hasCommit(root: string): Promise<boolean> {
  return !(await git(root, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}')).failed;
}

/** The newest commit that both have: what has happened on the other branch since is none of our changes. */
async function forkPoint(root: string, revision: string): Promise<string> {
  // A word that begins with a dash is an option for git, and no name of a revision.
  const commit = revision.startsWith('-') ? undefined : await git(root, 'rev-parse', '--verify', '--quiet', `${revision}^{commit}`);
  if (!commit || commit.failed) throw await unknownRevision(root, revision);
  const base = await git(root, 'merge-base', 'HEAD', commit.stdout.trim());
  if (!base.failed) return base.stdout.trim();
  const isShallow = await isShallowClone(root);
  throw new NslabError(
    'unknown-revision',
    {
      en: `HEAD and ${revision} have no commit in common${isShallow ? ' in this shallow clone' : ''}`,
      zh: `${isShallow ? '在这个浅克隆中，' : ''}HEAD 与 ${revision} 没有共同的提交`,
    },
    {
      hint: isShallow ? wholeHistory : { en: 'name a revision of the same history', zh: '指定同一历史中的一个版本' },
    },
  );
}

const wholeHistory = {
  en: 'fetch the history with `git fetch --unshallow`; in CI, have the whole of it checked out (`fetch-depth: 0`)',
  zh: '用 `git fetch --unshallow` 取回历史；在 CI 中，请检出全部历史（`fetch-depth: 0`）',
};

async function unknownRevision(root: string, revision: string): Promise<NslabError> {
  if (existsSync(revision)) {
    return usage(
      { en: `${revision} is a path, --changed expected a revision`, zh: `${revision} 是一个路径，而 --changed 需要一个版本` },
      {
        en: `write --changed behind the paths, or --changed=HEAD ${revision}`,
        zh: `把 --changed 写在路径之后，或写 --changed=HEAD ${revision}`,
      },
    );
  }
  const isShallow = await isShallowClone(root);
  const fetch = /^[\w.-]+\/./.test(revision) ? `git fetch ${revision.replace('/', ' ')}` : undefined;
  const remote = fetch === undefined ? same('') : { en: `\`${fetch}\` brings a branch; `, zh: `\`${fetch}\` 可以取回分支；` };
  return new NslabError(
    'unknown-revision',
    {
      en: `git knows no revision ${revision}${isShallow ? ' in this shallow clone' : ''}`,
      zh: `${isShallow ? '在这个浅克隆中，' : ''}git 不认识版本 ${revision}`,
    },
    {
      hint: isShallow
        ? wholeHistory
        : {
            en: `${remote.en}\`git branch --all\` and \`git tag\` list what there is`,
            zh: `${remote.zh}\`git branch --all\` 和 \`git tag\` 会列出已有的版本`,
          },
    },
  );
}

async function isShallowClone(root: string): Promise<boolean> {
  return (await git(root, 'rev-parse', '--is-shallow-repository')).stdout.trim() === 'true';
}

interface GitResult {
  readonly failed: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs git in a folder, in English and without a lock, so that it is in nobody's way. */
async function git(folder: string, ...words: readonly string[]): Promise<GitResult> {
  const result = await execa('git', ['-C', folder, ...words], {
    reject: false,
    stdin: 'ignore',
    stripFinalNewline: false,
    maxBuffer: 1_000_000_000,
    env: { LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' },
  });
  if (result.code === 'ENOENT') {
    throw new NslabError(
      'missing-program',
      { en: 'git is not on this machine', zh: '本机没有 git' },
      { hint: { en: 'install git, or leave out --changed', zh: '安装 git，或去掉 --changed' } },
    );
  }
  return { failed: result.failed, stdout: result.stdout, stderr: result.stderr };
}

function gitFailed({ stderr }: GitResult): NslabError {
  const said = stderr
    .trim()
    .split('\n')[0]!
    .replace(/^fatal: /, '');
  return new NslabError(
    'git-failed',
    { en: `git says: ${said}`, zh: `git 报告：${said}` },
    { hint: { en: 'do what git says, or leave out --changed', zh: '按 git 的提示处理，或去掉 --changed' } },
  );
}
