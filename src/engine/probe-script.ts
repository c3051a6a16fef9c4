/**
 * Tries what a snapshot can't tell, from inside of the lab's namespaces: whether an address answers an echo request (icmp(7)) or takes a connection, and what a setting
 * of the kernel is. In Perl, which makes the lab and so is always there; ping(8) may not be.
 *
 * Arguments: the number of the system call setns, and for each try, in hexadecimal digits, its number, the file of its namespace (empty for the host; `FOLDER:INODE` for one of several), `echo`, `tcp`,
 * `value` or `processes`, an address or a file, and a port, with zero bytes between. All are made at once. For each it prints a line: number, outcome, a text in hexadecimal digits. Its lines are short enough to be typed.
 */
export const probeScript = String.raw`
use strict; use Socket qw(:all); use POSIX ();
my ($setns, @tries) = @ARGV;
my $parent = $$;
my %ours = ($$ => 1, getppid, 1);
sub result {
  my (undef, $way, $what, $target, $port) = @_;
  if ($way =~ m{^(/proc/\d+/fd):(\d+)$}) { ($way) = grep { ((stat)[1] // 0) == $2 } <$1/*> }
  if ($way ne "") {
    open my $namespace, "<", $way or return failed => "$!";
    syscall($setns, fileno $namespace, 0x40000000) == 0 or return failed => "$!";
  }
  if ($what eq "value") { open my $file, "<", $target or return silent => "$!"; local $/; return value => scalar <$file> }
  if ($what eq "processes") {
    my $here = readlink "/proc/self/ns/net";
    my @names;
    for my $process (</proc/[0-9]*>) {
      my ($pid) = $process =~ /(\d+)/;
      next if $ours{$pid} || (readlink("$process/ns/net") // "") ne $here;
      open my $status, "<", "$process/status" or next;
      my $text = do { local $/; <$status> };
      push @names, $1 if $text !~ /^PPid:\t$parent$/m && $text =~ /^Name:\t(.*)$/m;
    }
    return value => join "\n", @names;
  }
  my ($error, $found) = getaddrinfo($target, $port, {flags => AI_NUMERICHOST, socktype => SOCK_STREAM});
  return failed => "$error" if $error;
  my ($family, $to) = @$found{qw(family addr)};
  my $wait = "";
  if ($what eq "tcp") {
    socket my $socket, $family, SOCK_STREAM | SOCK_NONBLOCK, 0 or return failed => "$!";
    return answered => "" if connect $socket, $to;
    return silent => "$!" unless $! == POSIX::EINPROGRESS();
    vec($wait, fileno $socket, 1) = 1;
    return silent => "no answer within 1 s" unless select undef, $wait, undef, 1;
    $! = unpack "i", getsockopt $socket, SOL_SOCKET, SO_ERROR;
    return $! ? (silent => "$!") : (answered => "");
  }
  my $six = $family == AF_INET6;
  socket my $socket, $family, SOCK_RAW, $six ? 58 : 1 or return failed => "$!";
  connect $socket, $to or return silent => "$!";
  my $id = $$ & 65535;
  my $sum = 0;
  my @words = ($six ? 32768 : 2048, 0, $id, 1);
  $sum += $_ for @words;
  $sum = ($sum & 65535) + ($sum >> 16) for 1, 2;
  $words[1] = ~$sum & 65535;
  defined syswrite $socket, pack "n4", @words or return silent => "$!";
  my $over = 0;
  local $SIG{ALRM} = sub { $over = 1 };
  alarm 1;
  until ($over) {
    vec($wait = "", fileno $socket, 1) = 1;
    last if select($wait, undef, undef, 1) < 1;
    defined sysread $socket, my $got, 2048 or return silent => "$!";
    $got = substr $got, 4 * (ord($got) & 15) unless $six;
    my ($type, undef, $whose) = unpack "n3", $got;
    return answered => "" if $type == ($six ? 33024 : 0) && $whose == $id;
  }
  return silent => "no answer within 1 s";
}
for my $try (@tries) {
  next if fork;
  my @said = split /\0/, pack("H*", $try), -1;
  my ($outcome, $text) = result(@said);
  syswrite STDOUT, join(" ", $said[0], $outcome, unpack "H*", $text) . "\n";
  POSIX::_exit(0);
}
1 while wait != -1;
`
  .trim()
  .replaceAll(/\n\s*/g, '\n');
