import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { shellRc } from './shell-rc.js';

/** The folder over which a lab builds its root in its own mount namespace; it exists on every machine. */
const root = '/tmp';

/** What of the machine's /etc a lab sees, when it exists there: folders as they are, read-only, files as copies of its own. */
const sharedEtc = [
  'alternatives',
  'debian_version',
  'ethertypes',
  'host.conf',
  'iproute2',
  'ld.so.cache',
  'ld.so.conf',
  'ld.so.conf.d',
  'nsswitch.conf',
  'os-release',
  'protocols',
  'services',
  'terminfo',
];

const devices = ['null', 'zero', 'full', 'random', 'urandom', 'tty', 'net/tun'];

const folders = `usr proc sys tmp home mnt opt root srv etc/netns dev/net dev/pts dev/shm run/lock run/netns run/nslab/sys
var/cache var/lib var/log var/tmp`.split(/\s/);

/** Links that a lab takes over as they are: /bin and its like on a merged /usr, the standard streams, /var/run. */
const links = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32', '/dev/fd', '/dev/stdin', '/dev/stdout', '/dev/stderr', '/var/run'];

/**
 * The lines of bash that build a lab's root and make it `/`: an allow-list of the machine's programs, read-only, and everything
 * else on the lab's own tmpfs. Built from few programs, because each costs one to two milliseconds at every start of a lab.
 */
export function rootFileSystemScript(hostname: string, token: string): string {
  const top = links.filter((file) => existsSync(file));
  const etc = sharedEtc.map((name) => `/etc/${name}`).filter((file) => existsSync(file));
  const isFolder = (file: string): boolean => statSync(file).isDirectory();
  const binds = ['/usr', ...top.filter((file) => !isLink(file) && file.lastIndexOf('/') === 0), ...etc.filter(isFolder)];
  const copies = [...top.filter(isLink), ...etc.filter((file) => !isFolder(file))];
  const nodes = devices.map((name) => `/dev/${name}`).filter((file) => existsSync(file));
  const madeFolders = [...folders, ...binds.map((file) => file.slice(1))];
  const madeFiles = [...nodes, '/dev/ptmx'];
  const fstab = [
    `proc ${root}/proc proc nosuid,nodev,noexec 0 0`,
    `sysfs ${root}/sys sysfs nosuid,nodev,noexec 0 0`,
    // ip-netns(8) mounts a sysfs of its own, which the kernel allows only while another fully visible one stays mounted.
    `sysfs ${root}/run/nslab/sys sysfs ro,nosuid,nodev,noexec 0 0`,
    `devpts ${root}/dev/pts devpts newinstance,ptmxmode=0666,mode=0620 0 0`,
    `nslab ${root}/dev/shm tmpfs nosuid,nodev,mode=1777,size=16m 0 0`,
    `nslab ${root}/tmp tmpfs nosuid,nodev,mode=1777,size=64m 0 0`,
    // Recursive, because the kernel refuses to bind a folder without the mounts below it into a user namespace.
    ...binds.map((file) => `${file} ${root}${file} none rbind,ro,nosuid,nodev 0 0`),
    ...nodes.map((file) => `${file} ${root}${file} none bind,nosuid 0 0`),
    `${root}/dev/pts/ptmx ${root}/dev/ptmx none bind 0 0`,
  ];
  const write = (file: string, text: string): string => `printf '%s' ${quote(text)} >${file}`;
  // The table lies where the lab's /dev/shm is going to cover it, and the old root in a folder that is needed anyway.
  return `
mount -t tmpfs -o mode=755,size=256m,nr_inodes=65536 nslab ${root}
cd ${root}
mkdir -p ${madeFolders.join(' ')}
cp -dP --parents ${copies.join(' ')} .
for file in ${madeFiles.map((file) => file.slice(1)).join(' ')}; do : >"$file"; done
${write('dev/shm/fstab', fstab.join('\n'))}
mount --fstab dev/shm/fstab --all
pivot_root . mnt
cd /
umount --lazy /mnt
${Object.entries(ownFiles(hostname, token))
  .map(([file, text]) => write(file, text))
  .join('\n')}
`;
}

/** Files that lessons may change, so every lab has its own. */
function ownFiles(hostname: string, token: string): Record<string, string> {
  return {
    '/etc/hostname': `${hostname}\n`,
    '/etc/hosts': `127.0.0.1\tlocalhost\n127.0.1.1\t${hostname}\n::1\tlocalhost ip6-localhost ip6-loopback\n`,
    '/etc/resolv.conf': '# This lab has no name server.\n',
    '/etc/passwd': `root:x:0:0:root:/root:/bin/bash\n${systemUsers('/etc/passwd')}nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n`,
    '/etc/group': `root:x:0:\ntty:x:5:\n${systemUsers('/etc/group')}nogroup:x:65534:\n`,
    '/etc/bash.bashrc': shellRc(token),
    '/etc/profile': `. /etc/bash.bashrc\n`,
    '/root/.bashrc': `. /etc/bash.bashrc\n`,
    '/root/.profile': '',
  };
}

/** Entries of the users that network tools change to; tcpdump refuses to start without its own. */
function systemUsers(file: string): string {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => /^(tcpdump|daemon):/.test(line))
    .map((line) => `${line}\n`)
    .join('');
}

function isLink(file: string): boolean {
  return lstatSync(file).isSymbolicLink();
}

/** A text as one word of shell input. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
