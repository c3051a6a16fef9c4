import { filesScript } from './files-script.js';
import { processesScript } from './processes-script.js';

/**
 * The program that reads a lab from outside, in Perl: setns(2) needs a process of its own that can make any system call. It enters the user namespace
 * of the lab, where root may read everything that is the lab's and nothing else, and then its mount namespaces; never those of its processes and its
 * network. It writes to nothing of the lab.
 *
 * Arguments: the pid of the lab's PID 1; then `NAME=NUMBER` for each system call, flag of open(2) and bound. It answers in frames, a line `NAME WORD… LENGTH` and so
 * many bytes:
 *
 *   machine                       mountinfo of this program, whose file systems are not the lab's
 *   process PID                   one process, PID 1 first, and then of it: `stat`, `status`, `cmdline`, `environ`, `limits`; `link NAME` for cwd, root, exe and
 *                                 each namespace; `file NUMBER MODE DEVICE INODE` for each open file: what it is, NUL, and its fdinfo
 *   mounts INODE                  mountinfo in the mount namespace of that number
 *   host-name INODE               the host name in the UTS namespace of that number
 *   record NAME                   a file of a shell (lab/shell-rc.ts)
 *   entry INODE MODE UID GID RDEV DEVICE INODE SIZE
 *                                 a file seen in the mount namespace of that number: its path, for a link NUL and its target; then `attribute` for each
 *                                 extended attribute, NUL between name and value; for a regular file `data` with its content in pieces, `hole LENGTH` for what was never written, or `gone`
 *   error REASON                  why the answer ends here
 *   done                          the end of an answer that is whole
 */
export const stateScript = String.raw`
use strict;
my ($first, %set) = (shift @ARGV, map { split /=/, $_, 2 } @ARGV);
my ($runner, $answer, $bytes, $entries) = (getppid, '', 0, 0);
# O_CLOEXEC
my $close = 0x80000;
$0 = 'nslab-state';
alarm $set{seconds};

sub call { my ($name, @words) = @_; return syscall($set{$name}, @words) }
# Names in the answer are bytes; none of them may have become anything else.
sub put {
  my ($head, $text) = @_;
  $text //= '';
  $bytes += length $text;
  $answer .= "$head " . length($text) . "\n" . $text;
  fail('bytes') if $bytes > $set{bytes} && $head !~ /^error /;
  flush_all() if length $answer > 65536;
}
sub flush_all {
  for (my $at = 0; $at < length $answer;) { $at += syswrite(STDOUT, $answer, 1_000_000, $at) // exit 1 }
  $answer = '';
}
sub fail { put("error $_[0]"); flush_all(); exit 0 }
sub slurp {
  my ($name) = @_;
  sysopen my $file, $name, $close or return undef;
  my $text = '';
  while (sysread $file, $text, 262144, length $text) { fail('bytes') if length $text > $set{most} }
  return $text;
}
sub files_in { opendir my $folder, $_[0] or return; return grep { !/^\.\.?$/ } readdir $folder }
sub names_of { return (stat $_[0])[1] }

call('prctl', 1, 9, 0, 0, 0);
exit 1 if getppid != $runner;
chdir '/proc' or fail('proc');
sysopen my $proc, '/proc', $close | $set{O_DIRECTORY} or fail('proc');
my $machine = slurp('self/mountinfo') // fail('proc');
put('machine', $machine);
my $levels = () = pids_of("$first") or fail('ended');
sysopen my $users, "$first/ns/user", $close or fail('ended');
if (names_of($users) != names_of('self/ns/user')) {
  call('setns', fileno $users, 0x10000000) == 0 or fail('entry');
  call('setgroups', 0, 0);
  call('setresgid', 0, 0, 0);
  call('setresuid', 0, 0, 0);
  # A change of ids clears the death signal.
  call('prctl', 1, 9, 0, 0, 0);
  exit 1 if getppid != $runner;
}
${processesScript}
${filesScript}
my ($mounts, $names) = read_processes();
for my $number (@$names) {
  call('setns', fileno $number->[1], 0x04000000) == 0 or fail('entry');
  put("host-name $number->[0]", (slurp('sys/kernel/hostname') // '') =~ s/\n\z//r);
}
read_files(@$mounts);
put('done');
flush_all();
`;
