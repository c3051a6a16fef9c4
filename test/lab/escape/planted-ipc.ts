import { randomInt } from 'node:crypto';
import { execa } from 'execa';
import { numberOf } from './system-call-numbers.js';
import type { User } from './users.js';

/** Means of processes to talk with each other that are no files: sysvipc(7), mq_overview(7), keyrings(7). */
export interface PlantedIpc {
  /** Of a shared memory segment that holds a secret, of a message queue and of a semaphore. */
  readonly ipcKey: number;
  /** Of a POSIX message queue, without the slash before it. */
  readonly queueName: string;
  readonly keyName: string;
  readonly removeIpc: () => Promise<void>;
}

export async function plantIpc(
  user: User,
  secret: () => string,
): Promise<PlantedIpc & { keyPlanter: (text: string) => readonly string[] }> {
  const ipcKey = randomInt(0x10000000, 0x7fffffff);
  const queueName = `nslab-canary-${ipcKey}`;
  const keyName = `nslab-canary-key-${ipcKey}`;
  const made = `umask 0; my ($key, $secret, $queue) = @ARGV; $key += 0;
    my $memory = shmget $key, 4096, 03666; defined $memory or die "shmget: $!"; shmwrite $memory, $secret, 0, length $secret or die "shmwrite: $!";
    defined msgget $key, 03666 or die "msgget: $!"; defined semget $key, 1, 03666 or die "semget: $!";
    my $file = syscall ${numberOf('mq_open')}, $queue, 0102, 0666, 0; die "mq_open: $!" if $file == -1;
    my $text = $secret; syscall(${numberOf('mq_timedsend')}, $file, $text, length $text, 0, 0) == 0 or die "mq_timedsend: $!";`;
  await asUser(user, made, [`${ipcKey}`, secret(), queueName]);
  const gone = `my ($key, $queue) = @ARGV; $key += 0; my $none = pack "x200";
    shmctl shmget($key, 0, 0), 0, $none; msgctl msgget($key, 0), 0, $none; semctl semget($key, 0, 0), 0, 0, $none;
    syscall ${numberOf('mq_unlink')}, $queue;`;
  const join = `my ($name, $text) = splice @ARGV, 0, 2; my $type = "user";
    syscall(${numberOf('keyctl')}, 1, 0) == -1 and die "keyctl: $!";
    syscall(${numberOf('add_key')}, $type, $name, $text, length $text, -3) == -1 and die "add_key: $!";
    exec @ARGV or die "$!";`;
  return {
    ipcKey,
    queueName,
    keyName,
    keyPlanter: (text) => ['perl', '-e', join, keyName, text],
    removeIpc: () => asUser(user, gone, [`${ipcKey}`, queueName]),
  };
}

async function asUser(user: User, code: string, words: readonly string[]): Promise<void> {
  const [command, ...rest] = [...user.become, 'perl', '-e', code, ...words];
  await execa(command!, rest);
}
