import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import type { Lab } from '../../../src/lab/create-lab.js';
import { childrenOf, commandLine } from '../../../src/lab/processes.js';
import { shellsFolder } from '../../../src/lab/shell-rc.js';

/** Of the machine, of the kernel, or of nslab. */
const others = new Set(['/proc', '/sys', '/usr', '/dev', '/run/nslab', '/run/netns', '/etc/ssl', '/etc/alternatives']);

/** What is seen of a lab without any reading of ours that is to be tested: files, shells, processes, mounts. A line for each item. */
export function plainLook(lab: Lab): string[] {
  const root = `/proc/${lab.pid}/root`;
  return [...files(root, '/'), ...shells(root), ...processes(lab.pid, '').toSorted(), ...mounts(lab.pid)];
}

function files(root: string, folder: string): string[] {
  return readdirSync(root + folder)
    .toSorted()
    .flatMap((name) => {
      const file = path.join(folder, name);
      if (others.has(file)) return [];
      const { mode, uid, size } = lstatSync(root + file);
      // As numbered inside: each lab has other ids of the machine. What is mounted from there is nobody's.
      const owner = uid - lstatSync(`${root}/root`).uid;
      if (owner < 0) return [];
      const told = `file ${JSON.stringify(file)} ${mode.toString(8)} ${owner}`;
      switch (mode & 0o170000) {
        case 0o040000:
          return [told, ...files(root, file)];
        case 0o120000:
          return [`${told} to ${readlinkSync(root + file)}`];
        case 0o100000:
          return [`${told} ${size < 100_000 ? textOf(root, file) : size}`];
        default:
          return [told];
      }
    });
}

/** What bears the token of the lab is another text in each. */
function textOf(root: string, file: string): string {
  const text = readFileSync(root + file, 'latin1');
  return JSON.stringify(text.replaceAll(tokenOf(text), 'TOKEN'));
}

function tokenOf(text: string): string {
  return /133;[A-Z];\S*?([0-9a-f]{16})\b/.exec(text)?.[1] ?? ' none ';
}

function shells(root: string): string[] {
  return readdirSync(root + shellsFolder)
    .toSorted((a, b) => Number(a) - Number(b))
    .flatMap((number) => {
      const text = readFileSync(`${root}${shellsFolder}/${number}`, 'utf8');
      return text
        .replaceAll(tokenOf(text), 'TOKEN')
        .split('\n')
        .map((line) => `shell ${number}: ${line}`);
    });
}

/** Without their numbers: it is chance which of two shells that go on starts its next program first. */
function processes(pid: number, above: string): string[] {
  return childrenOf(pid).flatMap((child) => {
    const words = commandLine(child)?.join(' ');
    // It has ended, and nobody has asked how.
    if (!words) return [];
    const told = `${above}/${words}`;
    return [`process ${told}`, ...processes(child, told)];
  });
}

function mounts(pid: number): string[] {
  return readFileSync(`/proc/${pid}/mountinfo`, 'utf8')
    .split('\n')
    .map((line) => `mount ${line.split(' ').slice(4, 6).join(' ')}`);
}
