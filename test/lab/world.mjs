import { spawnSync } from 'node:child_process';
import { lstatSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';

/** Settings that change by themselves. */
const restless =
  /random\/|ns_last_pid|dentry-state|inode-(?:nr|state)|file-nr|aio-nr|conntrack_count|pty\/nr|pid_max|overcommit_kbytes|lowmem|dirty_(?:bytes|ratio)|stat_refresh|route\/flush|usermodehelper/;

/** What of the machine a run could leave changed beside processes, by name; each a text that is the same as long as nothing is. */
export function world() {
  return {
    mounts: readFileSync('/proc/self/mountinfo', 'utf8'),
    namespaces:
      ['net', 'mnt', 'user', 'cgroup', 'ipc', 'uts'].map((kind) => readlinkSync(`/proc/self/ns/${kind}`)).join() + list('/run/netns'),
    files: [
      ...['/run', '/dev', '/dev/shm', '/dev/net', '/var/lib', '/var/lib/docker', '/etc/docker', '/root/.docker', '/var/run/docker'].map(
        list,
      ),
      // Other programs may be at work in /tmp; what nslab makes would bear its name.
      list('/tmp')
        .split(',')
        .filter((name) => /nslab(?!-test)|docker/.test(name))
        .join(),
    ].join(' '),
    cgroups: leftGroups('/sys/fs/cgroup').join(),
    settings: settings('/proc/sys').join('\n'),
    modules: list('/sys/module'),
    links: `${list('/sys/class/net')} ${text('/proc/net/route')} ${text('/proc/net/if_inet6')}`,
    rules: `${text('/proc/net/ip_tables_names')} ${spawnSync('nft', ['list', 'ruleset'], { encoding: 'utf8' }).stdout ?? ''}`,
    security: text('/sys/kernel/security/apparmor/profiles'),
  };
}

/** Control groups of labs that have ended: none of their processes is left, in whatever process namespace. */
function leftGroups(top) {
  const groups = foldersBelow(top).filter((folder) => /\/nslab-[0-9a-f]{16}$/.test(folder));
  const nameOf = (folder) => folder.slice(folder.lastIndexOf('/') + 1);
  const isAlive = (folder) => Number(text(`${folder}/pids.current`)) > 0 || text(`${folder}/cgroup.events`).includes('populated 1');
  const alive = new Set(groups.filter(isAlive).map(nameOf));
  return groups.filter((folder) => !alive.has(nameOf(folder))).toSorted();
}

function foldersBelow(folder) {
  return entries(folder).flatMap((name) => {
    const file = `${folder}/${name}`;
    return isFolder(file) ? [file, ...foldersBelow(file)] : [];
  });
}

function settings(folder) {
  return entries(folder).flatMap((name) => {
    const file = `${folder}/${name}`;
    if (isFolder(file)) return settings(file);
    return restless.test(file) ? [] : [`${file} ${text(file)}`];
  });
}

function entries(folder) {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}

function list(folder) {
  return entries(folder).join();
}

function isFolder(file) {
  return lstatSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function text(file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
