import { expect } from 'vitest';
import { perl, type Attempt } from '../attempt.js';
import { numberOf } from '../system-call-numbers.js';

/** Makes a call, given as words of Perl, and prints whether it was refused. */
function refuses(...calls: readonly (readonly [call: Parameters<typeof numberOf>[0], words: string])[]): string {
  const made = calls.map(
    ([call, words]) => `$n = syscall ${numberOf(call)}, ${words}; print "${call} ", $n == -1 ? "refused $!" : "ESCAPED $n", "\\n";`,
  );
  return perl(`my ($n, $no, $zeros, $one) = (0, "nslab-canary", "\\0" x 256, pack "L", 1); ${made.join(' ')}`);
}

function everyRefused(...calls: readonly string[]): RegExp {
  return new RegExp(calls.map((call) => `${call} refused`).join('[^]*'));
}

/** Calls that change or watch the whole machine. Each has nothing to do where it works, or sets what is set. */
export const systemCalls: readonly Attempt[] = [
  {
    name: 'sets the clock',
    commands: () => [
      'date -s "@$(date +%s.%N)" && echo ESCAPED',
      perl(`my $t = pack "Q2", time, 0; print "clock_settime ", syscall(${numberOf('clock_settime')}, 0, $t) == -1 ? "refused" : "ESCAPED", "\\n";
        $t = pack "Q2", time, 0; print "settimeofday ", syscall(${numberOf('settimeofday')}, $t, 0) == -1 ? "refused" : "ESCAPED", "\\n";
        my $x = "\\0" x 208; syscall ${numberOf('adjtimex')}, $x; substr $x, 0, 4, pack "L", 0x4000;
        print "adjtimex ", syscall(${numberOf('adjtimex')}, $x) == -1 ? "refused" : "ESCAPED", "\\n"`),
    ],
    shows: everyRefused('clock_settime', 'settimeofday', 'adjtimex'),
  },
  {
    // To let Ctrl-Alt-Del restart the machine is what nearly every kernel starts with.
    name: 'restarts the machine',
    commands: () => [refuses(['reboot', '0xfee1dead, 672274793, 0x89abcdef, 0'], ['kexec_load', '0, 0, $zeros, 0xffff0000'])],
    shows: everyRefused('reboot', 'kexec_load'),
  },
  {
    name: 'changes swap, quotas and accounting',
    commands: () => [
      'truncate -s 1M /tmp/swap; mkswap /tmp/swap >/dev/null 2>&1; swapon /tmp/swap && echo ESCAPED',
      refuses(['swapon', '$no, 0'], ['swapoff', '$no'], ['acct', '$no'], ['quotactl', '0x80000200, $no, 0, $no']),
    ],
    shows: everyRefused('swapon', 'swapoff', 'acct', 'quotactl'),
  },
  {
    name: 'loads and takes away modules',
    commands: () => [refuses(['init_module', '$zeros, 256, $no'], ['delete_module', '$no, 04000'])],
    shows: everyRefused('init_module', 'delete_module'),
  },
  {
    name: 'reads the log of the kernel',
    control: 'root',
    commands: () => [
      'dmesg 2>&1 | grep -q "^\\[" && echo ESCAPED; echo tried',
      perl(`my $text = "\\0" x 4096; my $n = syscall ${numberOf('syslog')}, 3, $text, 4096; print "syslog ", $n == -1 ? "refused" : "ESCAPED", "\\n";
        $n = syscall ${numberOf('syslog')}, 10, 0, 0; print "size ", $n == -1 ? "refused" : "ESCAPED", "\\n"`),
    ],
    shows: /tried[^]*syslog refused/,
  },
  {
    // BPF_PROG_GET_NEXT_ID, BPF_MAP_GET_NEXT_ID, a program of kprobes; counters of a whole processor.
    name: 'watches the machine by bpf and performance counters',
    control: 'root',
    commands: () => [
      perl(`my $b = pack "L4 x112", 0, 0, 0, 0; for (11, 12) { my $a = $b; my $n = syscall ${numberOf('bpf')}, $_, $a, 128; print "bpf $!\\n" }
        my $code = pack("C C s l", 0xb7, 0, 0, 0) . pack("C C s l", 0x95, 0, 0, 0); my $gpl = "GPL"; my $a = pack "L L P P L L Q L L x80", 2, 2, $code, $gpl, 0, 0, 0, 0, 0;
        my $n = syscall ${numberOf('bpf')}, 5, $a, 128; print "program ", $n == -1 ? "refused $!" : "ESCAPED", "\\n";
        my $p = pack "L L Q Q Q Q Q x64", 1, 112, 0, 0, 0, 0, 0; $n = syscall ${numberOf('perf_event_open')}, $p, -1, 0, -1, 0; print "counter ", $n == -1 ? "refused $!" : "ESCAPED", "\\n"`),
    ],
    shows: /program refused[^]*counter refused/,
    after: ({ output }) => expect(output).toMatch(/bpf Operation not permitted[^]*bpf Operation not permitted/),
  },
  {
    name: 'takes more than its share of the processor',
    commands: () => [
      'nice -n -20 true 2>&1 | head -n 1; renice -n -5 $$ && echo ESCAPED; chrt -f 1 true && echo ESCAPED; ionice -c 1 true && echo ESCAPED; echo tried',
      refuses(['sched_setscheduler', '0, 1, $one']),
      '{ echo -1000 >/proc/self/oom_score_adj; } && echo ESCAPED; { echo -1000 >/proc/1/oom_score_adj; } && echo ESCAPED; echo tried',
    ],
    shows: /tried[^]*sched_setscheduler refused[^]*tried/,
  },
  {
    name: 'raises its limits',
    commands: () => [
      'for r in c f l n u d v; do h=$(ulimit -H$r); [ "$h" = unlimited ] || ulimit -H$r unlimited && [ "$h" != unlimited ] && echo "ESCAPED $r"; done 2>/dev/null; echo tried',
      'ulimit -Hu; ulimit -Hn; ulimit -Hd; ulimit -Hf; prlimit --nproc=100000:100000 --pid 1 && echo ESCAPED; echo tried',
      `unshare -Ur bash -c 'ulimit -Hn 5000000 && echo ESCAPED; ulimit -Hu 5000000 && echo ESCAPED'; echo tried`,
    ],
    shows: /tried[^]*tried[^]*tried/,
  },
];
