import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/** Where what stands for sudo lies in a lab, before everything else. */
export const shimFolder = '/run/nslab/bin';

/** Where a lab looks for programs: the PATH of its shells. */
export const labPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** What makes a lab, and the Debian package that brings each. */
export const labPrograms: Readonly<Record<string, string>> = { bash: 'bash', ip: 'iproute2', perl: 'perl-base', sh: 'dash' };

/**
 * Where the program is on this machine, or `undefined`. An ordinary user's PATH often lacks the `sbin` folders, in which
 * `ip` lives, so the lab's own folders are searched after it.
 */
export function findProgram(name: string): string | undefined {
  return findIn(name, `${process.env['PATH'] ?? ''}:${labPath}`);
}

/** Where the program is in the folders that belong to the system: nothing that makes a lab may be a file that the lab could change. */
export function findInSystem(name: string): string | undefined {
  return findIn(name, labPath);
}

const inLab = new Map<string, boolean>();

/** Whether a shell inside a lab would find the program. Looked up once: a lab's programs are the machine's, read-only. */
export function isInLab(name: string): boolean {
  const known = inLab.get(name) ?? findIn(name, labPath) !== undefined;
  inLab.set(name, known);
  return known;
}

/** Looks again, after something was installed. */
export function forgetPrograms(): void {
  inLab.clear();
}

function findIn(name: string, searchPath: string): string | undefined {
  for (const folder of searchPath.split(':')) {
    if (!path.isAbsolute(folder)) continue;
    const file = path.join(folder, name);
    if (isExecutable(file)) return file;
  }
  return undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
