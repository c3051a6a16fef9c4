/**
 * The part of a lab's program (`lab-script.ts`) that does, as PID 1, what it takes for a person at a terminal. While one is there, the folder
 * `personFolder` tells the lab's shells on which terminal, and in a lab that acknowledges it has two gates, `start` and `end`: named pipes that a
 * shell opens where it has to wait, before it runs a command and before it prompts for the next one. PID 1 finds it there (fifo(7): a pipe can be
 * opened for writing once somebody reads), says so in the terminal itself, behind all that the shell has printed, and lets it go by closing. Orders:
 *
 *   `attach NUMBER TOKEN`      a person is at /dev/pts/NUMBER now; says `attached`
 *   `detach`                   nobody is; lets every shell go that waits; says `detached`
 *   `look`                     a shell will come to a gate in a moment
 *   `go GATE`                  lets it go
 *   `modes NUMBER [WHAT]`      says `modes LOCAL UNREAD`: the terminal's local modes (termios(3)), and how many bytes typed nobody has read yet;
 *                              with `all` those of a line without its end too, with `drop` they are thrown away after that
 *   `answer WORD`              for the program `nslab` in the lab, which waits for it
 */
export const personScript = String.raw`
sub person_file { return join '/', '/run/nslab/person', @_ }

sub attach {
  my ($number, $token) = @_;
  detach() if defined $person;
  ($person, $persons_token) = ($number, $token);
  mkdir person_file(), 0755;
  make_gate($_, $acknowledges) for 'start', 'end';
  make_gate('answer', 1);
  open $answers, '+<', person_file('answer');
  set_echo($number, 1);
  unlink person_file('terminal');
  symlink "/dev/pts/$number", person_file('terminal');
  report('attached');
}

# Where a shell still has to open it, there stays a file that makes nobody wait.
sub detach {
  return unless defined $person;
  unlink person_file('terminal');
  my @old;
  for my $gate ('start', 'end') {
    my $pipe;
    push @old, $pipe if sysopen $pipe, person_file($gate), 0x902;
    make_gate($gate, 0);
  }
  unlink person_file('answer');
  # A shell may be just about to open one of the old pipes.
  select undef, undef, undef, 0.005;
  @old = %held = %unsaid = ();
  close $answers if $answers;
  set_echo($person, 0);
  $person = undef;
}

# A new one each time: whoever is interrupted while it waits may leave the old one open.
sub make_gate {
  my ($gate, $is_pipe) = @_;
  my ($file, $new) = (person_file($gate), person_file('new'));
  unlink $new;
  if ($is_pipe) { call('mknodat', -100, $new, 0x11A4, 0) } elsif (open my $made, '>', $new) { close $made }
  chmod 0644, $new;
  rename $new, $file;
}

sub watch_gates {
  return unless defined $person && $acknowledges;
  for my $gate ('start', 'end') {
    if (!$held{$gate}) {
      sysopen my $pipe, person_file($gate), 0x801 or next;
      next unless -p $pipe;
      $held{$gate} = $pipe;
      $unsaid{$gate} = 1;
      make_gate($gate, 1);
    }
    # The person may have stopped the terminal's output (Ctrl-S).
    if ($unsaid{$gate} && sysopen my $terminal, "/dev/pts/$person", 0x901) {
      my $mark = "\e]133;G;" . ($gate eq 'start' ? 1 : 2) . ";$persons_token\a";
      delete $unsaid{$gate} if syswrite $terminal, $mark;
    }
  }
}

# How long the next look at the gates can wait: longer each time, since a person thinks before they type.
sub pause_for_gates {
  return undef unless defined $person && $acknowledges;
  $gate_pause = $gate_pause < 0.03 ? $gate_pause * 1.3 : 0.03;
  return $gate_pause;
}

# ECHO, and ONLCR: what pty.ts takes away where nobody reads along.
sub set_echo {
  my ($number, $is_on) = @_;
  sysopen my $terminal, "/dev/pts/$number", 0x902 or return;
  my $modes = "\0" x 64;
  ioctl $terminal, 0x5401, $modes or return;
  my ($input, $output, $control, $local) = unpack 'L4', $modes;
  ($output, $local) = $is_on ? ($output | 4, $local | 8) : ($output & ~4, $local & ~8);
  substr $modes, 0, 16, pack 'L4', $input, $output, $control, $local;
  ioctl $terminal, 0x5402, $modes;
}

sub tell_modes {
  my ($number, $what) = @_;
  my ($modes, $unread) = ("\0" x 64, pack 'i', 0);
  sysopen my $terminal, "/dev/pts/$number", 0x902 or return report('modes 0 0');
  ioctl $terminal, 0x5401, $modes;
  my $local = (unpack 'L4', $modes)[3];
  # In canonical mode only whole lines are counted.
  my $is_lined = $what ne '' && $local & 2;
  if ($is_lined) {
    my $raw = $modes;
    substr $raw, 12, 4, pack 'L', $local & ~2;
    ioctl $terminal, 0x5402, $raw;
  }
  ioctl $terminal, 0x541B, $unread;
  ioctl $terminal, 0x540B, 0 if $what eq 'drop';
  ioctl $terminal, 0x5402, $modes if $is_lined;
  report("modes $local " . unpack 'i', $unread);
}

sub obey_for_person {
  my ($verb, @words) = @_;
  $gate_pause = 0.001;
  if ($verb eq 'attach') { attach(@words) }
  elsif ($verb eq 'detach') { detach(); report('detached') }
  elsif ($verb eq 'go') { delete $held{$words[0]} }
  elsif ($verb eq 'modes') { tell_modes($words[0], $words[1] // '') }
  elsif ($verb eq 'answer') { syswrite $answers, "$words[0]\n" if $answers }
}
`;
