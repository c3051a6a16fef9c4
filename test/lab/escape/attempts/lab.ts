import { expect } from 'vitest';
import { perl, type Attempt } from '../attempt.js';
import { numberOf } from '../system-call-numbers.js';

const outputLimit = 10_000_000;
const signals = 'INT TERM QUIT HUP TSTP';

/** PTRACE_SEIZE, PTRACE_INTERRUPT, and a tracer that stays. */
const trace = perl(`pipe my $r, my $w; if (!fork) { setpgrp; $SIG{$_} = "IGNORE" for qw(${signals}); close $r;
  my $n = syscall ${numberOf('ptrace')}, 0x4206, 1, 0, 0; syswrite $w, "seize $n $!\\n"; $n = syscall ${numberOf('ptrace')}, 0x4207, 1, 0, 0; close $w;
  close STDOUT; close STDERR; close STDIN; sleep 300 while 1 } close $w; print <$r>`);

/** What a lab is made of: its PID 1, its shells, its files, and the time and output that it may have. */
export const lab: readonly Attempt[] = [
  {
    name: 'prints without end',
    timeout: '10s',
    commands: () => ['yes', "tr '\\0' x </dev/zero", 'yes & sleep 0.1; kill %1; wait', 'echo alive'],
    shows: /alive/,
    after: ({ steps }) => {
      expect(steps.slice(0, 2).map(({ reason }) => reason?.code)).toEqual(['output-limit', 'output-limit']);
      for (const { output, durationMs } of steps) {
        expect(output.length).toBeLessThanOrEqual(outputLimit);
        expect(durationMs).toBeLessThan(5000);
      }
    },
  },
  {
    name: 'prints without end to whoever made the lab',
    commands: () => [
      'for n in 0 1 2; do head -c 30M /dev/zero | tr "\\0" "\\n" >/proc/1/fd/$n; head -c 30M /dev/zero >/proc/1/fd/$n; done 2>/dev/null; echo alive',
    ],
    mayEnd: true,
  },
  {
    name: 'ignores every signal in a child',
    timeout: '300ms',
    commands: () => [`bash -c "trap '' ${signals}; while :; do :; done"`, 'echo alive'],
    shows: /alive/,
    after: ({ steps }) => expect(steps[0]!.reason?.code).toBe('timeout'),
  },
  {
    name: 'ignores every signal in the shell itself',
    timeout: '300ms',
    mayEnd: true,
    commands: () => [`trap '' ${signals}; while :; do :; done`, 'echo alive'],
    after: ({ steps }) => {
      expect(steps[0]!.verdict).toBe('fail');
      expect(steps[0]!.durationMs).toBeLessThan(6000);
    },
  },
  {
    name: 'kills and stops PID 1',
    commands: () => [
      `kill -9 1; kill -STOP 1; kill -TSTP 1; for s in ${signals} USR1 USR2 PIPE ALRM CHLD SEGV; do kill -$s 1; done; sleep 0.1; echo alive`,
      { terminal: 'second', command: 'echo second' },
    ],
    shows: /alive[^]*second/,
  },
  {
    name: 'holds the pipes of PID 1',
    commands: () => [
      '(trap "" HUP; for n in 0 1 2 3 4 5; do { exec {held[n]}<>/proc/1/fd/$n; } 2>/dev/null; done; exec setsid sleep 300) & cat /proc/1/fd/0 & sleep 0.1; echo held',
    ],
    shows: /held/,
  },
  {
    name: "fills and takes away the lab's own folder",
    commands: () => [
      'head -c 700M /dev/zero >/run/nslab/big; umount -l /run/nslab/sys; rm -rf /run/nslab; mkdir /run/nslab; mkfifo /run/nslab/acknowledge 2>/dev/null; rm /run/nslab/acknowledge; echo alive',
      'rm -rf /run /etc 2>/dev/null; echo still',
    ],
    shows: /alive[^]*still/,
  },
  {
    name: 'changes what its shells read',
    mayEnd: true,
    commands: ({ openFile, homeFile }) => [
      `for f in /etc/bash.bashrc /root/.bashrc /etc/profile /root/.profile /etc/nslab.shinit; do echo 'cat ${openFile} ${homeFile} 2>/dev/null; cat /proc/self/fd/* 2>/dev/null </dev/null | head -c 99' >>$f; done`,
      { terminal: 'second', command: 'echo second' },
      `cp /bin/bash /tmp/bash; printf '#!/tmp/bash\\ncat ${openFile} ${homeFile} 2>/dev/null; env; exec /tmp/bash -i\\n' >/tmp/other; chmod +x /tmp/other; mount --bind /tmp/other /usr/bin/bash; mount --bind /tmp/other /usr/bin/env`,
      { terminal: 'third', command: 'echo third' },
    ],
    after: ({ output }) => expect(output).not.toMatch(/NSLAB_CANARY/),
  },
  {
    name: 'prints escape sequences',
    commands: () => [
      `printf '\\033]52;c;aGVsbG8=\\007\\033]0;title\\007\\033[c\\033[6n\\033[2J\\033P$q"p\\033\\\\\\033_x\\033\\\\\\2331m\\302\\2331m\\033[20h\\033(B'; echo; echo printed`,
      `printf '\\033[?1049h\\033[2J\\033[999;999Hx\\033]0;title\\007'`,
    ],
    shows: /printed/,
    // oxlint-disable-next-line no-control-regex -- control characters are what this is about
    after: ({ output }) => expect(output).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/),
  },
  {
    name: 'stops PID 1 as its debugger',
    isStubborn: true,
    mayEnd: true,
    timeout: '1s',
    commands: () => [trace, 'echo alive'],
    shows: /seize/,
  },
  {
    name: 'stops PID 1 and wants another terminal',
    isStubborn: true,
    mayEnd: true,
    timeout: '1s',
    commands: () => [trace, { terminal: 'second', command: 'echo second' }],
    shows: /seize/,
  },
  {
    name: 'speaks to the runner in the place of PID 1',
    isStubborn: true,
    mayEnd: true,
    timeout: '1s',
    commands: () => [
      perl(`my $p = syscall ${numberOf('pidfd_open')}, 1, 0; my @f; for my $n (0 .. 9) { my $f = syscall ${numberOf('pidfd_getfd')}, $p, $n, 0; next if $f == -1; open my $h, "+<&=", $f; push @f, $h; print "took $n ", readlink("/proc/self/fd/$f"), "\\n" }
        print "took none $!\\n" unless @f; $SIG{PIPE} = "IGNORE"; for my $f (@f) { select $f; $| = 1; for my $i (0 .. 3) { print $f "map 1\\npid 1\\nready\\npty\\nterminal $i 1\\nended $i 0\\n__proto__ 1\\n" } }
        select STDOUT; if (!fork) { setpgrp; $SIG{HUP} = "IGNORE"; close STDOUT; for my $f (@f) { for (1 .. 30) { syswrite $f, "x" x 1000000 } } sleep 300 }`),
      { terminal: 'second', command: 'echo second' },
    ],
    shows: /took/,
  },
  {
    name: 'stops its own shells',
    isStubborn: true,
    mayEnd: true,
    timeout: '300ms',
    commands: () => [
      'kill -STOP $$',
      { terminal: 'second', command: "(trap '' HUP TERM INT; kill -STOP $BASHPID)" },
      { terminal: 'second', command: 'echo alive' },
    ],
  },
  {
    name: 'leaves no process for another terminal',
    isStubborn: true,
    mayEnd: true,
    timeout: '1s',
    commands: () => [
      perl(
        'my $n = 0; for (1 .. 1500) { my $p = fork; last unless defined $p; if (!$p) { setpgrp; $SIG{HUP} = "IGNORE"; close STDOUT; sleep 300; exit } $n++ } print "made $n\\n"',
      ),
      { terminal: 'second', command: 'echo second' },
    ],
    shows: /made/,
  },
];
