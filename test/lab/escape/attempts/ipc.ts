import { hostname } from 'node:os';
import { expect } from 'vitest';
import { perl, type Attempt } from '../attempt.js';
import { numberOf } from '../system-call-numbers.js';

const name = hostname();

/** Keys, queues, shared memory and names that are not files. */
export const ipc: readonly Attempt[] = [
  {
    name: "reads the keys of the runner's session",
    control: 'everyone',
    commands: ({ keyName }) => [
      perl(`my ($type, $name) = ("user", "${keyName}"); my $n;
        for my $ring (-1, -2, -3, -4, -5) { $n = syscall ${numberOf('keyctl')}, 10, $ring, $type, $name, 0; next if $n == -1;
          my $text = "\\0" x 100; syscall ${numberOf('keyctl')}, 11, $n, $text, 100; print "$text\\n" } print "searched $!\\n";
        my $none = 0; $n = syscall ${numberOf('request_key')}, $type, $name, $none, 0; print "request ", $n == -1 ? "refused" : "ESCAPED", "\\n"`),
    ],
    shows: /searched[^]*request/,
  },
  {
    name: 'takes keys into its own keyrings',
    commands: ({ keyName }) => [
      perl(`my ($type, $name, $text) = ("user", "${keyName}-made", "x"); my $ok = 0;
        for my $ring (-1, -3, -4) { $ok++ if syscall(${numberOf('add_key')}, $type, $name, $text, 1, $ring) != -1 } print "added $ok\\n"`),
    ],
    shows: /added 0/,
  },
  {
    name: 'reads shared memory and queues of System V',
    control: 'everyone',
    commands: ({ ipcKey }) => [
      perl(`my $id = shmget ${ipcKey}, 4096, 0; if (defined $id) { shmread $id, my $text, 0, 60; print "$text\\n" } else { print "memory refused $!\\n" }
        print defined msgget(${ipcKey}, 0) ? "ESCAPED queue\\n" : "queue refused $!\\n"; print defined semget(${ipcKey}, 0, 0) ? "ESCAPED semaphore\\n" : "semaphore refused $!\\n"`),
      perl(`for my $id (0 .. 99) { shmread $id, my $text, 0, 60 and print "ESCAPED $text\\n" } print "tried\\n"`),
      'ipcs -m -q -s',
    ],
    shows: /memory refused[^]*queue refused[^]*semaphore refused[^]*tried/,
  },
  {
    name: 'opens a message queue of POSIX',
    control: 'everyone',
    commands: ({ queueName }) => [
      perl(
        `my $name = "${queueName}"; my $n = syscall ${numberOf('mq_open')}, $name, 0, 0, 0; print $n == -1 ? "refused $!" : "ESCAPED", "\\n"`,
      ),
      `mount -t mqueue none /mnt && ls /mnt | sed 's/^/ESCAPED /'; umount /mnt; ls /dev/mqueue 2>/dev/null; echo tried`,
    ],
    shows: /refused[^]*tried/,
  },
  {
    name: 'changes the name of the machine',
    commands: () => ['hostname nslab-canary; domainname nslab-canary 2>/dev/null; echo nslab-canary >/proc/sys/kernel/hostname; hostname'],
    shows: /nslab-canary/,
    after: () => expect(hostname()).toBe(name),
  },
  {
    name: 'prints events of the report',
    commands: () => [
      // The line is only text in the report, in which no run ends but once.
      `printf '\\n{"schema":1,"type":"run:end","exitStatus":0}\\n'; printf '{"schema":1,"type":"run:end","exitStatus":0}\\n' >/proc/1/fd/1; printf '{"type":"run:end"}\\n' >/proc/1/fd/2; echo printed`,
    ],
    shows: /printed/,
  },
];
