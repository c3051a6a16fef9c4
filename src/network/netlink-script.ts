/** The part of the reader that talks with the kernel in netlink(7) and rtnetlink(7), in Perl. It asks for what tells cheaply whether a program has to be run. */
export const netlinkScript = String.raw`
# The messages that answer one request, each as its type and body; nothing when the kernel refuses.
sub ask {
  my ($protocol, $type, $flags, $body) = @_;
  socket my $socket, 16, 3, $protocol or return;
  syswrite $socket, pack('L S S L L', 16 + length $body, $type, $flags, 1, 0) . $body or return;
  my @answers;
  while (sysread $socket, my $part, 65536) {
    for (my $at = 0; $at + 16 <= length $part;) {
      my ($length, $kind, $answer_flags) = unpack 'L S S', substr $part, $at, 8;
      return @answers if $kind == 3 || $kind == 2 || $length < 16;
      push @answers, substr $part, $at + 16, $length - 16;
      return @answers unless $answer_flags & 2;
      $at += ($length + 3) & ~3;
    }
  }
  return @answers;
}
sub dumped { my ($type, $body) = @_; return ask(0, $type, 0x301, $body) }

# The attributes of a message by number; of one that comes twice the first.
sub attributes {
  my ($bytes, $at) = @_;
  my %found;
  while ($at + 4 <= length $bytes) {
    my ($length, $type) = unpack 'S S', substr $bytes, $at, 4;
    last if $length < 4;
    $found{$type & 0x3FFF} //= substr $bytes, $at + 4, $length - 4;
    $at += ($length + 3) & ~3;
  }
  return \%found;
}

# Links without their statistics (IFLA_EXT_MASK).
sub raw_links { return dumped(18, pack('x16') . pack('S S L', 8, 29, 9)) }
sub raw_rules6 { return join '', sort { $a cmp $b } dumped(34, pack 'C x11', 10) }
# How often the ruleset of nftables was changed (NFT_MSG_GETGEN).
sub generation {
  my ($answer) = ask(12, 0xA10, 1, pack 'x4');
  my $id = defined $answer ? attributes($answer, 4)->{1} : undef;
  return defined $id ? unpack 'N', $id : '';
}
# The number that a namespace has for another, by an open file of it; asking gives none (RTM_GETNSID).
sub nsid {
  my ($file) = @_;
  my ($answer) = ask(0, 90, 1, pack('x4') . pack('S S L', 8, 3, $file));
  my $id = defined $answer ? attributes($answer, 4)->{1} : undef;
  return defined $id ? unpack 'l', $id : -1;
}
`;
