import { ordersScript } from './orders-script.js';
import { personScript } from './person-script.js';

/**
 * The program that makes a lab and then is its PID 1, in Perl: of what every Debian machine has, only Perl can make any system call, and
 * a lab needs several that no program of util-linux makes (seccomp(2), keyctl(2), prlimit(2) between two namespaces). See
 * docs/adr/0007-perl-makes-the-lab.md.
 *
 * It reads a plan, a line for each item, then talks with the runner in lines:
 *
 *   plan        `call NAME NUMBER`, `cgroup FOLDER` and for each of its limits `CONTROLLER FILE MOST` (no limit without a CONTROLLER),
 *               `limit RESOURCE MOST`, `ceiling KIND MOST`, `range SIZE`, `acknowledge`,
 *               `fixtures FOLDER`, `root FOLDER`, `hostname NAME`, `filter HEX`, `folder [MODE] FILE`, `link TARGET FILE`, `copy FROM FILE`,
 *               `file MODE TEXT FILE`, `tmpfs OPTIONS FILE`, `bind FROM FILE`; for a lab without user namespaces `privileged`, for each
 *               kind of control groups in it `hierarchy TYPE OPTIONS NAME`, and `prepare PROGRAM WORD…` for what is to be run before it is
 *               ready; `end`. Words are separated by tabs, and `%`, tab and newline in them are written %XX
 *   says        `limited CONTROLLER…`: what its cgroups limit; `map PID`: waiting for the id map of this process; `pid PID`: the lab's
 *               PID 1; `ready`; `pty`: a pseudo-terminal may be opened now; `terminal ID PID`: its shell, as numbered inside;
 *               `ended ID STATUS`; and what its orders answer
 *   is told     `mapped`; and then the orders that `orders-script.ts` and `person-script.ts` list
 *
 * What goes wrong is one line on stderr, `STAGE: reason`, and the end of the lab.
 */
