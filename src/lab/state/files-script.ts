/**
 * The part of the program that reads files, from inside a mount namespace of the lab. No link is followed. Whatever is opened is first taken hold of
 * without being opened (O_PATH of open(2)), and opened only if that is a regular file: to open a named pipe would wake up who waits on its other end.
 */
export const filesScript = String.raw`
my ($shells, $own) = ('/run/nslab/shells', '/run/nslab');
# Where Docker keeps its own.
my $is_dockers = $set{privileged} ? qr{^/run/(?:docker|containerd|runc)|^/var/lib/(?:docker|containerd)|^/var/log/docker\.log$|^/etc/docker/key\.json$} : qr{^$};
# O_PATH
my $hold = 0x200000 | $close | $set{O_NOFOLLOW};
my $hold_folder = $hold | $set{O_DIRECTORY};
my %is_walked = map { /^\d+ \d+ (\S+) / ? ("$1 /" => 1) : () } split /\n/, $machine;
my %is_kept = map { $_ => 1 } qw(tmpfs ramfs overlay);

sub read_files {
  my $is_first = 1;
  for (@_) {
    my ($number, $namespace, $table) = @$_;
    call('setns', fileno $namespace, 0x20000) == 0 or fail('entry');
    my (%is_mounted, @trees);
    for my $line (split /\n/, $table) {
      my ($device, $top, $path, $kind) = $line =~ /^\d+ \d+ (\S+) (\S+) (\S+) .*? - (\S+) / or next;
      s/\\([0-7]{3})/chr oct $1/ge for $top, $path;
      $is_mounted{$path} = 1;
      push @trees, [$device, $top, $path, $kind] if $is_kept{$kind};
    }
    # A whole file system before parts of it.
    for my $tree (sort { length $a->[1] <=> length $b->[1] } @trees) {
      my ($device, $top, $path, $kind) = @$tree;
      next if grep { $is_walked{"$device $_"} } above($top);
      next if $path =~ $is_dockers || $path eq $own || index($path, "$own/") == 0;
      sysopen my $folder, $path, $hold_folder or $!{ENAMETOOLONG} ? fail('depth') : next;
      # Something else may lie over it.
      next if device_of((stat $folder)[0]) ne $device;
      $is_walked{"$device $top"} = 1;
      walk($folder, $path eq '/' ? '' : $path, 0, $number, \%is_mounted, $kind eq 'overlay' ? undef : (stat $folder)[0]);
    }
    read_records() if $is_first;
    $is_first = 0;
  }
}

sub above {
  my ($path) = @_;
  my @all = ('/', $path);
  push @all, $path while $path =~ s{/[^/]+$}{} && $path ne '';
  return @all;
}
sub device_of { my ($all) = @_; return join ':', ($all >> 8 & 0xFFF) | ($all >> 32 & ~0xFFF), ($all & 0xFF) | ($all >> 12 & ~0xFF & 0xFFFFFFFF) }

# Each entry of an open folder, and all below it.
sub walk {
  my ($folder, $path, $depth, $number, $is_mounted, $device) = @_;
  fail('depth') if $depth > $set{depth};
  chdir $folder or return;
  for my $name (sort { $a cmp $b } files_in('.')) {
    my $file = "$path/$name";
    # What is mounted there is another file system, or a device that must not be touched.
    next if $is_mounted->{$file} || $file eq $own || $file =~ $is_dockers;
    fail('entries') if ++$entries > $set{entries};
    my ($on, $inode, $mode, undef, $user, $group, $kind, $size, undef, undef, undef, undef, $blocks) = lstat $name or next;
    my $type = $mode & 0170000;
    my $target = $type == 0120000 ? "\0" . (readlink($name) // '') : '';
    put("entry $number $mode $user $group $kind $on $inode $size", "$file$target");
    put_attributes($name) if $type != 0120000;
    if ($type == 0100000 && $size > 0) {
      my $is_whole = $blocks * 512 >= $size;
      my $content = open_content($name, $on, $inode) // do { put('gone'); next };
      read_content($content, $size, $is_whole);
    } elsif ($type == 0040000 && (!defined $device || $on == $device)) {
      sysopen my $inner, $name, $hold_folder or next;
      walk($inner, $file, $depth + 1, $number, $is_mounted, $device);
      chdir $folder or fail('entry');
    }
  }
}

# The extended attributes of a file (xattr(7)), such as capabilities of a program.
sub put_attributes {
  my ($name) = @_;
  my ($list, $value) = ("\0" x 65536, "\0" x 65536);
  my $length = syscall($set{llistxattr}, $name, $list, 65536);
  return if $length <= 0;
  for my $attribute (sort { $a cmp $b } split /\0/, substr $list, 0, $length) {
    my $count = syscall($set{lgetxattr}, $name, $attribute, $value, 65536);
    put('attribute', "$attribute\0" . ($count > 0 ? substr $value, 0, $count : ''));
  }
}

# A regular file of that device and number, open for reading, without changing when it was read last where the kernel lets us.
sub open_content {
  my ($name, $on, $inode) = @_;
  sysopen my $place, $name, $hold or return undef;
  my @found = stat $place;
  return undef if !@found || ($found[2] & 0170000) != 0100000 || defined $inode && ($found[0] != $on || $found[1] != $inode);
  for my $flags ($set{O_NOATIME}, 0) {
    my $number = call('openat', fileno $proc, 'self/fd/' . fileno $place, $flags | $close | $set{O_NONBLOCK}, 0);
    next if $number == -1;
    open my $content, '<&=', $number or return undef;
    return $content;
  }
  return undef;
}

sub read_content {
  my ($content, $size, $is_whole) = @_;
  my $at = 0;
  while ($at < $size) {
    my $end = $size;
    if (!$is_whole) {
      # SEEK_DATA and SEEK_HOLE of lseek(2)
      my $next = sysseek($content, $at, 3) // $size;
      put('hole ' . ($next - $at)) if $next > $at;
      last if ($at = $next + 0) >= $size;
      $end = (sysseek($content, $at, 4) // $size) + 0;
      sysseek $content, $at, 0;
    }
    while ($at < $end) {
      my $most = $end - $at;
      my $count = sysread $content, my $text, $most > 262144 ? 262144 : $most;
      return if !$count;
      put('data', $text);
      $at += $count;
    }
  }
}

sub read_records {
  sysopen my $folder, $shells, $hold_folder or return;
  chdir $folder or return;
  for my $name (grep { /^\d+$/ } files_in('.')) {
    my $content = open_content($name) // next;
    my $text = '';
    while (sysread $content, $text, 262144, length $text) { fail('bytes') if length $text > $set{most} }
    put("record $name", $text);
  }
}
`;
