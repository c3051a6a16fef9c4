import { existsSync, lstatSync, readlinkSync, statSync } from 'node:fs';
import path from 'node:path';
import { labLimits } from './limits.js';
import { personFiles } from './person-shell.js';
import { requestShim } from './request-shim.js';
import { shellHooks, shellInit, shellRc, shellsFolder } from './shell-rc.js';
import { sudoShim } from './sudo-shim.js';

/** One thing that the lab's program makes; `file` is absolute in the lab. */
export type FileItem =
  | { readonly verb: 'folder'; readonly file: string; readonly mode?: string }
  | { readonly verb: 'link'; readonly target: string; readonly file: string }
  | { readonly verb: 'file'; readonly mode: string; readonly text: string; readonly file: string }
  /** A copy that belongs to the lab. */
  | { readonly verb: 'copy'; readonly from: string; readonly file: string }
  /** A folder or file of the machine as it is, read-only. */
  | { readonly verb: 'bind'; readonly from: string; readonly file: string }
  | { readonly verb: 'tmpfs'; readonly options: string; readonly file: string };

/** The folder over which a lab builds its root in its own mount namespace; it exists on every machine. */
export const buildFolder = '/tmp';

/** Where a lesson's fixtures are seen in a lab. */
const fixturesFolder = '/root/fixtures';

/** What of the machine's /etc a lab sees, when it exists there: folders as they are, read-only, files as copies of its own. */
const sharedEtc = [
  'adduser.conf',
  'alternatives',
  'bindresvport.blacklist',
  'debconf.conf',
  'debian_version',
  'default/useradd',
  'deluser.conf',
  'ethertypes',
  'host.conf',
  'iproute2',
  'ld.so.cache',
  'ld.so.conf',
  'ld.so.conf.d',
  'login.defs',
  'lsb-release',
  'nftables.conf',
  'nsswitch.conf',
  'os-release',
  'pam.conf',
  'pam.d',
  'protocols',
  'rpc',
  'security',
  'services',
  'shells',
  'ssl/certs',
  'ssl/openssl.cnf',
  'sysctl.conf',
  'terminfo',
  'vim',
];

const devices = ['null', 'zero', 'full', 'random', 'urandom', 'tty', 'net/tun'];

const folders = `usr proc sys tmp home mnt media opt root srv etc dev etc/netns etc/skel dev/net dev/pts dev/shm run run/lock run/nslab
run/nslab/bin var var/cache var/lib var/log var/spool var/tmp home/learner`.split(/\s+/);

/**
 * Where namespaces have names. In a lab with Docker it is not there before somebody makes it, as on any machine: lessons have it be a link to where
 * Docker keeps its own.
 */
const namesFolder = '/run/netns';

/** Links that a lab takes over as they are: /bin and its like on a merged /usr. */
const systemFolders = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];

/**
 * Everything that stands in a lab's root, in the order in which it can be made: an allow-list of the machine's programs, read-only, and all
 * else on the lab's own tmpfs.
 */
export function rootFileSystem(
  hostname: string,
  token: string,
  {
    hasFixtures,
    isPrivileged,
    isRecorded,
    takesRequests,
  }: { readonly hasFixtures: boolean; readonly isPrivileged: boolean; readonly isRecorded: boolean; readonly takesRequests: boolean },
): FileItem[] {
  const system = systemFolders.filter((file) => existsSync(file));
  const etc = sharedEtc.map((name) => `/etc/${name}`).filter((file) => existsSync(file));
  const nodes = devices.map((name) => `/dev/${name}`).filter((file) => existsSync(file));
  const shared = ['/usr', ...system.filter((file) => !isLink(file)), ...etc.filter(isFolder)];
  const sudo = ['/usr/bin/sudo', '/usr/local/bin/sudo'].filter((file) => existsSync(file));
  const targets = hasFixtures ? [fixturesFolder] : [];
  return [
    tmpfs('/', 755, labLimits.rootFiles),
    ...withParents([
      ...folders.map((name) => `/${name}`),
      ...(isPrivileged ? [] : [namesFolder]),
      ...shared,
      ...etc.map((file) => path.dirname(file)),
      ...targets,
    ]).map((file): FileItem => ({ verb: 'folder', file })),
    ...(isRecorded ? [{ verb: 'folder', file: shellsFolder, mode: '1777' } as const] : []),
    tmpfs('/dev/shm', 1777, labLimits.sharedMemory),
    tmpfs('/tmp', 1777, labLimits.temporaryFiles),
    ...system.filter(isLink).map((file): FileItem => ({ verb: 'link', target: readlinkSync(file), file })),
    ...Object.entries(links).map(([file, target]): FileItem => ({ verb: 'link', target, file })),
    ...shared.map((file): FileItem => ({ verb: 'bind', from: file, file })),
    ...etc.filter((file) => !isFolder(file)).map((file): FileItem => ({ verb: 'copy', from: file, file })),
    ...Object.entries({ ...ownFiles(hostname, token), ...(takesRequests && { [requestFile]: requestShim(token) }) }).map(
      ([file, text]): FileItem => ({ verb: 'file', mode: modeOf(file), text, file }),
    ),
    ...nodes.flatMap((file): FileItem[] => [
      { verb: 'file', mode: '0644', text: '', file },
      { verb: 'bind', from: file, file },
    ]),
    // Over the machine's, which could not work in a lab: its files are nobody's there.
    ...sudo.map((file): FileItem => ({ verb: 'bind', from: `${buildFolder}${shimFile}`, file })),
    ...targets.map((file): FileItem => ({ verb: 'bind', from: '.', file })),
  ];
}

