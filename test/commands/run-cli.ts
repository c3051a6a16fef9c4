import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { execa, type Options } from 'execa';

const root = path.resolve(import.meta.dirname, '../..');
/** The built program, as a person runs it. */
const program = path.join(root, 'dist/nslab.cjs');

export interface CliResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line without a terminal. */
export async function nslab(
  words: readonly string[],
  options: Options & { prefix?: readonly string[]; file?: string } = {},
): Promise<CliResult> {
  const { prefix = [], file = program, ...rest } = options;
  const [command, ...args] = [...prefix, process.execPath, file, ...words];
  const result = await execa(command!, args, {
    cwd: root,
    reject: false,
    stdin: 'ignore',
    stripFinalNewline: false,
    ...rest,
    env: { CI: '', FORCE_COLOR: '0', GITHUB_ACTIONS: '', ...rest.env },
  });
  return { status: result.exitCode ?? 128, stdout: String(result.stdout), stderr: String(result.stderr) };
}

/** A user without any right and without sub-ids, as whom root runs a program by these words; `undefined` when not root. */
export const asOrdinaryUser =
  process.getuid?.() === 0 ? ['setpriv', '--reuid', '54321', '--regid', '54321', '--clear-groups', '--no-new-privs'] : undefined;

/** Installs the built program into a folder that everyone may read, and nothing but what it needs. */
export function installInto(folder: string): string {
  for (const part of ['dist', 'lessons', 'package.json']) {
    cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  }
  mkdirSync(path.join(folder, 'work'), { mode: 0o755 });
  return path.join(folder, 'dist/nslab.cjs');
}
