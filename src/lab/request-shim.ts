/**
 * What stands as `nslab` in a lab in which a person is at the terminal: hands its words to the runner in a mark, and ends when the runner has
 * done what they say, so that the prompt comes back only then. Where nobody listens it says so within a second. In Perl, which can wait for one
 * thing with a limit; PID 1 (`person-script.ts`) passes the runner's answers on.
 */
export function requestShim(token: string): string {
  return String.raw`#!/usr/bin/perl
use strict;
sub refuse {
  syswrite STDERR, "nslab: nobody listens; this works in a terminal that nslab has given to a person\n";
  exit 1;
}
sub answer {
  my ($most) = @_;
  my $wanted = '';
  vec($wanted, fileno ANSWERS, 1) = 1;
  select $wanted, undef, undef, $most or refuse();
  sysread ANSWERS, my $word, 100 or refuse();
  return $word;
}
# Without waiting for somebody to write.
sysopen ANSWERS, '/run/nslab/person/answer', 0x800 or refuse();
-p ANSWERS or refuse();
sysread ANSWERS, my $old, 1000;
open my $terminal, '>', '/dev/tty' or refuse();
syswrite $terminal, "\e]133;R;${token};" . unpack('H*', join ' ', @ARGV) . "\a";
my $word = answer(0.8);
$word = answer() if $word !~ /done/;
`;
}
