import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { perl, type Attempt, type Result } from '../attempt.js';
import type { Planted } from '../planted.js';
import { numberOf } from '../system-call-numbers.js';

const write = 'touch /usr/nslab-canary-mount && echo ESCAPED';

function leavesUsr(): void {
  expect(existsSync('/usr/nslab-canary-mount')).toBe(false);
}

/** File systems that the kernel gives to root of a user namespace, each for itself. */
const harmless = /^(?:tmpfs|ramfs|proc|sysfs|devpts|mqueue|cgroup2?|cpuset|overlay|binfmt_misc|bpf|fuse|autofs)$/;

/** Mounts of the lab: to have them writable, or away. */
export const mounts: readonly Attempt[] = [
  {
    name: "mounts the machine's folders writable",
    commands: () => [
      `mount -o remount,bind,rw /usr; ${write}`,
      `mount -o remount,rw /usr; ${write}`,
      `mkdir -p /mnt/usr; mount --bind /usr /mnt/usr && mount -o remount,bind,rw /mnt/usr; touch /mnt/usr/nslab-canary-mount && echo ESCAPED`,
      `mount --rbind / /mnt && mount -o remount,bind,rw /mnt/usr; touch /mnt/usr/nslab-canary-mount && echo ESCAPED`,
    ],
    shows: /Read-only file system/,
    after: leavesUsr,
  },
  {
    name: 'mounts them writable by the newer calls',
    commands: () => [
      // AT_RECURSIVE; then a copy of the tree by OPEN_TREE_CLONE, made writable, in another place.
      perl(`my ($usr, $mnt, $no, $none) = ("/usr", "/mnt", "", ""); my $attr = pack "Q4", 0, 1, 0, 0;
        print "set ", syscall(${numberOf('mount_setattr')}, -100, $usr, 0x8000, $attr, 32) == 0 ? "ESCAPED" : "refused $!", "\\n";
        my $tree = syscall ${numberOf('open_tree')}, -100, $usr, 0x88001; print "tree $tree $!\\n";
        print "set ", syscall(${numberOf('mount_setattr')}, $tree, $no, 0x9000, $attr, 32) == 0 ? "ESCAPED" : "refused $!", "\\n" if $tree > 0;
        syscall ${numberOf('move_mount')}, $tree, $no, -100, $mnt, 4; system "touch /mnt/nslab-canary-mount && echo ESCAPED"`),
    ],
    shows: /refused/,
    after: leavesUsr,
  },
  {
    name: 'mounts them writable in a user namespace of its own',
    commands: () => [
      `unshare -Urm sh -c 'mount -o remount,bind,rw /usr; umount /usr; ${write}; mount --rbind /usr /mnt && mount -o remount,rw,bind /mnt; touch /mnt/nslab-canary-mount && echo ESCAPED'`,
      `unshare -Urmpf --mount-proc sh -c 'unshare -Urm sh -c "mount -o remount,bind,rw /usr; ${write}"'`,
    ],
    shows: /Read-only file system|Operation not permitted|cannot/,
    after: leavesUsr,
  },
  {
    name: "takes away what lies over the machine's files",
    commands: ({ openFile, homeFile, sharedMemoryFile }) => {
      const look = `cat ${openFile} ${homeFile} ${sharedMemoryFile} 2>/dev/null; ls -A /etc/shadow- /etc/ssh /var/lib/dpkg 2>/dev/null && echo ESCAPED`;
      return [
        `umount -l /dev/shm; umount -l /tmp; umount -l /run; umount -l /etc; umount -l /root; ${look}`,
        `umount -l /sys /run/nslab/sys /dev/pts /usr; ${look}; /usr/bin/ls -A /usr`,
        `umount -l /proc; ${look}; umount -l /; ${look}; echo done`,
        { terminal: 'second', command: `${look}; umount -l /; ls -A /mnt /; echo done` },
      ];
    },
    mayEnd: true,
    shows: /done/,
  },
  {
    name: 'changes its root',
    commands: ({ openFile }) => [
      `mkdir /tmp/new && mount -t tmpfs none /tmp/new && mkdir /tmp/new/old && cd /tmp/new && pivot_root . old; ls -d old/tmp/nslab-escape-* old/old${openFile} && echo ESCAPED; echo done`,
      `unshare -Urm sh -c 'mount --rbind / /mnt && cd /mnt && mkdir -p /mnt/tmp/o && pivot_root . tmp/o && cat /tmp/o${openFile}'; echo done`,
    ],
    shows: /done/,
    mayEnd: true,
  },
  {
    name: 'mounts file systems of the kernel and of disks',
    commands: () => [
      `mkdir -p /tmp/m; for t in $(sed "s/.*\\t//" /proc/filesystems) devtmpfs debugfs tracefs securityfs configfs pstore efivarfs hugetlbfs ext4 9p virtiofs nfs; do
  mount -t $t none /tmp/m 2>/dev/null && { echo mounted $t; umount /tmp/m; }
done; echo tried`,
    ],
    shows: /tried/,
    after: ({ output }) => {
      const mounted = [...output.matchAll(/^mounted (.*)$/gm)].map(([, type]) => type!);
      expect(mounted).toContain('tmpfs');
      expect(mounted.filter((type) => !harmless.test(type))).toEqual([]);
    },
  },
  {
    name: 'sets up a loop device',
    commands: () => [
      'truncate -s 8M /tmp/image; mke2fs -q /tmp/image; losetup --find --show /tmp/image && echo ESCAPED',
      'for n in /dev/loop-control /dev/loop0; do [ -e $n ] && echo "ESCAPED $n"; done; mount -o loop /tmp/image /mnt && echo ESCAPED; echo tried',
    ],
    shows: /tried/,
  },
  {
    name: 'has its own mounts seen outside',
    commands: () => ['mkdir -p /tmp/own; mount --make-rshared /; mount -t tmpfs nslab-canary-mount /tmp/own && echo mounted'],
    shows: /mounted/,
    after: (_: Result, { folder }: Planted) => {
      const seen = process.getuid!() === 0 ? path.join(folder, 'mounts') : '/proc/self/mountinfo';
      expect(readFileSync(seen, 'utf8')).not.toContain('nslab-canary-mount');
    },
  },
  {
    name: 'has files whose owner counts outside',
    commands: () => [
      `cp /usr/bin/id /tmp/setuid; chmod 4755 /tmp/setuid; setcap cap_net_raw+ep /tmp/setuid 2>/dev/null; echo made`,
      `while read -r _ _ _ _ file options _; do case ,$options, in *,nosuid,*) ;; *) echo "ESCAPED: setuid files count on $file" ;; esac; done </proc/self/mountinfo`,
      `while read -r _ _ _ _ file options _; do case $file in /dev/*) ;; /) ;; *) case ,$options, in *,nodev,*) ;; *) echo "ESCAPED: devices count on $file" ;; esac ;; esac; done </proc/self/mountinfo`,
    ],
    shows: /made/,
  },
];