const shimFile = '/run/nslab/bin/sudo';
/** What a person in a lab asks the runner with. */
const requestFile = '/run/nslab/bin/nslab';

const links: Readonly<Record<string, string>> = {
  '/dev/fd': '/proc/self/fd',
  '/dev/ptmx': 'pts/ptmx',
  '/dev/stderr': '/proc/self/fd/2',
  '/dev/stdin': '/proc/self/fd/0',
  '/dev/stdout': '/proc/self/fd/1',
  '/etc/mtab': '/proc/self/mounts',
  '/var/lock': '/run/lock',
  '/var/run': '/run',
};

function tmpfs(file: string, mode: number, size: number): FileItem {
  return { verb: 'tmpfs', options: `mode=${mode},size=${size},nr_inodes=${labLimits.inodes}`, file };
}

/** Each folder once, after those above it. */
function withParents(files: readonly string[]): string[] {
  const all = new Set<string>();
  const add = (file: string): void => {
    if (file === '/' || all.has(file)) return;
    add(path.dirname(file));
    all.add(file);
  };
  files.forEach(add);
  return [...all];
}

/** Files that lessons may change, so every lab has its own. */
function ownFiles(hostname: string, token: string): Record<string, string> {
  const users = systemUsers();
  return {
    '/etc/hostname': `${hostname}\n`,
    '/etc/hosts': `127.0.0.1\tlocalhost\n127.0.1.1\t${hostname}\n::1\tlocalhost ip6-localhost ip6-loopback\n`,
    '/etc/resolv.conf': '# This lab has no name server.\n',
    '/etc/fstab': '',
    '/etc/environment': '',
    '/etc/passwd': users.map(({ name, uid, gid, home, shell }) => `${name}:x:${uid}:${gid}:${name}:${home}:${shell}\n`).join(''),
    '/etc/group': `tty:x:5:\nsudo:x:27:learner\n${users.map(({ group, gid }) => `${group}:x:${gid}:\n`).join('')}`,
    '/etc/shadow': users.map(({ name }) => `${name}:*:19000:0:99999:7:::\n`).join(''),
    '/etc/gshadow': '',
    '/etc/bash.bashrc': shellRc(token),
    '/etc/profile': '. /etc/bash.bashrc\n',
    '/etc/nslab.shinit': shellInit(token),
    '/etc/skel/.bashrc': '. /etc/bash.bashrc\n',
    '/home/learner/.bashrc': '. /etc/bash.bashrc\n',
    '/root/.bashrc': '. /etc/bash.bashrc\n',
    '/root/.profile': '',
    ...personFiles(token, shellHooks(token)),
    [shimFile]: sudoShim,
  };
}

function modeOf(file: string): string {
  if (file === shimFile || file === requestFile) return '0755';
  return file.endsWith('shadow') ? '0600' : '0644';
}

interface User {
  readonly name: string;
  readonly group: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly shell: string;
}

/** Root, an ordinary user, and those that network tools change to: tcpdump refuses to start without its own. */
function systemUsers(): User[] {
  const nologin = '/usr/sbin/nologin';
  const other = (name: string, uid: number, group = name): User => {
    return { name, group, uid, gid: uid, home: '/nonexistent', shell: nologin };
  };
  return [
    { name: 'root', group: 'root', uid: 0, gid: 0, home: '/root', shell: '/bin/bash' },
    other('daemon', 1),
    other('tcpdump', 105),
    other('dnsmasq', 106),
    { name: 'learner', group: 'learner', uid: 1000, gid: 1000, home: '/home/learner', shell: '/bin/bash' },
    other('nobody', 65_534, 'nogroup'),
  ];
}

function isLink(file: string): boolean {
  return lstatSync(file).isSymbolicLink();
}

function isFolder(file: string): boolean {
  return statSync(file).isDirectory();
}
