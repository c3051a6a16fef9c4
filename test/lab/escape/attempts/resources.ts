import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { perl, type Attempt, type Result } from '../attempt.js';
import { numberOf } from '../system-call-numbers.js';

/** More than labs may have of each, with room for what a lab needs itself. */
const most = { processes: 700, openFiles: 5000, inodes: 70_000, fileBytes: 600_000_000, labBytes: 1_400_000_000 };

const megabyte = 1_048_576;

function numbersOf(output: string, pattern: RegExp): number[] {
  return [...output.matchAll(pattern)].map(([, number]) => Number(number));
}

function makesFewProcesses({ output }: Result): void {
  const [made] = numbersOf(output, /^made (\d+)/gm);
  expect(made).toBeGreaterThan(10);
  expect(made).toBeLessThan(most.processes);
}

/** Whether root may limit the memory of a group of processes here (cgroups(7)). */
function whyNoMemoryGroup(): string | undefined {
  const mounts = readFileSync('/proc/self/mounts', 'utf8');
  const hasV1 = /^\S+ \S+ cgroup rw\S*\bmemory\b/m.test(mounts);
  const hasV2 =
    /^cgroup2? \/sys\/fs\/cgroup cgroup2 rw/m.test(mounts) && readFileSync('/sys/fs/cgroup/cgroup.controllers', 'utf8').includes('memory');
  return hasV1 || hasV2 ? undefined : 'no control group for memory that can be written to';
}

/** Fills files of the folder, 100 MB each, up to 3 GB. */
const fill = (folder: string): string =>
  perl(`my $t = "x" x ${megabyte}; my $sum = 0; for my $n (1 .. 30) { open my $f, ">", "${folder}/$n" or last; for (1 .. 100) { my $w = syswrite $f, $t; $sum += $w if $w } }
    print "filled $sum\\n"; print "ESCAPED\\n" if $sum > ${most.labBytes}`);

