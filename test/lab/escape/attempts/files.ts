import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { perl, type Attempt } from '../attempt.js';
import { secretPrefix } from '../secret.js';
import { numberOf } from '../system-call-numbers.js';

const folders =
  '/ /etc /etc/alternatives /usr /usr/bin /usr/lib /usr/local /usr/local/bin /bin /lib /boot /opt /srv /var /var/lib /root /home /run';
/** What the machine shares; nothing may be made there. */
const shared = /^\/(?:usr|bin|lib|etc\/alternatives)\b/;
const mark = 'nslab-canary-write';
const twenty = '../'.repeat(20);

/** Files of the machine: to read, to write, and ways round the lab's root. */
export const files: readonly Attempt[] = [
  {
    name: 'reads a file of a home folder',
    control: 'everyone',
    commands: ({ homeFile }) => [`cat ${homeFile}`, `cat /root/${twenty}${homeFile}`, `ls ${path.dirname(homeFile)} && echo ESCAPED`],
    shows: /No such file/,
  },
  { name: 'reads a file in /tmp', control: 'everyone', commands: ({ openFile }) => [`cat ${openFile}`], shows: /No such file/ },
  {
    name: 'reads a file in /dev/shm',
    control: 'everyone',
    commands: ({ sharedMemoryFile: file }) => [`cat ${file}`],
    shows: /No such file/,
  },
  {
    name: 'searches all folders for secrets',
    commands: () => [
      `grep -rahs -D skip ${secretPrefix} /boot /dev/shm /etc /home /media /mnt /opt /root /run /srv /tmp /var; echo searched`,
    ],
    shows: /searched/,
  },
  {
    name: 'reads /etc/shadow and other files of root',
    commands: () => [
      `stat -c '%n %d:%i' /etc/shadow /etc/gshadow /etc/sudoers /etc/passwd; echo looked`,
      'ls -A /etc/ssh /etc/ssl/private /root/.ssh /var/lib /boot 2>/dev/null | sed /^fixtures$/d',
    ],
    shows: /looked/,
    after: ({ output }) => {
      for (const [, file, id] of output.matchAll(/^(\S+) (\d+:\d+)$/gm)) {
        const { dev, ino } = statSync(file!);
        expect(`${file} ${id}`).not.toBe(`${file} ${dev}:${ino}`);
      }
      expect(output).not.toMatch(/ssh_host|authorized_keys|dpkg|\.key$|vmlinuz/m);
    },
  },
  {
    name: 'makes files in folders of the machine',
    commands: () => [`for f in ${folders}; do touch $f/${mark} 2>/dev/null && echo made $f; done; echo tried`],
    shows: /tried/,
    after: ({ output }) => {
      expect(folders.split(' ').filter((folder) => existsSync(path.join(folder, mark)))).toEqual([]);
      expect([...output.matchAll(/^made (.*)$/gm)].map(([, folder]) => folder!).filter((folder) => shared.test(folder))).toEqual([]);
    },
  },
  {
    // Each of them sets what is there already.
    name: "changes modes, owners and times of the machine's files",
    commands: () => [
      'chmod 755 /usr /usr/bin/env /usr/bin/perl && echo ESCAPED',
      'chown --reference=/usr /usr && echo ESCAPED',
      'touch --reference=/usr/bin/env /usr/bin/env && echo ESCAPED',
      'chmod 666 /dev/null /dev/zero /dev/tty && echo ESCAPED',
      perl('open my $f, ">>", "/usr/bin/env" or die "$!\\n"; print "ESCAPED"'),
    ],
    shows: /Read-only file system/,
  },
  {
    name: 'follows the roots, working folders and programs of processes',
    commands: ({ openFile, homeFile }) => [
      `for p in /proc/[0-9]*; do for way in root cwd; do cat $p/$way/${openFile} $p/$way/${twenty}${homeFile}; done; done 2>/dev/null; echo tried`,
      perl('for (glob "/proc/[0-9]*/exe") { print "ESCAPED $_\\n" if open my $f, ">>", $_ } print "opened\\n"'),
    ],
    shows: /tried[^]*opened/,
  },
  {
    name: 'reads and writes what the runner has open',
    control: 'everyone',
    commands: () => [
      'for n in {3..9}; do { head -n 1 <&$n; echo ESCAPED >&$n; } 2>/dev/null; done; echo tried',
      'for f in /proc/[0-9]*/fd/*; do [ -f "$f" ] && head -n 1 "$f"; done 2>/dev/null; ls -l /proc/[0-9]*/fd 2>/dev/null | sed -n "s/.* -> //p" | sort -u',
    ],
    shows: /tried/,
    after: ({ output }, { inheritedLog, folder }) => {
      // The control has written one line by each of its runs.
      expect(readFileSync(inheritedLog, 'utf8').replaceAll('ESCAPED\n', '').length).toBe(0);
      expect(output).not.toContain(folder);
    },
  },
  {
    name: 'leaves a root with a working folder outside it',
    commands: ({ openFile }) => [
      perl(`mkdir "/tmp/jail"; opendir my $top, "/"; chdir "/"; chroot "/tmp/jail" or print "chroot: $!\\n"; chdir ".." for 1 .. 99; chroot ".";
        print "out\\n"; open my $f, "<", "${openFile}" or print "$!\\n"; print <$f> if $f`),
      `cd /tmp && mkdir -p jail && ls -d /proc/1/root/${path.dirname(openFile)} && echo ESCAPED`,
    ],
    shows: /out\nNo such file/,
  },
  {
    name: 'opens files and namespaces by handles',
    control: 'root',
    commands: ({ fileHandle, namespaceHandle }) => [
      // Relative to a file system that is mounted, then to the kernel's own ones of processes (-10002) and namespaces (-10003).
      perl(`my @t = (["${fileHandle ?? ''}", "/usr"], ["${fileHandle ?? ''}", "/etc/alternatives"], ["${namespaceHandle ?? ''}", -10003]);
        for (@t) { my ($hex, $where) = @$_; my $at = $where; if ($where !~ /^-/) { open my $o, "<", $where; push @k, $o; $at = fileno $o }
        my $h = pack "H*", $hex; my $n = syscall ${numberOf('open_by_handle_at')}, $at + 0, $h, 0;
        if ($n == -1) { print "refused $!\\n"; next } print "ESCAPED $where\\n"; open my $f, "<&=", $n; print <$f> }`),
    ],
    shows: /refused/,
  },
  {
    name: 'changes its fixtures',
    commands: ({ openFile }) => [
      'cd /root/fixtures && { cat given; touch new; echo changed >given; rm given; chmod 600 given; ln -s / away; mkdir folder; cat link; cd ..; }',
      `mount -o remount,bind,rw /root/fixtures && touch /root/fixtures/new; cat /root/fixtures/..${openFile}; echo tried`,
    ],
    shows: /^given$[^]*tried/m,
    after: (_, { folder }) => {
      const fixtures = path.join(folder, 'lessons/all/fixtures');
      expect(readdirSync(fixtures)).toEqual(['given', 'link']);
      expect(readFileSync(path.join(fixtures, 'given'), 'utf8')).toBe('given\n');
    },
  },
  {
    name: 'has a home folder as its fixtures, by a link',
    isStubborn: true,
    mayEnd: true,
    fixturesAreLink: true,
    commands: () => [
      'touch /tmp/x; ls -A /root/fixtures/ 2>/dev/null | grep secret && echo ESCAPED',
      'touch /tmp/y; cat /root/fixtures/*; echo tried',
    ],
  },
];
