/**
 * The part of a lab's program (`lab-script.ts`) that does, as PID 1, what the runner orders, a line each:
 *
 *   `pty`                          have a pseudo-terminal be opened; says `pty` when it may be
 *   `terminal ID NUMBER`           start a shell on /dev/pts/NUMBER; says `terminal ID PID`, and `ended ID STATUS` at its end
 *   `step ID HEX`                  put a command that can't be typed into a file; says `step ID`
 *   `last [PID]`                   go on numbering processes after this one; says `last PID`: the number that was given last
 *   `resize NUMBER ROWS COLUMNS`
 */
export const ordersScript = String.raw`
sub obey {
  my ($verb, @words) = @_;
  if ($verb eq 'pty') {
    # The runner is nobody in here, but the terminals that it opens are root's.
    call('mount', 'none', '/dev/pts', '', 0x2A, "$terminals,uid=0");
    report('pty');
  } elsif ($verb eq 'terminal') {
    call('mount', 'none', '/dev/pts', '', 0x2A, $terminals);
    start_shell(@words);
  } elsif ($verb eq 'step') {
    # What can't be typed: lines longer than a terminal takes, control characters.
    my $name = "/run/nslab/step-$words[0]";
    unlink $name;
    if (open my $file, '>', $name) { syswrite $file, pack 'H*', $words[1] }
    report("step $words[0]");
  } elsif ($verb eq 'last') {
    if (@words) { sysseek $last_pid, 0, 0; syswrite $last_pid, $words[0] }
    sysseek $last_pid, 0, 0;
    sysread $last_pid, my $last, 20;
    report('last ' . int $last);
  } elsif ($verb eq 'resize') {
    open my $terminal, '+<', "/dev/pts/$words[0]" or return;
    my $size = pack 'S4', $words[1], $words[2], 0, 0;
    ioctl $terminal, 0x5414, $size;
  } else {
    obey_for_person($verb, @words);
  }
}

sub start_shell {
  my ($id, $number) = @_;
  my $pid = fork;
  if (!defined $pid) { report("ended $id 126") }
  elsif ($pid) { $terminals{$pid} = $id; report("terminal $id $pid") }
  else {
    call('setsid');
    open STDIN, '+<', "/dev/pts/$number" or exit 126;
    open STDOUT, '>&STDIN';
    open STDERR, '>&STDIN';
    call('rt_sigprocmask', 1, $child_mask, 0, 8);
    chdir '/root';
    exec { '/bin/bash' } 'bash', '-i';
    exit 127;
  }
}
`;
