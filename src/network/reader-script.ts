/**
 * The program that reads the network of a lab or of this machine, in Perl: setns(2) needs a process of its own that can make any system call, see
 * docs/adr/0007-perl-makes-the-lab.md. It stays outside of all that it reads: a child enters a namespace for as long as ip(8) takes to print it.
 *
 * Arguments: the pid of the first process whose descendants are looked at, and the numbers of the system calls setns and getsockopt.
 * Each line `read` on its standard input is answered by sections `NAME LENGTH` and so many bytes, and a line `end`.
 */
export const readerScript = String.raw`
use strict;
use POSIX ();
my ($first, $setns, $getsockopt) = map { $_ + 0 } @ARGV;
$SIG{PIPE} = 'IGNORE';

sub section { my ($name, $text) = @_; return "$name " . length($text) . "\n$text" }
sub say_all { my ($text) = @_; while (length $text) { my $count = syswrite STDOUT, $text; exit 0 unless defined $count; substr($text, 0, $count) = '' } }
sub slurp { my $fd = POSIX::open($_[0], 0); return '' unless defined $fd; my $text = ''; while ((POSIX::read($fd, my $part, 65536) || 0) > 0) { $text .= $part } POSIX::close($fd); return $text }

sub descendants {
  my ($pid) = @_;
  return ($pid, map { descendants($_) } split ' ', slurp("/proc/$pid/task/$pid/children"));
}
sub processes {
  return descendants($first) if $first > 1;
  opendir my $all, '/proc' or return;
  return grep { /^\d+$/ } readdir $all;
}

# What keeps which namespace, and a way to open each.
sub look_around {
  my (%way, %holders, %seen_mounts);
  for my $pid (processes()) {
    my $net = readlink("/proc/$pid/ns/net") // next;
    my ($inode) = $net =~ /(\d+)/;
    $way{$inode} //= "/proc/$pid/ns/net";
    my $command = slurp("/proc/$pid/comm");
    chomp $command;
    my ($inner) = slurp("/proc/$pid/status") =~ /^NSpid:.*\t(\d+)$/m;
    push @{$holders{$inode}}, join "\t", 'process', $inner // $pid, $command;
    if (opendir my $files, "/proc/$pid/fd") {
      for my $file (readdir $files) {
        my $target = readlink("/proc/$pid/fd/$file") // next;
        next unless $target =~ /^net:\[(\d+)\]$/;
        $way{$1} //= "/proc/$pid/fd/$file";
        push @{$holders{$1}}, join "\t", 'file', $inner // $pid, $command;
      }
    }
    my $mounts = readlink("/proc/$pid/ns/mnt") // next;
    next if $seen_mounts{$mounts}++;
    for (split /\n/, slurp("/proc/$pid/mountinfo")) {
      my (undef, undef, undef, $root, $file) = split / /;
      next unless $root =~ /^net:\[(\d+)\]$/;
      my $inode = $1;
      $file =~ s/\\([0-7]{3})/chr oct $1/ge;
      $way{$inode} //= "/proc/$pid/root$file";
      # Another mount namespace has copies of what its maker has.
      push @{$holders{$inode}}, join "\t", 'mount', keys(%seen_mounts) == 1 ? 'here' : 'elsewhere', $file;
    }
  }
  return (\%way, \%holders);
}

sub read_namespace {
  my ($out) = @_;
  socket my $socket, 2, 2, 0 or return;
  # Perl's own getsockopt asks for more bytes than the kernel gives here.
  my ($cookie, $length) = ("\0" x 8, pack 'L', 8);
  my $status = syscall($getsockopt, fileno $socket, 1, 71, $cookie, $length);
  syswrite $out, section('cookie', $status == 0 ? unpack 'Q', $cookie : '');
  pipe my $words, my $batch or return;
  syswrite $batch, "addr show\nroute show table all\nrule show\nneigh show\n";
  close $batch;
  open STDIN, '<&', $words;
  open STDOUT, '>&', $out;
  open STDERR, '>', '/dev/null';
  exec { 'ip' } 'ip', '-json', '-details', '-force', '-batch', '-';
}

sub answer {
  my ($way, $holders) = look_around();
  my (%pipe, %text);
  for my $inode (keys %$way) {
    open my $namespace, '<', $way->{$inode} or next;
    pipe my $from, my $to or next;
    my $pid = fork // next;
    if (!$pid) {
      close $from;
      exit 1 if syscall($setns, fileno $namespace, 0x40000000) == -1;
      read_namespace($to);
      exit 1;
    }
    close $to;
    $pipe{$inode} = [$pid, $from];
  }
  for my $inode (keys %pipe) {
    my ($pid, $from) = @{$pipe{$inode}};
    my $text = '';
    while (sysread $from, $text, 65536, length $text) { }
    waitpid $pid, 0;
    say_all(section("namespace\t$inode", '') . section('holders', join "\n", @{$holders->{$inode} // []}) . section('ip', $text));
  }
  say_all("end 0\n");
}

my ($host) = (readlink("/proc/$first/ns/net") // '') =~ /(\d+)/;
say_all(section('host', $host));
while (my $line = <STDIN>) { answer() if $line eq "read\n" }
`;
