/** The part of the program that reads processes, with the folder /proc of the machine as its own; `state-script.ts` tells what it writes. */
export const processesScript = String.raw`
# The numbers of a process in each process namespace that it is in, from here inwards (proc_pid_status(5)).
sub pids_of { return (slurp("$_[0]/status") // '') =~ /^NSpid:(.*)$/m ? split ' ', $1 : () }

sub processes {
  my (%below, %seen, @found);
  my $has_children = -e "$$/task/$$/children";
  if (!$has_children) {
    for (grep { /^\d+$/ } files_in('.')) { push @{$below{$1}}, $_ if (slurp("$_/stat") // '') =~ /.*\) \S+ (\d+)/s }
  }
  my @next = ($first);
  while (defined(my $pid = shift @next)) {
    next if $seen{$pid}++;
    push @found, $pid;
    fail('processes') if @found > $set{processes};
    push @next, $has_children ? map { split ' ', slurp("$pid/task/$_/children") // '' } files_in("$pid/task") : @{$below{$pid} // []};
  }
  return @found;
}

# Says of each process what it is, and returns the namespaces of mounts and of host names, each as number and open file, PID 1's first.
sub read_processes {
  my (@mounts, @names, %seen, $files);
  for my $pid (processes()) {
    # From here on it is that process or none: another one that got its number is not in this folder.
    chdir $proc or fail('proc');
    chdir $pid or next;
    my $status = slurp('status') // next;
    # It ended, and its number went to a process outside of the lab.
    my @numbers = $status =~ /^NSpid:(.*)$/m ? split ' ', $1 : ();
    next if @numbers < $levels;
    next if $pid != $first && $status =~ /^State:\s+[ZX]/m;
    put("process $pid");
    put('status', $status);
    for my $name (qw(stat cmdline environ limits)) { put($name, slurp($name) // '') }
    for my $name ('cwd', 'root', 'exe', map { "ns/$_" } files_in('ns')) { put('link ' . $name =~ s/.*\///r, readlink($name) // '') }
    if ($pid != $first) {
      for my $file (sort { $a <=> $b } files_in('fd')) {
        fail('files') if ++$files > $set{files};
        my $what = readlink("fd/$file") // next;
        my ($device, $inode, $mode) = stat "fd/$file";
        put("file $file " . join(' ', map { $_ // 0 } $mode, $device, $inode), "$what\0" . (slurp("fdinfo/$file") // ''));
      }
    }
    for (['mnt', \@mounts], ['uts', \@names]) {
      my ($kind, $found) = @$_;
      sysopen my $namespace, "ns/$kind", $close or next;
      my $number = names_of($namespace);
      next if $seen{"$kind $number"}++;
      fail('namespaces') if @$found >= $set{namespaces};
      push @$found, [$number, $namespace, $kind eq 'mnt' ? slurp('mountinfo') // '' : ''];
      put("mounts $number", $found->[-1][2]) if $kind eq 'mnt';
    }
  }
  chdir $proc or fail('proc');
  fail('ended') if !@mounts;
  return (\@mounts, \@names);
}
`;
