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
sub without { my ($attributes, @volatile) = @_; delete @$attributes{@volatile}; return join "\0", map { ($_, $attributes->{$_}) } sort keys %$attributes }
# Messages without those attributes that change by themselves: times and counters.
sub stable { my ($fixed, $messages, @volatile) = @_; return join "\1", map { substr($_, 0, $fixed) . without(attributes($_, $fixed), @volatile) } @$messages }
sub state_of_rules6 { return join "\1", dumped(34, pack 'C x11', 10) }
sub state_of_forwarding { return stable(12, [dumped(30, pack 'C x11', 7)], 3) }
# All that ip(8) is asked for.
sub state_of_network {
  my @links = map {
    my $link = attributes($_, 16);
    # What a bridge and its ports count down (IFLA_BR_*_TIMER, IFLA_BRPORT_*_TIMER).
    if (defined $link->{18}) {
      my $info = attributes($link->{18}, 0);
      $info->{2} = without(attributes($info->{2}, 0), 16 .. 19) if defined $info->{2} && ($info->{1} // '') =~ /^bridge\b/;
      $info->{5} = without(attributes($info->{5}, 0), 21 .. 23) if defined $info->{5} && ($info->{4} // '') =~ /^bridge\b/;
      $link->{18} = without($info, 3);
    }
    substr($_, 0, 16) . without($link, 7, 23, 26);
  } raw_links();
  return join "\2", @links, stable(8, [dumped(22, pack 'x8')], 6), stable(12, [dumped(26, pack 'x12')], 12),
    stable(12, [dumped(34, pack 'C x11', 2)]), map { stable(12, [dumped(30, pack 'x10 C x', $_)], 3, 4) } 0, 8;
}
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
