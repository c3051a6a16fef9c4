import { existsSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
import { NslabError } from '../errors.js';
import { usage } from './values.js';

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
  throw new NslabError('git-failed', 'not in a git repository', { hint: 'run it in the folder of a clone, or leave out --changed' });
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
  throw new NslabError('unknown-revision', `HEAD and ${revision} have no commit in common${isShallow ? ' in this shallow clone' : ''}`, {
    hint: isShallow ? wholeHistory : 'name a revision of the same history',
  });
}

const wholeHistory = 'fetch the history with `git fetch --unshallow`; in CI, have the whole of it checked out (`fetch-depth: 0`)';

async function unknownRevision(root: string, revision: string): Promise<NslabError> {
  if (existsSync(revision)) {
    return usage(`${revision} is a path, --changed expected a revision`, `write --changed behind the paths, or --changed=HEAD ${revision}`);
  }
  const isShallow = await isShallowClone(root);
  const remote = /^[\w.-]+\/./.test(revision) ? `\`git fetch ${revision.replace('/', ' ')}\` brings a branch; ` : '';
  return new NslabError('unknown-revision', `git knows no revision ${revision}${isShallow ? ' in this shallow clone' : ''}`, {
    hint: isShallow ? wholeHistory : `${remote}\`git branch --all\` and \`git tag\` list what there is`,
  });
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
    throw new NslabError('missing-program', 'git is not on this machine', { hint: 'install git, or leave out --changed' });
  }
  return { failed: result.failed, stdout: result.stdout, stderr: result.stderr };
}

function gitFailed({ stderr }: GitResult): NslabError {
  const said = stderr
    .trim()
    .split('\n')[0]!
    .replace(/^fatal: /, '');
  return new NslabError('git-failed', `git says: ${said}`, { hint: 'do what git says, or leave out --changed' });
}
