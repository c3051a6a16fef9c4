import { expect } from 'vitest';
import { perl, type Attempt } from '../attempt.js';
import { numberOf } from '../system-call-numbers.js';

/** Listens to every packet of every link for a while. */
const sniff =
  perl(`use Socket; my $s; socket $s, 17, SOCK_RAW, 0x0300 or die "packet: $!\\n"; my $until = time + 2; my $in = ""; vec($in, fileno $s, 1) = 1;
  for (1 .. 40) { select my $r = $in, undef, undef, 0.02 or next; recv $s, my $b, 2000, 0; print "$1\\n" and last if $b =~ /(nslab-canary-secret-\\w+)/ } print "listened\\n"`);

/**
 * A static 32-bit program for x86 that asks for a socket of AF_VSOCK in the way of its kind (`int 0x80`): its exit status is the new file's
 * number, or 256 less the error.
 */
function program32(): string {
  const header =
    '7f454c460101010000000000000000000200030001000000548004083400000000000000000000003400200001000000000000000100000000000000008004080080040880000000800000000500000000100000';
  const code = [
    'b867010000', // mov eax, 359 (socket)
    'bb28000000', // mov ebx, 40 (AF_VSOCK)
    'b901000000', // mov ecx, 1 (SOCK_STREAM)
    '31d2', // xor edx, edx
    'cd80', // int 0x80
    '89c3', // mov ebx, eax
    'b801000000', // mov eax, 1 (exit)
    'cd80',
  ];
  return (header + code.join('')).padEnd(256, '0');
}

const family = (name: string, words: string): string =>
  `socket($s, ${words}) ? print "ESCAPED ${name}\\n" : print "refused ${name}: $!\\n";`;

/** The machine's network and sockets. */
export const network: readonly Attempt[] = [
  {
    name: 'connects to servers on the loopback link',
    control: 'everyone',
    commands: ({ port4, port6 }) => [
      `head -n 1 </dev/tcp/127.0.0.1/${port4}`,
      `head -n 1 </dev/tcp/::1/${port6}`,
      `head -n 1 </dev/tcp/localhost/${port4}`,
    ],
    shows: /Connection refused[^]*Connection refused/,
  },
  {
    name: 'connects to a server after it has given itself addresses',
    commands: ({ port4 }) => [
      `ip link add va type veth peer name vb; ip addr add 10.255.0.1/24 dev va; ip link set va up; ip link set vb up; ip route add default via 10.255.0.2; sysctl -qw net.ipv4.ip_forward=1 net.ipv4.conf.all.route_localnet=1`,
      `timeout 0.3 bash -c 'head -n 1 </dev/tcp/10.255.0.2/${port4}'; ip netns add n; ip netns exec n ip link set lo up; ip netns exec n bash -c 'head -n 1 </dev/tcp/127.0.0.1/${port4}'`,
    ],
    shows: /refused/,
  },
  {
    name: 'connects to unix sockets',
    control: 'everyone',
    commands: ({ socketFile, abstractName }) => [
      perl(
        `use Socket; for ("${socketFile}", "\\0${abstractName}", "\\0/tmp/.X11-unix/X0") { socket my $s, AF_UNIX, SOCK_STREAM, 0; connect $s, sockaddr_un($_) or print "refused $!\\n" and next; print <$s> }`,
      ),
      'find / -xdev -maxdepth 4 -type s | sed "s/^/ESCAPED /"',
    ],
    shows: /refused[^]*refused/,
  },
  {
    name: 'lists sockets and links of the machine',
    control: 'everyone',
    commands: ({ port4, port6, chatterPort, abstractName }) => {
      const hex = (port: number): string => port.toString(16).toUpperCase().padStart(4, '0');
      const words = [`:${hex(port4)} `, `:${hex(port6)} `, `:${hex(chatterPort)} `, abstractName].map((word) => `-e '${word}'`);
      return [
        `cat /proc/net/tcp /proc/net/tcp6 /proc/net/udp /proc/net/unix | grep ${words.join(' ')} | sed 's/^/ESCAPED /'; ls /sys/class/net`,
      ];
    },
    after: ({ output }) => expect(output.trim()).toBe('lo'),
  },
  {
    name: 'listens to the packets of the machine',
    control: 'root',
    commands: () => ['ip -br link', sniff],
    shows: /lo [^]*listened/,
  },
  {
    name: 'opens a socket to what hosts the machine',
    commands: () => [
      perl(
        `my $s; ${family('stream', '40, 1, 0')} ${family('datagram', '40, 2, 0')} ${family('packet', '40, 5, 0')} ${family('with flags', '40, 1 | 02000000 | 04000, 0')}`,
      ),
      perl(`my $n = syscall ${0x40000000 + 41}, 40, 1, 0; print $n == -1 ? "refused" : "ESCAPED", " x32\\n"`),
      perl(
        `my $p = "\\0" x 120; my $n = syscall ${numberOf('io_uring_setup')}, 4, $p; print $n == -1 ? "refused" : "ESCAPED", " ring $!\\n"`,
      ),
    ],
    shows: /refused stream[^]*refused datagram[^]*refused x32[^]*refused ring/,
  },
  {
    name: 'opens such a socket by a 32-bit program',
    commands: () => [
      `${perl(`print pack "H*", "${program32()}"`)} >/root/program32; chmod +x /root/program32; /root/program32; s=$?; [ $s -lt 100 ] && echo ESCAPED $s; echo tried $s`,
    ],
    shows: /tried/,
  },
  {
    name: 'asks the kernel for what is not of its network',
    commands: () => [
      // The multicast of all processes' starts and ends (NETLINK_CONNECTOR), the audit log, and raw sockets of Bluetooth.
      perl(`use Socket; my $s; socket $s, 16, 3, 11; bind $s, pack "S S L L", 16, 0, 0, 1; send $s, pack("L S S L L L L L L S S L", 40, 3, 0, 0, $$, 1, 1, 0, 0, 4, 0, 1), 0;
        fork or exit for 1 .. 3; my $in = ""; vec($in, fileno $s, 1) = 1; my $n = select $in, undef, undef, 0.2; print "connector ", $n > 0 ? "ESCAPED" : "silent", "\\n";
        my $a; socket $a, 16, 3, 9 and bind($a, pack "S S L L", 16, 0, 0, 1) and print "ESCAPED audit\\n"; print "audit $!\\n";
        my $b; socket $b, 31, 3, 1 and print "ESCAPED bluetooth\\n"; print "bluetooth $!\\n"`),
    ],
    shows: /connector[^]*audit[^]*bluetooth/,
  },
];