export const labScript = String.raw`
use strict;
my ($buffer, $stage, $root, $hostname, $filter, $fixtures, $is_range, $acknowledges) = ('', 'plan', '', 'lab', '', '', 0, 0);
my ($is_privileged, $preparing) = (0, 0);
my ($person, $persons_token, %held, %unsaid, $answers, $gate_pause);
my (%call, @cgroups, @hierarchies, @limits, @ceilings, @files, @binds, @preparation);

sub fail { my $why = "$!"; syswrite STDERR, "$stage: $why\n"; exit 1 }
sub report { syswrite STDOUT, "$_[0]\n" }
# Words are copied, because literals are read-only to syscall.
sub call { my ($name, @words) = @_; return syscall($call{$name}, @words) }
sub must { call(@_) == -1 and fail() }
sub put {
  my ($name, $text) = @_;
  open my $file, '>', $name or fail();
  defined syswrite $file, $text or fail();
}
sub next_line {
  until (index($buffer, "\n") >= 0) {
    my $count = sysread STDIN, $buffer, 65536, length $buffer;
    return undef unless $count || (!defined $count && $! == 4);
  }
  $buffer =~ s/\A([^\n]*)\n//;
  return $1;
}
sub mount { my ($from, $file, $type, $flags, $data) = @_; must('mount', $from, "$file", $type, $flags, $data) }

# Files of the machine that whoever started the runner has left open.
opendir my $open, '/proc/self/fd' or fail();
my @open = grep { $_ > 2 && $_ != fileno $open } grep { /^\d+$/ } readdir $open;
closedir $open;
for my $number (@open) { my $file; open($file, '<&=', $number) and close $file }

for (;;) {
  my $line = next_line() // exit 1;
  last if $line eq 'end';
  my ($verb, @words) = map { s/%([0-9A-F]{2})/chr hex $1/ger } split /\t/, $line, -1;
  if ($verb eq 'call') { $call{$words[0]} = $words[1] + 0 }
  elsif ($verb eq 'cgroup') { push @cgroups, [@words] }
  elsif ($verb eq 'limit') { push @limits, [$words[0] + 0, $words[1] + 0] }
  elsif ($verb eq 'ceiling') { push @ceilings, [@words] }
  elsif ($verb eq 'range') { $is_range = $words[0] + 0 }
  elsif ($verb eq 'acknowledge') { $acknowledges = 1 }
  elsif ($verb eq 'privileged') { $is_privileged = 1 }
  elsif ($verb eq 'hierarchy') { push @hierarchies, [@words] }
  elsif ($verb eq 'prepare') { @preparation = @words }
  elsif ($verb eq 'fixtures') { $fixtures = $words[0] }
  elsif ($verb eq 'root') { $root = $words[0] }
  elsif ($verb eq 'hostname') { $hostname = $words[0] }
  elsif ($verb eq 'filter') { $filter = pack 'H*', $words[0] }
  else { push @files, [$verb, @words] }
}

# The first process stays outside. It ends the lab when the runner is gone, and makes the lab's cgroups and takes them away at the end: it is
# there for that from before they are until after, whatever becomes of the runner.
my $runner = getppid;
my (@groups, %is_limited);
for (@cgroups) {
  my ($folder, @words) = @$_;
  mkdir $folder or next;
  my %has_set;
  while (my ($controller, $file, $most) = splice @words, 0, 3) {
    my $is_set = open(my $limit, '>', "$folder/$file");
    $is_set &&= defined syswrite $limit, $most;
    $has_set{$controller} //= $is_set;
  }
  my @set = grep { $_ ne '' && $has_set{$_} } keys %has_set;
  if ((@set || $is_privileged) && mkdir "$folder/lab") { push @groups, $folder; @is_limited{@set} = () }
  else { rmdir $folder }
}
# With what the lab has made below it, and may go on to make until the last of its processes is reaped; before that the kernel keeps a group. Says
# whether there is nothing more to be done.
sub remove_group {
  my ($group) = @_;
  opendir my $listing, $group or return 1;
  my @inner = grep { !/^\./ && -d "$group/$_" } readdir $listing;
  closedir $listing;
  remove_group("$group/$_") for @inner;
  return rmdir($group) || $! != 16;
}
my $maker = fork // fail();
if ($maker) {
  $SIG{TERM} = sub { kill KILL => $maker };
  call('prctl', 1, 15, 0, 0, 0);
  kill KILL => $maker if getppid != $runner;
  close STDIN;
  close STDOUT;
  until (waitpid($maker, 0) == $maker) { }
  my $status = $?;
  for my $folder (@groups) {
    for (1 .. 500) { last if remove_group($folder); select undef, undef, undef, 0.01 }
  }
  exit($status ? 1 : 0);
}

# A change of credentials clears the death signal and makes the process undumpable, after which its files in /proc are root's.
sub settle { call('prctl', 4, 1, 0, 0, 0), call('prctl', 1, 9, 0, 0, 0) }
settle();

report(join ' ', 'limited', sort keys %is_limited);
for my $folder (@groups) {
  $stage = 'cgroup';
  put("$folder/lab/cgroup.procs", $$);
}

# The outer user namespace. In it the files are put together, because what is mounted here can't be mounted otherwise from the inner one.
$stage = $is_privileged ? 'mounts' : 'user-namespace';
must('unshare', $is_privileged ? 0x20000 : 0x10020000);
settle();
if (!$is_privileged) {
  report("map $$");
  exit 1 unless (next_line() // '') eq 'mapped';
}
$stage = 'mounts';
mount('none', '/', '', 0x44000, 0);
# By its folder, since after the change of ids the way there may be closed.
if ($fixtures ne '') { $stage = 'fixtures'; chdir $fixtures or fail() }
$stage = 'ids';
must('setgroups', 0, 0) if $is_range;
must('setresgid', 0, 0, 0);
must('setresuid', 0, 0, 0);
settle();

umask 022;
$stage = 'root-file-system';
for (@files) {
  my ($verb, @words) = @$_;
  my $file = pop @words;
  $file = "$root$file";
  $stage = "root-file-system $verb $file";
  if ($verb eq 'folder') {
    mkdir $file or $! == 17 or fail();
    chmod oct $words[0], $file if @words;
  }
  elsif ($verb eq 'link') { symlink $words[0], $file or fail() }
  elsif ($verb eq 'file') {
    put($file, $words[1]);
    chmod oct $words[0], $file;
  }
  elsif ($verb eq 'copy') {
    open my $from, '<', $words[0] or next;
    open my $made, '>', $file or fail();
    while (sysread $from, my $text, 65536) { syswrite $made, $text }
  }
  elsif ($verb eq 'tmpfs') { mount('nslab', $file, 'tmpfs', 6, $words[0]) }
  elsif ($verb eq 'bind') { mount($words[0], $file, '', 0x5000, 0); push @binds, $file }
}
$stage = 'read-only';
open my $mounts, '<', '/proc/self/mountinfo' or fail();
my @mounted = map { [(split / /)[4, 5]] } <$mounts>;
close $mounts;
for (@mounted) {
  my ($file, $options) = @$_;
  $file =~ s/\\([0-7]{3})/chr oct $1/ge;
  next unless grep { $file eq $_ || index($file, "$_/") == 0 } @binds;
  my $flags = $file =~ m{^\Q$root\E/dev/} ? 0x102B : 0x1027;
  mount('none', $file, '', $flags | ($options =~ /\bnoexec\b/ ? 8 : 0), 0);
}
chdir '/';

# Of the kernel's own memory namespaces take most.
for (@ceilings) {
  my ($kind, $most) = @$_;
  open my $file, '>', "/proc/sys/user/max_$kind" or next;
  syswrite $file, $most;
}

# The limits come between the two user namespaces: what they allow is counted for all users of the inner one together.
$stage = 'limits';
for (@limits) {
  my ($resource, $most) = @$_;
  my $old = pack 'QQ', 0, 0;
  syscall($call{prlimit64}, 0, $resource, 0, $old) == -1 and fail();
  my $hard = (unpack 'QQ', $old)[1];
  $most = $hard if $hard < $most;
  must('prlimit64', 0, $resource, pack('QQ', $most, $most), 0);
}

if ($is_privileged) {
  $stage = 'namespaces';
  must('unshare', 0x6E000000);
  for my $folder (@groups) {
    # In version 2 a group with processes in it gives no controllers to those below, which containers need. What the lab sees as the top has none.
    next unless -e "$folder/lab/cgroup.subtree_control";
    mkdir "$folder/lab/init" or fail();
    put("$folder/lab/init/cgroup.procs", $$);
  }
  $stage = 'sysfs';
  mount('sysfs', "$root/sys", 'sysfs', 14, 0);
} else {
  enter_inner_namespace();
}

my $init = fork // fail();
if ($init) {
  report("pid $init");
  close STDIN;
  close STDOUT;
  waitpid $init, 0;
  exit($? ? 1 : 0);
}

settle();
$0 = 'nslab-init';
$stage = 'network';
call('sethostname', "$hostname", length $hostname);
socket my $socket, 2, 2, 0 or fail();
my $request = pack 'a16 s x22', 'lo', 0x41;
ioctl $socket, 0x8914, $request or fail();
close $socket;
$stage = 'root-file-system';
mount($root, $root, '', 0x5000, 0);
chdir $root or fail();
$stage = 'proc';
mount('proc', "$root/proc", 'proc', 14, 0);
# Before it is read-only there
open my $last_pid, '+<', "$root/proc/sys/kernel/ns_last_pid";
if ($is_privileged) { keep_the_machine() }
$stage = 'devpts';
my $terminals = 'newinstance,ptmxmode=0666,mode=0620,gid=' . ($is_range ? 5 : 0);
mount('devpts', "$root/dev/pts", 'devpts', 10, $terminals);
$stage = 'pivot-root';
must('pivot_root', '.', 'mnt');
chdir '/' or fail();
must('umount2', '/mnt', 2);
$stage = 'confinement';
for (['/proc/self/oom_score_adj', 1000], ['/proc/sys/net/ipv4/ping_group_range', '0 ' . ($is_range ? $is_range - 1 : 0)]) {
  open my $file, '>', $_->[0] or next;
  syswrite $file, $_->[1];
}
call('keyctl', 1, 0);
must('prctl', 22, 2, pack('S x6 P', length($filter) / 8, $filter), 0, 0);
# Signals through a file, so that none comes unseen between a look and a wait.
my $child_mask = pack 'Q', 1 << 16;
must('rt_sigprocmask', 0, $child_mask, 0, 8);
my $signals = call('signalfd4', -1, $child_mask, 8, 0x80000);
fail() if $signals == -1;
my %terminals;
if (@preparation) { $preparing = start_preparation() }
else { report('ready') }

for (;;) {
  while ((my $pid = waitpid -1, 1) > 0) {
    if ($pid == $preparing) {
      exit 1 if $?;
      report('ready');
    }
    my $id = delete $terminals{$pid};
    report("ended $id " . ($? & 127 ? 128 + ($? & 127) : $? >> 8)) if defined $id;
  }
  my $wanted = '';
  vec($wanted, 0, 1) = 1;
  vec($wanted, $signals, 1) = 1;
  select $wanted, undef, undef, pause_for_gates();
  if (vec $wanted, $signals, 1) {
    my $signal = "\0" x 128;
    syscall($call{read}, $signals, $signal, 128);
  }
  watch_gates();
  next unless vec $wanted, 0, 1;
  sysread STDIN, $buffer, 65536, length $buffer or exit 0;
  while ($buffer =~ s/\A([^\n]*)\n//) { obey(split / /, $1) }
}

sub enter_inner_namespace {
  $stage = 'inner-user-namespace';
  my $outer = $$;
  pipe my $is_there, my $be_there or fail();
  my $mapper = fork // fail();
  if (!$mapper) {
    close $be_there;
    sysread $is_there, my $word, 1 or exit 1;
    for my $kind ('uid', 'gid') {
      put("/proc/$outer/" . $kind . '_map', '0 0 ' . ($is_range || 1));
    }
    # Mounted from out here, the lab can't take it away. ip-netns(8) needs that: it mounts one of its own over it, read-only where this one is, as
    # in a container, and may do so only while another whole one is seen.
    $stage = 'sysfs';
    open my $network, '<', "/proc/$outer/ns/net" or fail();
    must('setns', fileno $network, 0x40000000);
    call('mount', 'sysfs', "$root/sys", 'sysfs', 14, 0) == -1 and mount('sysfs', "$root/sys", 'sysfs', 15, 0);
    exit 0;
  }
  must('unshare', 0x7E000000);
  settle();
  syswrite $be_there, '.';
  waitpid $mapper, 0;
  exit 1 if $?;
  # Only now, so that everything mounted is locked in it.
  must('unshare', 0x20000);
}

# Of the machine's settings root in here could change any, and programs do so by habit. None but those of networks can be written, which are the
# lab's own. This keeps off accidents, not a lesson that means harm: root could mount them again.
sub keep_the_machine {
  $stage = 'machine';
  for my $file (qw(sys proc/sys proc/sysrq-trigger proc/irq proc/bus proc/fs proc/acpi)) {
    next unless -e "$root/$file";
    mount("$root/$file", "$root/$file", '', 0x5000, 0) if $file ne 'sys';
    mount('none', "$root/$file", '', 0x102F, 0);
  }
  for my $file ('sys/devices/virtual/net', 'proc/sys/net') {
    mount("$root/$file", "$root/$file", '', 0x1000, 0);
    mount('none', "$root/$file", '', 0x102E, 0);
  }
  $stage = 'cgroup';
  my $top = "$root/sys/fs/cgroup";
  mount('nslab', $top, 'tmpfs', 14, 'mode=755') if grep { $_->[2] ne '' } @hierarchies;
  for (@hierarchies) {
    my ($type, $options, $name) = @$_;
    mkdir "$top/$name" if $name ne '';
    mount('cgroup', "$top/$name", $type, 14, $options);
  }
}

# What has to be done in the lab before its first terminal. When it fails it has said why.
sub start_preparation {
  $stage = 'prepare';
  my $pid = fork // fail();
  return $pid if $pid;
  call('rt_sigprocmask', 1, $child_mask, 0, 8);
  open STDIN, '<', '/dev/null';
  open STDOUT, '>', '/dev/null';
  chdir '/root';
  exec { $preparation[0] } @preparation or fail();
}

${ordersScript}
${personScript}`;
