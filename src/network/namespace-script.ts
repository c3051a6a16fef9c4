/**
 * The part of the reader that reads namespaces from inside, in Perl, as a child that ends with the reading. It writes a section `learn` for what
 * the next reading may use, a key, NUL and a value; `hidden INODE` for what it may not enter; and `namespace INODE`, in which are:
 *
 *   cookie         SO_NETNS_COOKIE
 *   sysctl         a line PATH=VALUE for each that differs from a fresh namespace, below /proc/sys/net
 *   inherited      likewise each that a fresh namespace has otherwise than the kernel by itself, of those that decide where packets go
 *   typed          the index of each link whose hardware address somebody has chosen
 *   other          a line NSID INODE for each namespace that links here lead to
 *   fdb, rules6, nft, iptables, ip6tables, legacy, legacy6
 *                  what the program of that name prints, only where there may be something
 *   ip             what ip(8) prints for addr, route, rule, neigh: one line of JSON each
 */
export const namespaceScript = String.raw`
# A fresh namespace may have these from that of the machine.
my @inheritable = ('ipv4/ip_forward', 'ipv6/conf/all/forwarding', 'ipv4/icmp_echo_ignore_all', map { ("ipv4/conf/$_/rp_filter", "ipv6/conf/$_/disable_ipv6") } 'all', 'default');

# Whoever made a lab may do everything in it, and nothing elsewhere; the child of a reader that is root gives up the rest here.
sub enter_lab {
  open my $users, '<', "/proc/$first/ns/user" or return 0;
  return 1 if (stat $users)[1] == (stat '/proc/self/ns/user')[1];
  return 0 if call('setns', fileno $users, 0x10000000) == -1;
  call('setgroups', 0, 0);
  call('setresgid', 0, 0, 0);
  call('setresuid', 0, 0, 0);
  call('prctl', 4, 1, 0, 0, 0);
  return 1;
}

sub visit_all {
  my ($to, $parent, $open, @inodes) = @_;
  my $is_in_lab = $first == 1 || enter_lab();
  end_with($parent);
  # Its own namespace first: an ordinary user may read that, but not enter it.
  for my $inode (sort { ($b == $own) <=> ($a == $own) } @inodes) {
    my $is_there = $is_in_lab && ($first == 1 && $inode == $own || call('setns', fileno $open->{$inode}, 0x40000000) == 0);
    if ($is_there) { put_all($to, visit($inode, $open)) }
    elsif (!$is_in_lab || $!{EPERM}) { put_all($to, section("hidden $inode", '')) }
  }
}

sub visit {
  my ($inode, $open) = @_;
  my $cookie = cookie();
  my $id = $cookie eq '' ? "inode:$inode" : $cookie;
  my $learned = '';
  my $learn = sub { my ($key, $value) = @_; $known{$key} = $value; $learned .= section('learn', "$key\0$value"); return $value };
  # What a program has printed holds as long as the kernel says the same in its own words.
  my $remember = sub {
    my ($name, $state, $print) = @_;
    my $before = $known{"$name $id"};
    my $key = $state->() . "\0";
    return substr $before, length $key if defined $before && substr($before, 0, length $key) eq $key;
    my $text = $print->();
    $learn->("$name $id", $key . $text) if $state->() . "\0" eq $key;
    return $text;
  };
  my (%kinds, %asked, @strangers);
  my $sysctl = differing_files();
  my %neighbour_tables = neighbour_tables();
  for my $message (raw_links()) {
    my ($family, $type, $index, $flags) = unpack 'C x S l L', $message;
    my $link = attributes($message, 16);
    my $name = unpack 'Z*', $link->{3} // '';
    $kinds{unpack 'Z*', attributes($link->{18} // '', 0)->{1} // ''} = 1;
    $asked{unpack 'l', $link->{37}} = 1 if defined $link->{37};
    # What is set for a link can be told from numbers that come with it; only those that are new are read by name.
    my $conf = settings_of($link->{26} // '') . "\0" . join ' ', $type, $flags & 0x88, map { $neighbour_tables{"$_ $index"} // '' } 2, 10;
    $conf = 'conf ' . unpack 'H*', $conf;
    my $differing = $known{$conf} // $learn->($conf, differing_of($name, $flags, $type));
    $sysctl .= $differing =~ s/\0/$name/gr if $differing ne '';
    push @strangers, [$index, $name, unpack 'H*', $link->{1} // ''] unless $flags & 8;
  }
  my $text = section('cookie', $cookie);
  $text .= section('sysctl', $sysctl) if $sysctl ne '';
  my $inherited = join '', map { ($fresh{value}{$_} // 0) > 0 ? "$_=" . ($fresh{value}{$_} + 0) . "\n" : '' } @inheritable;
  $text .= section('inherited', $inherited) if $inherited ne '';
  $text .= section('typed', join ' ', typed($id, $learn, @strangers));
  $text .= section('other', others(\%asked, $open)) if %asked;
  $text .= section('fdb', $remember->('fdb', \&state_of_forwarding, sub { output('', $set{bridge}, '-details', '-json', 'fdb', 'show') }))
    if $set{bridge} && ($kinds{bridge} || $kinds{vxlan});
  $text .= section('rules6', $remember->('rules6', \&state_of_rules6, sub { output('', $set{ip}, '-6', '-details', '-json', 'rule', 'show') }));
  $text .= firewall($remember);
  my $batch = "addr show\nroute show table all\nrule show\nneigh show\nneigh show proxy\n";
  $text .= section('ip', $remember->('ip', \&state_of_network, sub { output($batch, $set{ip}, '-json', '-details', '-force', '-batch', '-') }));
  return $learned . section("namespace $inode", $text);
}

sub put_all { my ($to, $text) = @_; for (my $at = 0; $at < length $text;) { $at += syswrite($to, $text, 1_000_000, $at) // POSIX::_exit(1) } }
# What a program prints that is given this to read.
sub output {
  my ($input, @words) = @_;
  pipe my $from, my $to or return '';
  pipe my $in, my $words or return '';
  my $parent = $$;
  my $pid = fork // return '';
  if (!$pid) {
    end_with($parent);
    alarm $most_seconds;
    open STDIN, '<&', $in;
    open STDOUT, '>&', $to;
    open STDERR, '>', '/dev/null';
    exec { $words[0] } @words;
    POSIX::_exit(1);
  }
  close $to;
  close $in;
  syswrite $words, $input if $input ne '';
  close $words;
  my $text = '';
  while (sysread $from, $text, 262144, length $text) { kill(KILL => $pid), POSIX::_exit(78) if length $text > $most_bytes }
  waitpid $pid, 0;
  return $text;
}

sub cookie {
  socket my $socket, 2, 2, 0 or return '';
  # Perl's own getsockopt asks for more bytes than the kernel gives here.
  my ($cookie, $length) = ("\0" x 8, pack 'L', 8);
  return syscall($set{getsockopt}, fileno $socket, 1, 71, $cookie, $length) == 0 ? unpack 'Q', $cookie : '';
}

# IFLA_AF_SPEC: what /proc/sys/net/ipv4/conf and ipv6/conf say, without what the kernel counts.
sub settings_of {
  my $families = attributes($_[0], 0);
  my $four = attributes($families->{2} // '', 0);
  my $six = attributes($families->{10} // '', 0);
  return join "\0", $four->{1} // '', $six->{2} // '', $six->{8} // '';
}
# NDTA_PARMS: what neigh/ says of each link, without times that are drawn by chance.
sub neighbour_tables {
  my %found;
  for my $message (dumped(66, pack 'x4')) {
    my $values = attributes(attributes($message, 4)->{6} // '', 0);
    my $index = unpack 'L', delete $values->{1} // next;
    delete @$values{2, 3};
    $found{unpack('C', $message) . " $index"} = join '', map { "$_=" . unpack 'H*', $values->{$_} } sort keys %$values;
  }
  return %found;
}

sub is_told { return $_[0] !~ m{/(?:stable_secret|mtu|tcp_fastopen_key|nf_conntrack_count|flush)$} }
sub value_of { my $value = slurp($_[0]); return defined $value ? $value =~ s/\n\z//r =~ s/\n/ /gr : undef }

# Those that belong to no link. Each part of a path costs a lock that all processes share: the files of a folder are opened from in it.
sub differing_files {
  my $text = '';
  for (@{$fresh{folders}}) {
    my ($folder, $files) = @$_;
    chdir "/proc/sys/net/$folder" or next;
    for (@$files) {
      my $file = POSIX::open($_->[0], 0) // next;
      POSIX::read($file, my $value, 4096);
      POSIX::close($file);
      $text .= "$folder/$_->[0]=" . ($value =~ s/\n\z//r =~ s/\n/ /gr) . "\n" if $value ne $_->[1];
    }
  }
  chdir '/proc/sys/net';
  return $text;
}
# Those of a link, with NUL for its name.
sub differing_of {
  my ($name, $flags, $type) = @_;
  my $text = '';
  for my $folder ('ipv4/conf', 'ipv6/conf', 'ipv4/neigh', 'ipv6/neigh') {
    my $like = $fresh{link}{$folder}{$flags & 8 ? 'lo' : 'default'} // $fresh{link}{$folder}{lo} // next;
    for my $file (sort keys %$like) {
      my $value = value_of("$folder/$name/$file");
      next if !defined $value || $value eq $like->{$file};
      # What the kernel sets by itself for links of some kinds.
      next if $file eq 'accept_dad' && $flags & 0x88 || $file eq 'use_tempaddr' && $type != 1 && $value eq '-1';
      $text .= "$folder/\0/$file=$value\n";
    }
  }
  return $text;
}

# What a namespace is like that nobody has touched.
sub learn_fresh {
  my ($until) = @_;
  my $modules = slurp('/proc/modules') // '';
  $modules = join ' ', $modules =~ /^(\S+)/mg;
  return 1 if defined $fresh_for && $fresh_for eq $modules;
  $has_nft = has_nft($modules);
  my ($pid, $from) = start(\&describe_fresh) or return 0;
  my $text = '';
  while (sysread $from, $text, 65536, length $text) { }
  waitpid $pid, 0;
  %fresh = (folders => [], link => {}, generation => '');
  my %files;
  for (split /\0\0/, $text) {
    my ($kind, $name, $value) = split /\0/, $_, 3;
    if ($kind eq 'file' && $name =~ m{^(.*)/([^/]+)$}) { push @{$files{$1}}, [$2, $value] }
    elsif ($kind eq 'link') { my ($folder, $link, $file) = $name =~ m{^(.*)/([^/]+)/([^/]+)$}; $fresh{link}{$folder}{$link}{$file} = $value }
    else { $fresh{$kind} = $value }
  }
  $fresh{folders} = [map { [$_, $files{$_}] } sort keys %files];
  %known = ();
  $fresh_for = $modules;
  return 1;
}
sub describe_fresh {
  my ($to, $parent) = @_;
  my $is_own = ($first == 1 || enter_lab()) && call('unshare', 0x40000000) == 0;
  # An ordinary user who looks at this machine.
  $is_own ||= call('unshare', 0x50000000) == 0;
  POSIX::_exit(0) unless $is_own;
  end_with($parent);
  my @found;
  my $say = sub { my ($kind, $name, $value) = @_; push @found, join "\0", $kind, $name, $value };
  $say->('generation', '', $has_nft ? generation() : '');
  my @folders = ('');
  chdir '/proc/sys/net';
  while (defined(my $folder = shift @folders)) {
    for my $name (files_in($folder eq '' ? '.' : $folder)) {
      my $path = $folder eq '' ? $name : "$folder/$name";
      if (-d $path) { push @folders, $path; next }
      # What can't be written is no setting.
      next if !is_told("/$path") || ((stat _)[2] & 0600) != 0600;
      my $is_of_link = $path =~ m{^ipv[46]/(?:conf|neigh)/};
      my $value = slurp($path) // next;
      $say->('file', $path, $value) if !$is_of_link || $path =~ m{/conf/(?:all|default)/};
      $say->('link', $path, $value =~ s/\n\z//r =~ s/\n/ /gr) if $is_of_link && $path =~ m{/(?:default|lo)/};
    }
  }
  put_all($to, join "\0\0", @found);
}

# Of links not seen before /sys tells who has chosen the address (addr_assign_type 3): a file system that shows the namespace of whoever mounts it.
sub typed {
  my ($id, $learn, @links) = @_;
  my $is_mounted;
  my @typed;
  for (@links) {
    my ($index, $name, $mac) = @$_;
    my $key = "mac $id $index $mac";
    $known{$key} // $learn->($key, do {
      $is_mounted //= mount_sysfs();
      my $type = $is_mounted ? slurp("/sys/class/net/$name/addr_assign_type") // '' : '';
      $type =~ /^3/ ? 1 : 0;
    });
    push @typed, $index if $known{$key};
  }
  return @typed;
}
sub mount_sysfs {
  return 0 if call('unshare', 0x20000) == -1;
  my @words = ('none', '/', '', 0x44000, 0);
  call('mount', @words);
  @words = ('sysfs', '/sys', 'sysfs', 15, 0);
  return call('mount', @words) == 0;
}

sub others {
  my ($asked, $open) = @_;
  my $text = '';
  for my $inode (keys %$open) {
    last unless %$asked;
    my $id = nsid(fileno $open->{$inode});
    $text .= "$id $inode\n" if delete $asked->{$id};
  }
  return $text;
}

# Asking for nftables where it is not loaded would load it.
sub has_nft {
  my ($modules) = @_;
  return 1 if $modules eq '' || $modules =~ /\bnf_tables\b/ || -e '/sys/module/nf_tables';
  my ($release) = (slurp('/proc/sys/kernel/osrelease') // '') =~ /^(\S+)/;
  return (slurp("/lib/modules/$release/modules.builtin") // '') =~ m{/nf_tables\.ko};
}
sub firewall {
  my ($remember) = @_;
  my $text = '';
  my $generation = $has_nft ? generation() : '';
  if ($generation ne '' && $generation ne $fresh{generation}) {
    $text .= $remember->('nft', \&generation, sub {
      my $rules = $set{nft} ? output('', $set{nft}, '--stateless', 'list', 'ruleset') : '';
      my $made = section('nft', $rules);
      for (['iptables', 'ip'], ['ip6tables', 'ip6']) {
        my ($name, $family) = @$_;
        next unless $set{$name} && (!$set{nft} || $rules =~ /^table $family (?:filter|nat|mangle|raw|security) /m);
        $made .= section($name, output('', $set{$name}));
      }
      return $made;
    });
  }
  $text .= section('legacy', output('', $set{legacy})) if $set{legacy} && slurp('/proc/self/net/ip_tables_names');
  $text .= section('legacy6', output('', $set{legacy6})) if $set{legacy6} && slurp('/proc/self/net/ip6_tables_names');
  return $text;
}
`;
