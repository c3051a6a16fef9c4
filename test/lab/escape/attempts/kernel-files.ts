import { readdirSync, statSync } from 'node:fs';
import { expect } from 'vitest';
import { perl, type Attempt } from '../attempt.js';

/** Prints every file below a folder that can be opened to write. Nothing is written. */
function openable(folder: string): string {
  return perl(`use Fcntl; sub walk { my $d = shift; opendir my $h, $d or return; for (sort readdir $h) { next if /^\\.\\.?$/; my $f = "$d/$_";
    next if -l $f; if (-d _) { walk($f) unless $d eq "/proc" && /^\\d+$/ }
    elsif (sysopen my $o, $f, O_WRONLY | O_NONBLOCK) { print "writable $f\\n" } } } walk("${folder}"); print "walked ${folder}\\n"`);
}

function writableOf(output: string): string[] {
  return [...output.matchAll(/^writable (.*)$/gm)].map(([, file]) => file!);
}

/** Settings of which each namespace has its own, and /proc/pressure, where everyone may wait. */
const ownSettings = [
  /^\/proc\/sys\/(?:net|user|fs\/mqueue)\//,
  /^\/proc\/sys\/kernel\/(?:hostname|domainname|msg|sem|shm|auto_msgmni|ns_last_pid|pid_max)/,
  /^\/proc\/pressure\//,
];

/** Devices that a lab may have. */
const devices = /^\/dev\/(?:null|zero|full|random|urandom|tty|ptmx|net\/tun|fd|std(?:in|out|err)|pts\/\w+|shm)$/;

/** A block device of the machine that has its root, or the first of virtio. */
const disk = statSync('/').dev;
const [major, minor] = disk > 255 ? [disk >> 8, disk & 255] : [254, 0];

const writers = ['/proc/sys/kernel/core_pattern', '/proc/sys/kernel/modprobe', '/proc/sys/kernel/panic', '/proc/sys/vm/swappiness'];

/** What the kernel and devices offer as files. */
export const kernelFiles: readonly Attempt[] = [
  {
    name: 'opens settings of the kernel to write',
    control: 'root',
    commands: () => [
      ...writers.map((file) => perl(`use Fcntl; print sysopen(my $f, "${file}", O_WRONLY) ? "ESCAPED" : "refused $!", "\\n"`)),
      openable('/proc'),
    ],
    shows: /refused[^]*walked/,
    after: ({ output }) => expect(writableOf(output).filter((file) => !ownSettings.some((own) => own.test(file)))).toEqual([]),
  },
  {
    name: 'opens files of /sys to write',
    commands: () => [openable('/sys'), `mount -o remount,rw /sys; ${openable('/sys')}`],
    shows: /walked/,
    after: ({ output }) => expect(writableOf(output).filter((file) => !file.startsWith('/sys/devices/virtual/net/'))).toEqual([]),
  },
  {
    // A key that means nothing prints a help text to the kernel's log.
    name: 'presses a system request key',
    commands: () => ['{ echo % >/proc/sysrq-trigger; } && echo ESCAPED', 'echo tried'],
    shows: /tried/,
  },
  {
    name: 'reads memory and tables of the kernel',
    commands: () => [
      'for f in /proc/kcore /proc/kmsg /proc/kpagecount /proc/kpageflags /proc/vmallocinfo /proc/slabinfo; do head -c 1 $f >/dev/null 2>&1 && echo "ESCAPED $f"; done; echo tried',
      `grep -v '^00*0 ' /proc/kallsyms | sed 's/^/ESCAPED /;5q'; grep -v '^ *00*0-00*0 ' /proc/iomem | sed 's/^/ESCAPED /;5q'`,
    ],
    shows: /tried/,
  },
  {
    name: 'opens devices of the machine',
    commands: () => {
      const names = readdirSync('/dev', { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
      const others = names
        .map((entry) => `${entry.parentPath}/${entry.name}`)
        .filter((file) => !devices.test(file) && !file.startsWith('/dev/shm/'));
      const listed = [
        ...new Set([...others, '/dev/kmsg', '/dev/mem', '/dev/kvm', '/dev/fuse', '/dev/vsock', '/dev/watchdog', '/dev/console']),
      ];
      return [
        `for f in ${listed.slice(0, 150).join(' ')}; do [ -e $f ] && echo "ESCAPED $f"; done`,
        'find /dev -type b -o -type c',
        'echo tried',
      ];
    },
    shows: /tried/,
    after: ({ output }) => expect(output.split('\n').filter((line) => line.startsWith('/dev/') && !devices.test(line))).toEqual([]),
  },
  {
    name: 'makes devices',
    commands: () => [
      `for d in /tmp /dev /root /dev/shm; do mknod $d/disk b ${major} ${minor} && head -c 1 $d/disk && echo ESCAPED; mknod $d/mem c 1 1 && head -c 1 $d/mem && echo ESCAPED; mknod $d/null c 1 3 && : <$d/null && echo ESCAPED; done; echo tried`,
      `mount -t tmpfs -o dev none /mnt; mknod /mnt/null c 1 3 && : </mnt/null && echo ESCAPED`,
      `unshare -Urm sh -c 'mount -t tmpfs none /mnt; mknod /mnt/null c 1 3 && : </mnt/null && echo ESCAPED'`,
    ],
    shows: /tried/,
  },
  {
    name: 'runs a program of the machine from a control group',
    commands: () => [
      `mkdir -p /tmp/c; for c in memory pids cpu devices freezer rdma misc name=systemd; do mount -t cgroup -o $c none /tmp/c 2>/dev/null || continue
  { : >>/tmp/c/release_agent; } 2>/dev/null && echo "ESCAPED $c: release_agent"
  for f in notify_on_release cgroup.procs tasks memory.limit_in_bytes pids.max devices.allow freezer.state cgroup.clone_children; do { : >>/tmp/c/$f; } 2>/dev/null && echo "ESCAPED $c: $f"; done
  mkdir /tmp/c/nslab-canary 2>/dev/null && { echo "ESCAPED $c: mkdir"; rmdir /tmp/c/nslab-canary; }
  umount /tmp/c
done; echo tried`,
      `mount -t cgroup2 none /tmp/c 2>/dev/null && { ls /tmp/c/*/ >/dev/null 2>&1 && echo "sees groups"; for f in cgroup.procs cgroup.subtree_control memory.max pids.max cgroup.freeze cgroup.kill; do { : >>/tmp/c/$f; } 2>/dev/null && echo "ESCAPED v2: $f"; done; mkdir /tmp/c/nslab-canary 2>/dev/null && { echo "ESCAPED v2: mkdir"; rmdir /tmp/c/nslab-canary; }; }; echo tried`,
      `find / -xdev -name release_agent -o -name cgroup.procs 2>/dev/null | sed 's/^/ESCAPED /'; echo tried`,
    ],
    shows: /tried\ntried\ntried|tried[^]*tried[^]*tried/,
  },
  {
    name: 'registers a program for a format of binaries',
    commands: () => [
      // On newer kernels a lab has formats of its own: what matters is that the machine has none of them.
      `mount -t binfmt_misc none /mnt 2>/dev/null; echo ':nslab-canary:M::nslab-canary::/usr/bin/env:' >/mnt/register; echo ':nslab-canary:M::nslab-canary::/usr/bin/env:' >/proc/sys/fs/binfmt_misc/register; echo tried`,
    ],
    shows: /tried/,
    after: () =>
      expect(readdirSync('/proc/sys/fs', { recursive: true }).filter((file) => String(file).includes('nslab-canary'))).toEqual([]),
  },
];
