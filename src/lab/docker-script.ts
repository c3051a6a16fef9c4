/**
 * What a lab with Docker runs before its first terminal, in Perl as the lab itself: starts dockerd(8), waits until it answers, and has it make the
 * image `busybox:latest` of a tar archive, by the Engine's API (docs.docker.com, "Import image"). A lab has no registry to pull one from.
 *
 * Its words are the programs dockerd and busybox. What goes wrong is one line on stderr, `docker: reason`.
 */
export const dockerScript = String.raw`
use strict;
my ($dockerd, $busybox) = @ARGV;
my ($log, $address) = ('/var/log/docker.log', '/run/docker.sock');

sub fail { my $why = join ' ', @_; $why =~ s/: /, /g; syswrite STDERR, "docker: $why\n"; exit 1 }
sub text { my ($file) = @_; open my $handle, '<', $file or return ''; local $/; return scalar <$handle> }

my $daemon = fork // fail("$!");
if (!$daemon) {
  open STDOUT, '>', $log;
  open STDERR, '>&STDOUT';
  # Without systemd, whatever the machine has: it would make control groups outside of the lab.
  exec $dockerd, '--exec-opt', 'native.cgroupdriver=cgroupfs', '--log-level', 'warn';
  exit 127;
}

my $image = image();
my $path = '/images/create?fromSrc=-&repo=busybox&tag=latest&changes=CMD%20%5B%22sh%22%5D&changes=ENV%20ENV%3D/etc/nslab.shinit';
my $head = "POST $path HTTP/1.0\r\nHost: docker\r\nContent-Type: application/x-tar\r\nContent-Length: " . length($image) . "\r\n\r\n";
my $engine = wait_for_engine();
print {$engine} $head, $image;
$engine->flush;
my $answer = do { local $/; <$engine> } // '';
$answer =~ /\AHTTP\S+ 200 / && $answer !~ /"error"/ or fail('it makes no image of busybox,', (split /\r?\n/, $answer)[-1] // 'and says nothing');

# Of the lab it is the last that the kernel should spare when memory runs out.
for my $pid ($daemon, split ' ', text("/proc/$daemon/task/$daemon/children")) {
  open my $file, '>', "/proc/$pid/oom_score_adj" or next;
  syswrite $file, '1000';
}

sub wait_for_engine {
  for (1 .. 3000) {
    if (waitpid($daemon, 1) == $daemon) { fail((grep { /\S/ } split /\n/, text($log))[-1] // 'it ends at once') }
    socket my $socket, 1, 1, 0 or fail("$!");
    return $socket if connect $socket, pack 'S a108', 1, $address;
    select undef, undef, undef, 0.01;
  }
  fail('it does not answer');
}

# A file system of one program under its many names, as a tar archive (tar(5), ustar).
sub image {
  my $users = "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n";
  my $tar = join '', map { entry("$_/", 0755, 5, '', '') } qw(bin dev etc home proc root sys usr usr/bin usr/sbin var var/www);
  $tar .= entry('tmp/', 01777, 5, '', '');
  $tar .= entry('etc/passwd', 0644, 0, '', $users);
  $tar .= entry('etc/group', 0644, 0, '', "root:x:0:\nnobody:x:65534:\n");
  # Of a container's terminal, too, nothing is wanted but what programs print.
  $tar .= entry('etc/nslab.shinit', 0644, 0, '', "stty -echo -onlcr 2>/dev/null\n" . text('/etc/nslab.shinit'));
  $tar .= entry('bin/busybox', 0755, 0, '', text($busybox));
  open my $list, '-|', $busybox, '--list' or fail("$!");
  for my $name (map { tr/\n//dr } <$list>) { $tar .= entry("bin/$name", 0777, 2, 'busybox', '') if $name ne 'busybox' && $name !~ m{/} }
  return $tar . "\0" x 1024;
}

sub entry {
  my ($name, $mode, $type, $link, $text) = @_;
  my ($size, $rest) = (length $text, -length($text) % 512);
  my $header = pack 'a100 a8 a8 a8 a12 a12 A8 a1 a100 a6 a2 x247', $name, sprintf('%07o', $mode), '0000000', '0000000',
    sprintf('%011o', $size), '00000000000', '', $type, $link, 'ustar', '00';
  substr $header, 148, 8, sprintf("%06o\0 ", unpack '%32C*', $header);
  return $header . $text . "\0" x $rest;
}
`;