/** Processes, memory, files, output: everything has an end. What is asked for has one too. */
export const resources: readonly Attempt[] = [
  {
    name: 'is a fork bomb',
    commands: () => [
      'mkfifo /tmp/pause; b() { (( $1 > 0 )) || { sleep 2; return; }; b $(($1 - 1)) | b $(($1 - 1)) & }',
      '{ b 10; read -t 0.7 <>/tmp/pause; set -- /proc/[0-9]*; echo made $#; } 2>/dev/null',
      'echo alive',
    ],
    shows: /made[^]*alive/,
    after: makesFewProcesses,
  },
  {
    name: 'forks in one process',
    commands: () => [
      perl('my $n = 0; for (1 .. 3000) { my $p = fork; last unless defined $p; if (!$p) { sleep 2; exit } $n++ } print "made $n\\n"'),
    ],
    after: makesFewProcesses,
  },
  {
    name: 'forks as a hundred users',
    only: ['root', 'range'],
    commands: () => [
      perl(`pipe my $r, my $w; for my $u (1000 .. 1099) { my $p = fork; last unless defined $p; next if $p; $( = $u; $) = "$u $u"; $< = $u; $> = $u; my $n = 1;
        for (1 .. 30) { my $q = fork; last unless defined $q; if (!$q) { close $w; sleep 2; exit } $n++ } syswrite $w, "$n $<\\n"; sleep 2; exit }
        close $w; my ($sum, %users) = (0); while (<$r>) { my ($n, $u) = split; $sum += $n; $users{$u} = 1 } print "made $sum\\n", "users ", scalar keys %users, "\\n"`),
    ],
    shows: /users \d/,
    after: makesFewProcesses,
  },
  {
    name: 'forks in user namespaces of its own',
    commands: () => [
      perl(`pipe my $r, my $w; for my $u (1 .. 20) { my $p = fork; last unless defined $p; next if $p; my $n = 1; syscall ${numberOf('unshare')}, 0x10000000;
        for (1 .. 150) { my $q = fork; last unless defined $q; if (!$q) { close $w; sleep 2; exit } $n++ } syswrite $w, "$n\\n"; sleep 2; exit }
        close $w; my $sum = 0; $sum += $_ while <$r>; print "made $sum\\n"`),
    ],
    after: makesFewProcesses,
  },
  {
    name: 'keeps a line without an end in memory',
    commands: () => ['head -c 3000000000 /dev/zero | tail -n 1 | wc -c', 'echo alive'],
    shows: /^\d+$[^]*alive/m,
    after: ({ output }) => expect(output).not.toContain('3000000000'),
  },
  {
    name: 'doubles a text',
    commands: () => [
      perl(`$| = 1; my $s = "x" x ${megabyte}; for (1 .. 11) { $s x= 2; print "has ", length($s) / ${megabyte}, "\\n" }`),
      'echo alive',
    ],
    shows: /has 2\n[^]*alive/,
    after: ({ output }) => expect(Math.max(...numbersOf(output, /has (\d+)/g))).toBeLessThan(2048),
  },
  {
    name: 'has many processes with much memory',
    only: ['root'],
    whyNot: whyNoMemoryGroup,
    mayEnd: true,
    commands: () => [
      perl(`pipe my $r, my $w; for (1 .. 6) { next if fork; close $r; my $s = "x" x ${500 * megabyte}; syswrite $w, "x"; sleep 1; exit } close $w; my $n = 0; my $b;
        $n++ while sysread $r, $b, 1; print "ESCAPED $n\\n" if $n > 3; print "got $n\\n"`),
    ],
  },
  {
    name: 'fills a tmpfs of its own',
    only: ['root'],
    whyNot: whyNoMemoryGroup,
    mayEnd: true,
    commands: () => ['mount -t tmpfs -o size=4g none /mnt; echo mounted', fill('/mnt')],
    shows: /mounted/,
  },
  {
    name: 'fills a ramfs of its own',
    only: ['root'],
    whyNot: whyNoMemoryGroup,
    mayEnd: true,
    commands: () => ['mount -t ramfs none /mnt; echo tried', fill('/mnt')],
    shows: /tried/,
  },
  {
    name: "fills memory that is no process's",
    only: ['root'],
    whyNot: whyNoMemoryGroup,
    mayEnd: true,
    commands: () => [
      perl(`my $t = "x" x ${megabyte}; my $sum = 0; my @keep; for (1 .. 30) { my $name = "m"; my $n = syscall ${numberOf('memfd_create')}, $name, 0; last if $n == -1; open my $f, "+<&=", $n; push @keep, $f;
        for (1 .. 100) { my $w = syswrite $f, $t; $sum += $w if $w } } print "filled $sum\\n"; print "ESCAPED\\n" if $sum > ${most.labBytes}`),
      perl(`my $t = "x" x ${100 * megabyte}; my $sum = 0; for (1 .. 30) { my $id = shmget 0, ${100 * megabyte}, 01600; last unless defined $id; shmwrite $id, $t, 0, length $t and $sum += length $t }
        print "filled $sum\\n"; print "ESCAPED\\n" if $sum > ${most.labBytes}`),
    ],
  },
  {
    name: 'fills its folders',
    commands: () => [
      '{ for d in / /tmp /dev/shm /var /run /home /root /etc; do head -c 700M /dev/zero >$d/big; stat -c "size %s" $d/big; done; } 2>/dev/null',
      'cat /proc/self/mountinfo; rm -f /big /*/big /dev/shm/big; echo alive',
    ],
    shows: /size[^]*alive/,
    after: ({ output }) => {
      const sizes = numbersOf(output, /size (\d+)/g);
      expect(sizes).toHaveLength(8);
      expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(most.fileBytes);
      const tmpfs = output.split('\n').filter((line) => / - tmpfs /.test(line));
      expect(tmpfs.length).toBeGreaterThan(0);
      expect(tmpfs.filter((line) => !/\bsize=\d+k/.test(line) || !/\bnr_inodes=/.test(line))).toEqual([]);
    },
  },
  {
    name: 'makes files without end',
    commands: () => [
      ...['/tmp', '/var'].map((folder) =>
        perl(
          `my $n = 0; mkdir "${folder}/many"; for (1 .. 120000) { open my $f, ">", "${folder}/many/$_" or last; $n++ } print "files $n\\n"`,
        ),
      ),
      'echo alive',
    ],
    shows: /alive/,
    after: ({ output }) => {
      const files = numbersOf(output, /files (\d+)/g);
      expect(files).toHaveLength(2);
      expect(Math.max(...files)).toBeLessThan(most.inodes);
    },
  },
  {
    name: 'opens files without end',
    commands: () => [
      perl('my @keep; for (1 .. 20000) { open my $f, "<", "/dev/null" or last; push @keep, $f } print "open ", scalar @keep, "\\n"'),
    ],
    shows: /open \d+/,
    after: ({ output }) => expect(Math.max(...numbersOf(output, /open (\d+)/g))).toBeLessThan(most.openFiles),
  },
];
