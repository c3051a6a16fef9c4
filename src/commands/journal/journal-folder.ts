import { chmodSync, lstatSync, mkdirSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import type { Words } from '../../words.js';
import { syncFolder } from './durable-file.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where journals are kept: below the folder for state of the XDG Base Directory Specification. It need not be there. */
export function journalFolder(environment: Environment = process.env): string {
  return path.join(stateHome(environment), 'nslab', 'journals');
}

/**
 * Makes the folder where it is not there, for nobody else to read.
 * @returns why it can't be used, or `undefined`
 */
export function makeJournalFolder(folder: string): Words | undefined {
  const own = path.dirname(folder);
  try {
    const first = mkdirSync(path.dirname(own), { recursive: true, mode: 0o700 });
    if (first !== undefined)
      for (let at = path.dirname(own); at.length >= first.length; at = path.dirname(at)) syncFolder(path.dirname(at));
    makeFolder(own);
    // Nothing is made behind a link either.
    const problem = folderProblem(folder) ?? (makeFolder(folder), folderProblem(folder));
    // One that somebody has opened to others is closed again: what is typed in a lab is nobody else's business.
    if (problem === undefined && (statSync(folder).mode & 0o077) !== 0) chmodSync(folder, 0o700);
    return problem;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { en: `${folder} can't be written (${code})`, zh: `无法写入 ${folder}（${code}）` };
  }
}

/** Why a folder of journals is not to be used: somebody else may have a hand in it. A folder that is not there has no problem. */
export function folderProblem(folder: string): Words | undefined {
  for (const each of [path.dirname(folder), folder]) {
    const info = lstatSync(each, { throwIfNoEntry: false });
    if (!info) return undefined;
    if (info.isSymbolicLink())
      return { en: `${each} is a symbolic link, which nslab does not follow`, zh: `${each} 是符号链接，nslab 不跟随符号链接` };
    if (!info.isDirectory()) return { en: `${each} is no folder`, zh: `${each} 不是目录` };
    if (info.uid !== process.geteuid?.()) return { en: `${each} belongs to another user`, zh: `${each} 属于另一个用户` };
    if ((info.mode & 0o022) !== 0 && each !== folder)
      return {
        en: `${each} may be written by others; take that away: chmod go-w`,
        zh: `${each} 可被其他人写入；请取消这一权限：chmod go-w`,
      };
  }
  return undefined;
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
    syncFolder(path.dirname(folder));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function stateHome(environment: Environment): string {
  const given = environment['XDG_STATE_HOME'];
  // The specification: a relative path is to be ignored.
  if (given !== undefined && path.isAbsolute(given) && isForThisUser(given)) return given;
  return path.join(homeFolder(environment['HOME']), '.local', 'state');
}

/** sudo(8) and su(1) may leave HOME as it was; files of root in there would be in its owner's way. */
function homeFolder(given: string | undefined): string {
  const home = given !== undefined && path.isAbsolute(given) ? given : undefined;
  if (home !== undefined && ownerOf(home) === process.geteuid?.()) return home;
  try {
    return userInfo().homedir;
  } catch {
    // The user has no line in passwd(5), as in some containers.
    return home ?? '/';
  }
}

/** Whether what is there of a path belongs to this user; an ordinary user may also have a place that root has given, but none that they may not look at. */
function isForThisUser(place: string): boolean {
  for (let at = place; ; at = path.dirname(at)) {
    try {
      const info = statSync(at, { throwIfNoEntry: false });
      if (info) return info.uid === process.geteuid?.() || info.uid === 0;
    } catch {
      return false;
    }
  }
}

function ownerOf(file: string): number | undefined {
  try {
    return statSync(file).uid;
  } catch {
    return undefined;
  }
}
