import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { perl, type Attempt, type Result } from '../attempt.js';
import type { Planted } from '../planted.js';
import { numberOf } from '../system-call-numbers.js';

function leavesVictim(_: Result, { victim }: Planted): void {
  expect(victim.isAlive()).toBe(true);
}

/** The words of every process of the machine, each on a line. */
function commandLines(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    });
}

/** Processes outside, their memory, environment and namespaces. */
export const processes: readonly Attempt[] = [
  {
    name: 'reads the environment',
    control: 'everyone',
    commands: () => ['env', 'cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline | tr "\\0" "\\n"'],
    shows: /HOME=\/root/,
    after: ({ output }) => expect(output).not.toMatch(/NSLAB_CANARY|VITEST|npm_/),
  },
  {
    name: 'reads the environment and words of a process outside',
    control: 'everyone',
    commands: ({ victim }) => [`cat /proc/${victim.pid}/environ /proc/${victim.pid}/cmdline | tr "\\0" "\\n"`, 'echo tried'],
    shows: /tried/,
  },
  {
    name: 'lists processes outside',
    control: 'everyone',
    commands: () => ['for p in /proc/[0-9]*; do tr "\\0" " " <$p/cmdline; done 2>/dev/null', 'unshare -pf --mount-proc ps -ef; echo tried'],
    shows: /bash -i[^]*tried/,
    after: ({ output }) => expect(output).not.toMatch(/\bnode\b|vitest|nslab\.cjs/),
  },
  {
    name: 'sends signals to a process outside',
    control: 'everyone',
    // Outside, it only asks whether it might.
    commands: ({ victim: { pid } }) => [
      `kill -0 ${pid} && echo ESCAPED`,
      `[ "$(hostname)" = lab ] && kill -9 ${pid} -${pid}`,
      'echo tried',
    ],
    shows: /No such process[^]*tried/,
    after: leavesVictim,
  },
  {
    name: 'sends signals to every process',
    commands: ({ victim: { pid } }) => [
      `[ -e /proc/${pid} ] || (trap "" TERM HUP; kill -TERM -1; sleep 0.1; kill -HUP -1; kill -9 -1)`,
      { terminal: 'second', command: 'echo still there' },
    ],
    mayEnd: true,
    after: leavesVictim,
  },
  {
    name: 'gets hold of a process outside by its number',
    control: 'everyone',
    commands: ({ victim: { pid } }) => [
      perl(`my %r; my $o = syscall ${numberOf('pidfd_open')}, ${pid}, 0; print "pidfd_open ", $o == -1 ? "refused $!" : "ESCAPED", "\\n";
        my $b = "\\0" x 8; my $l = pack "P Q", $b, 8; my $m = pack "Q2", 0x400000, 8;
        for (["kcmp", ${numberOf('kcmp')}, $$, ${pid}, 0, 0, 0], ["ptrace", ${numberOf('ptrace')}, 0x4206, ${pid}, 0, 0],
             ["process_vm_readv", ${numberOf('process_vm_readv')}, ${pid}, $l, 1, $m, 1, 0])
          { my ($n, @a) = @$_; print "$n ", syscall(shift @a, @a) == -1 ? "refused $!" : "ESCAPED", "\\n" }
        print "mem ", open(my $f, "<", "/proc/${pid}/mem") ? "ESCAPED" : "refused $!", "\\n"`),
    ],
    shows: /pidfd_open refused[^]*kcmp refused[^]*ptrace refused[^]*mem refused/,
    after: leavesVictim,
  },
  {
    name: 'enters the namespaces of a process outside',
    control: 'root',
    commands: ({ victim: { pid }, openFile }) => [
      `for kind in user mnt net pid uts ipc cgroup; do nsenter --$kind=/proc/${pid}/ns/$kind true && echo ESCAPED $kind; done; echo tried`,
      `nsenter -t 1 -a cat ${openFile}; nsenter -t 1 -m -r cat ${openFile}; ip netns attach canary ${pid} && ip netns exec canary echo ESCAPED; echo tried`,
    ],
    shows: /tried[^]*tried/,
  },
  {
    name: 'climbs to the namespaces above its own',
    commands: ({ openFile }) => [
      // NS_GET_USERNS and NS_GET_PARENT (ioctl_nsfs(2)), as far up as they go; whatever they give is entered.
      perl(`for my $kind (qw(user mnt net pid uts ipc cgroup)) { open my $f, "<", "/proc/1/ns/$kind" or next; my @open = ($f);
        while (my $at = shift @open) { for my $ask (0xb701, 0xb702) { my $n = syscall ${process.arch === 'arm64' ? 29 : 16}, fileno $at, $ask, 0; next if $n == -1;
          open my $up, "<&=", $n; push @open, $up if @all < 20; push @all, $up } } }
        print "found ", scalar @all, "\\n"; for (@all) { print "entered\\n" if syscall(${numberOf('setns')}, fileno $_, 0) == 0 }
        system "cat ${openFile}"; print "out\\n"`),
    ],
    shows: /found[^]*out/,
  },
  {
    name: 'moves links to the machine',
    commands: ({ victim: { pid } }) => [
      `ip link add nslabcanary type veth peer name nslabcanary1 netns ${pid}; ip link add nslabcanary2 type veth peer name nslabcanary3; ip link set nslabcanary2 netns ${pid}; ip link set nslabcanary3 netns 1; echo tried`,
    ],
    shows: /tried/,
    after: () => expect(readFileSync('/proc/net/dev', 'utf8')).not.toMatch(/nslabcanary/),
  },
  {
    name: 'leaves processes in the background',
    commands: ({ sleepSeconds }) => [
      `setsid nohup sleep ${sleepSeconds} >/dev/null 2>&1 &`,
      `(setsid sh -c 'trap "" HUP INT TERM QUIT; exec 0</dev/null 1>&0 2>&0; (sleep ${sleepSeconds} & sleep ${sleepSeconds}) & sleep ${sleepSeconds}' &)`,
      `unshare -Urpf --mount-proc setsid sleep ${sleepSeconds} >/dev/null 2>&1 & disown -a; ip netns add n; ip netns exec n setsid sleep ${sleepSeconds} & echo left`,
      perl(
        `for (1 .. 3) { fork and exit } setpgrp; $SIG{$_} = "IGNORE" for qw(HUP INT TERM QUIT TSTP TTIN TTOU); exec "sleep", "${sleepSeconds}"`,
      ),
    ],
    shows: /left/,
    after: async (_, { sleepSeconds }) => {
      await expect.poll(() => commandLines().filter((line) => line.includes(`sleep ${sleepSeconds}`)), { timeout: 5000 }).toEqual([]);
    },
  },
  {
    name: 'has the runner open a file of the machine',
    // The runner looks into the lab's files from outside: for pseudo-terminals and for names of namespaces. A link there must not lead it out.
    commands: ({ doors: [door], openFile }) => [
      `umount -l /dev/pts; mount -t tmpfs none /dev/pts; ln -s ${door.pipe} /dev/pts/ptmx; mkdir -p /tmp/pts; echo linked`,
      { terminal: 'second', command: 'echo second' },
      `umount -l /dev/pts; mv /dev /dev.old; ln -s /tmp/dev /dev; mkdir -p /tmp/dev/pts; ln -s ${door.pipe} /tmp/dev/pts/ptmx; rm -rf /run/netns; ln -s ${openFile.replace(/[^/]*$/, '')} /run/netns`,
      { terminal: 'third', command: 'echo third' },
      'echo "$BASHPID at the end"',
    ],
    mayEnd: true,
    after: (_, { doors: [door] }) => expect(readFileSync(door.bell, 'utf8')).toBe(''),
  },
  {
    name: 'has the runner open a file of the machine by the folder of devices',
    commands: ({ doors: [, door], folder }) => [
      `mkdir -p /tmp/d/pts; ln -s ${door.pipe} /tmp/d/pts/ptmx; mount --bind /tmp/d /dev; umount -l /dev/pts; rmdir /dev/pts; ln -s ${folder}/pts /dev/pts; echo linked`,
      { terminal: 'second', command: 'echo second' },
    ],
    mayEnd: true,
    after: (_, { doors: [, door], folder }) => {
      expect(readFileSync(door.bell, 'utf8')).toBe('');
      expect(existsSync(`${folder}/pts`)).toBe(false);
    },
  },
];
