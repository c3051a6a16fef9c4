import { namespaceScript } from './namespace-script.js';
import { netlinkScript } from './netlink-script.js';

/**
 * The program that reads the network of a lab or of this machine, in Perl: setns(2) needs a process of its own that can make any system call, see
 * docs/adr/0014-snapshots-from-outside.md. It stays outside of all that it reads: for each reading a child enters a namespace, and ends.
 *
 * Arguments: the pid of the first process whose descendants are looked at, 1 for all of this machine; then `NAME=NUMBER` for each system call and
 * `NAME=FILE` for each program. Each line `read` on its standard input is answered by a section `answer`. A section is a line `NAME LENGTH`
 * and so many bytes; in this one are others, or one `error` that says what for:
 *
 *   host INODE        the namespace of the first process
 *   namespace INODE   in it the sections of namespace-script.ts
 *   hidden INODE      one that is there and may not be read
 *   holders INODE     in it a section `holder` for each thing that keeps it; these are in the order in which the namespaces were made
 *
 * A `holder` is a line of words separated by tabs: `process` or `file`, the pid outside and inside, and the command; `mount`, `here` or `elsewhere`, and
 * the path as in mountinfo. Tabs, newlines and `%` in a command are written %XX.
 */
export const readerScript = String.raw`
use strict;
use POSIX ();
my ($first, %set) = (shift @ARGV, map { split /=/, $_, 2 } @ARGV);
# What was learned from one reading for the next, by keys that say all that it depends on.
my (%known, %fresh, $fresh_for, $has_nft);
my $known_bytes = 0;
my ($most_namespaces, $most_bytes, $most_seconds) = (256, 64_000_000, 10);
$SIG{PIPE} = 'IGNORE';
$0 = 'nslab-reader';

sub call { my ($name, @words) = @_; return syscall($set{$name}, @words) }
sub end_with { my ($parent) = @_; call('prctl', 1, 9, 0, 0, 0); POSIX::_exit(1) if getppid != $parent }
sub section { my ($name, $text) = @_; return "$name " . length($text) . "\n$text" }
sub say_all {
  my ($text) = @_;
  for (my $at = 0; $at < length $text;) { $at += syswrite(STDOUT, $text, 1_000_000, $at) // POSIX::_exit(0) }
}
sub slurp {
  my $file = POSIX::open($_[0], 0) // return undef;
  my $text = '';
  while ((POSIX::read($file, my $part, 65536) || 0) > 0) { $text .= $part; last if length $text > 4_000_000 }
  POSIX::close($file);
  return $text;
}
sub inode_of { return (readlink($_[0]) // '') =~ /^net:\[(\d+)\]$/ ? $1 : undef }
sub files_in { opendir my $folder, $_[0] or return; return grep { !/^\.\.?$/ } readdir $folder }
sub started { return ((slurp("/proc/$_[0]/stat") // '') =~ /.*\) (?:\S+ ){19}(\d+)/s)[0] // '' }
# The numbers of a process in each process namespace that it is in, from here inwards (proc_pid_status(5)).
sub pids_of { my ($pid) = @_; return (slurp("/proc/$pid/status") // '') =~ /^NSpid:(.*)$/m ? split ' ', $1 : () }

# Another process may get the number of one that has ended.
my $began = started($first);
my $levels = () = pids_of($first);
my $nsfs = (stat '/proc/self/ns/net')[0];
my $own = inode_of('/proc/self/ns/net');
my $has_children = -e "/proc/$$/task/$$/children";

# The namespace of an open file that was opened by a name: as long as that is there /proc shows it instead, and the root once it is gone.
sub inode_by_name {
  my ($pid, $file) = @_;
  my $place = "/proc/$pid/fd/$file";
  return undef if (readlink($place) // '') !~ m{^/(?!dev/)};
  # No file is looked at that can't be one: where others lie may take for ever to answer.
  return undef if (slurp("/proc/$pid/fdinfo/$file") // '') !~ /^ino:\t(\d{10,})$/m || $1 < 0xEFFFFF00;
  sysopen my $path, $place, 0x280000 or return undef;
  my ($device, $number) = stat $path;
  return undef if !defined $number || $device != $nsfs;
  open my $namespace, '<', '/proc/self/fd/' . fileno $path or return undef;
  # NS_GET_NSTYPE of ioctl_ns(2)
  return (ioctl($namespace, 0xb703, 0) // 0) == 0x40000000 ? $number : undef;
}

sub processes {
  my %below;
  my @all = grep { /^\d+$/ } files_in('/proc');
  return @all if $first == 1;
  if (!$has_children) {
    for (@all) { push @{$below{$1}}, $_ if (slurp("/proc/$_/stat") // '') =~ /.*\) \S+ (\d+)/s }
  }
  my (@found, %seen);
  my @next = ($first);
  while (defined(my $pid = shift @next)) {
    next if $seen{$pid}++;
    push @found, $pid;
    push @next, $has_children ? map { split ' ', slurp("/proc/$pid/task/$_/children") // '' } files_in("/proc/$pid/task") : @{$below{$pid} // []};
  }
  return @found;
}

# What keeps which namespace, ways to open each, and all in the order in which they were made, as far as one look tells: mounts stand in their order in
# mountinfo, and the first process, whose come first, has all that ip netns and Docker make. Cookies tell nothing, each processor has its own.
sub look_around {
  my ($host) = @_;
  my (%ways, %holders, %seen, %here, @order);
  for my $pid (processes()) {
    my %who;
    my $keeps = sub {
      my ($kind, $inode, $way) = @_;
      push @order, $inode if !$ways{$inode};
      push @{$ways{$inode}}, $way if @{$ways{$inode} // []} < 4;
      # Everything keeps the namespace of the host.
      return if $inode == $host;
      %who = who($pid) unless %who;
      push @{$holders{$inode}}, join "\t", $kind, $pid, $who{inner}, $who{command} if @{$holders{$inode} // []} < 1000;
    };
    my %of_threads;
    for my $thread (files_in("/proc/$pid/task")) {
      my $inode = inode_of("/proc/$pid/task/$thread/ns/net") // next;
      $keeps->('process', $inode, "/proc/$pid/task/$thread/ns/net") unless $of_threads{$inode}++;
    }
    for my $file (files_in("/proc/$pid/fd")) {
      my $inode = inode_of("/proc/$pid/fd/$file") // inode_by_name($pid, $file) // next;
      $keeps->('file', $inode, "/proc/$pid/fd/$file") unless $pid == $$;
    }
    my $mounts = readlink("/proc/$pid/ns/mnt") // next;
    next if $seen{$mounts}++;
    my $is_here = $pid == $first;
    my $text = slurp("/proc/$pid/mountinfo") // next;
    while ($text =~ /^\d+ \d+ \d+:\d+ net:\[(\d+)\] (\S+) /mg) {
      my ($inode, $path) = ($1, $2);
      push @order, $inode if !$ways{$inode};
      push @{$ways{$inode}}, "/proc/$pid/root" . $path =~ s/\\([0-7]{3})/chr oct $1/ger if @{$ways{$inode} // []} < 4;
      # Another mount namespace has copies of what its maker has: no news.
      next if $here{"$inode $path"}++ || @{$holders{$inode} // []} >= 1000;
      push @{$holders{$inode}}, join "\t", 'mount', $is_here ? 'here' : 'elsewhere', $path;
    }
  }
  return (\%ways, \%holders, \@order);
}

# With the number that the first process knows it by. Its last may be another: a container has process namespaces of its own.
sub who {
  my ($pid) = @_;
  my $command = slurp("/proc/$pid/comm") // '';
  chomp $command;
  my @pids = pids_of($pid);
  return (inner => $pids[$levels - 1] // $pid, command => $command =~ s/([%\t\n\r\0])/sprintf '%%%02X', ord $1/ger);
}

# A file that is that namespace, and no other: what lies at a path may have become something else, which may not even be opened (O_PATH does not).
sub open_namespace {
  my ($inode, @ways) = @_;
  for my $way (@ways) {
    sysopen my $place, $way, 0x280000 or next;
    my ($device, $number) = stat $place;
    next unless defined $number && $device == $nsfs && $number == $inode;
    open my $namespace, '<', '/proc/self/fd/' . fileno $place or next;
    return $namespace;
  }
  return undef;
}

sub answer {
  return section('error', 'ended') if started($first) ne $began || $began eq '';
  my $host = inode_of("/proc/$first/ns/net") // ($first == 1 ? $own : undef) // return section('error', 'ended');
  my $until = time + $most_seconds;
  learn_fresh($until) or return section('error', 'fresh');
  my ($ways, $holders, $order) = look_around($host);
  if ($host == $own && !$ways->{$host}) { $ways->{$host} = ['/proc/self/ns/net']; push @$order, $host }
  return section('error', 'namespaces') if keys %$ways > $most_namespaces;
  my (%open, %running, @text);
  for my $inode (keys %$ways) {
    my $namespace = open_namespace($inode, @{$ways->{$inode}}) // next;
    $open{$inode} = $namespace;
  }
  # One child for each processor; each goes through its share of the namespaces.
  my @inodes = sort { $a <=> $b } keys %open;
  my $most = @inodes < $set{workers} ? @inodes : $set{workers};
  for my $part (0 .. $most - 1) {
    my @share = @inodes[grep { $_ % $most == $part } 0 .. $#inodes];
    my ($pid, $from) = start(sub { visit_all(@_, \%open, @share) }) or return stop('fresh', %running);
    $running{fileno $from} = [$pid, $from, $part];
  }
  my $bytes = 0;
  while (%running) {
    my $wanted = '';
    vec($wanted, $_, 1) = 1 for keys %running;
    my $left = $until - time;
    return stop('time', %running) if $left <= 0;
    select $wanted, undef, undef, $left;
    for my $number (keys %running) {
      next unless vec $wanted, $number, 1;
      my ($pid, $from, $part) = @{$running{$number}};
      $text[$part] //= '';
      my $count = sysread $from, $text[$part], 262144, length $text[$part];
      return stop('bytes', %running) if ($bytes += $count // 0) > $most_bytes;
      next if $count;
      delete $running{$number};
      waitpid $pid, 0;
      return stop(($? & 127) == 14 ? 'time' : $? >> 8 == 78 ? 'bytes' : 'child', %running) if $?;
    }
  }
  my $all = section("host $host", '');
  $all .= learn($_ // '') for @text;
  for my $inode (@$order) {
    my $is_hidden = !$open{$inode} && grep { -e $_ } @{$ways->{$inode}};
    $all .= section("hidden $inode", '') if $is_hidden;
    $all .= section("holders $inode", join '', map { section('holder', $_) } @{$holders->{$inode} // []});
  }
  return $all;
}

sub stop {
  my ($problem, %running) = @_;
  for (values %running) { kill KILL => $_->[0]; waitpid $_->[0], 0 }
  return section('error', $problem);
}

# A child that does the work, with a pipe to read what it writes.
sub start {
  my ($work) = @_;
  pipe my $from, my $to or return;
  my $parent = $$;
  my $pid = fork // return;
  return ($pid, $from) if $pid;
  close $from;
  end_with($parent);
  alarm $most_seconds;
  $work->($to, $parent);
  POSIX::_exit(0);
}

# Takes out what a child has found out for later readings.
sub learn {
  my ($text) = @_;
  my ($at, $rest) = (0, '');
  while ($at < length $text) {
    my $end = index $text, "\n", $at;
    my $head = substr $text, $at, $end - $at;
    my ($length) = $head =~ /(\d+)$/;
    if ($head =~ /^learn /) {
      my ($key, $value) = split /\0/, substr($text, $end + 1, $length), 2;
      ($known_bytes, %known) = (0) if keys %known > 5000 || $known_bytes > $most_bytes;
      $known_bytes += $length;
      $known{$key} = $value;
    } else { $rest .= substr $text, $at, $end + 1 + $length - $at }
    $at = $end + 1 + $length;
  }
  return $rest;
}
${netlinkScript}
${namespaceScript}
end_with(getppid);
while (my $line = <STDIN>) { say_all(section('answer', answer())) if $line eq "read\n" }
`;
