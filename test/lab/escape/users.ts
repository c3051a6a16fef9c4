import { accessSync, constants, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { asOrdinaryUser } from '../../commands/run-cli.js';

/** `root`; `single`: a user without sub-ids, who is one id in a lab; `range`: one with sub-ids through newuidmap(1). */
export type UserKind = 'root' | 'single' | 'range';

/** Somebody who runs lessons. */
export interface User {
  readonly kind: UserKind;
  readonly title: string;
  readonly uid: number;
  /** The words by which root becomes this user. */
  readonly become: readonly string[];
  /** Why nobody can be this user here. */
  readonly whyNot: string | undefined;
}

const isRoot = process.getuid!() === 0;
const ranged = { uid: 54_322, firstSubId: 200_000_000, count: 65_536 };

export const users: readonly User[] = [
  { kind: 'root', title: 'root', uid: 0, become: [], whyNot: isRoot ? undefined : 'needs root' },
  {
    kind: 'single',
    title: 'an ordinary user with a single id',
    uid: isRoot ? 54_321 : process.getuid!(),
    become: asOrdinaryUser ?? [],
    whyNot: undefined,
  },
  {
    kind: 'range',
    title: 'an ordinary user with a range of sub-ids',
    uid: ranged.uid,
    become: ['setpriv', '--reuid', `${ranged.uid}`, '--regid', `${ranged.uid}`, '--clear-groups'],
    whyNot: isRoot ? (hasProgram('newuidmap') ? undefined : 'newuidmap is not on this machine (Debian: uidmap)') : 'needs root',
  },
];

/**
 * The words that run a program as a user, in a mount namespace of its own whose mounts would propagate, and that leave the mounts which are
 * there at its end in `mounts` below the folder. The machine's files stay as they are: what gives the user sub-ids is mounted over them.
 */
export function frame(user: User, folder: string): string[] {
  if (!isRoot) return [...user.become];
  const binds = user.kind === 'range' ? writeSubIds(folder).map(([from, file]) => `mount --bind ${from} ${file}`) : [];
  const script = [
    'set -e',
    ...binds,
    'mount --make-rshared /',
    'set +e',
    '"$@"',
    'status=$?',
    `cat /proc/self/mountinfo >${folder}/mounts`,
    'exit $status',
  ];
  return ['unshare', '--mount', 'sh', '-c', script.join('\n'), 'sh', ...user.become];
}

/** Files that give the user a name and sub-ids, and what they stand for. */
function writeSubIds(folder: string): [string, string][] {
  const { uid, firstSubId, count } = ranged;
  const texts: Record<string, string> = {
    passwd: `${readFileSync('/etc/passwd', 'utf8')}nslab-test:x:${uid}:${uid}::/nonexistent:/bin/sh\n`,
    subuid: `nslab-test:${firstSubId}:${count}\n`,
    subgid: `nslab-test:${firstSubId}:${count}\n`,
  };
  return Object.entries(texts).map(([name, text]) => {
    const file = path.join(folder, name);
    writeFileSync(file, text, { mode: 0o644 });
    return [file, `/etc/${name}`];
  });
}

function hasProgram(name: string): boolean {
  return (process.env['PATH'] ?? '').split(':').some((folder) => {
    try {
      accessSync(path.join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
