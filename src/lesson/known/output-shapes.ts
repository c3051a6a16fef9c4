/** How lines of the tools' output begin or look. None of them is a command, and none is prose. */
const shapes: readonly RegExp[] = [
  // ip(8), bridge(8): links, addresses, routes, neighbours, namespaces
  /^\d+: \S+: ?</,
  /^\d+: \S+ {2,}/,
  /^(?:\S+@\S+: )?<[A-Z_,-]*>/,
  /^\d+: \S+:? {1,2}(?:mtu|inet6?|state) /,
  /^link\/\w+/,
  /^inet6? (?:addr:)? ?[\da-f.:]+/,
  /^(?:valid_lft|preferred_lft) /,
  /^(?:default|broadcast|local|unreachable|blackhole|prohibit|multicast|anycast) .*(?:via|dev|proto|scope) /,
  /^[\da-f.:]+(?:\/\d+)? (?:via|dev|proto|scope|lladdr) /,
  /^\d+:\s+from /,
  /^[\w.-]+ \(id: \d+\)$/,
  /^(?:RX|TX)[: ]/,
  /^[\da-f]{2}(?::[\da-f]{2}){5} /,
  // Errors
  /^(?:\/\S*\/)?[\w.+-]+(?:\[\d+\])?: .*(?:[Nn]o such|[Nn]ot |[Uu]nknown|[Ff]ailed|[Uu]nreachable|[Ii]nvalid|[Ee]rror|denied|refused|cannot|can't|timed out|listening|SIOC|verbose)/,
  /^(?:Error|error|ERROR|Warning|WARNING|RTNETLINK answers|RTNETLINK|Cannot|Object|Command|Device|Usage|usage|Try)\b.*(?:[:"']| find | is )/,
  /^mount of \S+ failed/,
  // ping(8), traceroute(8), arping(8)
  /^PING \S+/,
  /^\d+ bytes from /,
  /^From \S+ ?(?::|icmp_seq)/,
  /^--- .* ---$/,
  /^\d+ packets? (?:transmitted|captured|received|dropped)/,
  /^(?:rtt|round-trip) min/,
  /^(?:ARPING|traceroute to|tracepath|Unicast reply|Sent \d+ probes|Received \d+ response)/,
  // ifconfig(8), route(8), arp(8), brctl(8), netstat(8), ss(8)
  /^\S+:? +(?:flags=\d|Link encap)/,
  /^(?:ether|loop|UP|LOOPBACK|BROADCAST|collisions:|inet addr:|Metric)\b(?!=)/,
  /^Kernel (?:IP|IPv6|Interface)/,
  /^(?:Destination|Address|Iface|bridge name|Netid|State|Proto|Active|Chain|target|pkts|num)\s+\S/,
  /^(?:\d{1,3}\.){3}\d{1,3}(?:\s|:|$)/,
  /^(?:tcp|udp|icmp|u_str|LISTEN|ESTAB|UNCONN)\d?\s+\S/,
  // iptables-save(8), nft(8)
  /^[*:](?:\w+)/,
  /^-[APNI] \w+/,
  /^(?:COMMIT|table \w+ \w+ \{|chain \w+ \{|\})$/,
  /^(?:ACCEPT|DROP|REJECT|MASQUERADE|SNAT|DNAT|RETURN|LOG)\s/,
  // tcpdump(8), ps(1), ls(1), lsns(8)
  /^\d{2}:\d{2}:\d{2}(?:\.\d+)? /,
  /^(?:listening on|dropped privs|tcpdump:|reading from)/,
  /^(?:UID|PID|USER|NS|F|COMMAND)\s+\S|^(?:top - |Tasks:|%Cpu|KiB|MiB)/,
  /^\++ \S/,
  /^(?:root|\d+)\s+\d+\s+/,
  /^total \d+$/,
  /^[-dlcbps][rwxsStT-]{9}[.+@]?\s/,
  /^\d{6,}\s+\w+\s+\d+/,
  /^(?:net|mnt|pid|user|uts|ipc|cgroup|time):\[\d+\]/,
  // curl(1), HTTP, Python's server, apt-get(8), docker(1)
  /^(?:HTTP\/|[<>*] |Serving HTTP|Connection to|Connected to|Trying|Ncat:|Listening on|<!?\/?[A-Za-z]+)/,
  /^(?:Reading|Building|Get:|Hit:|Ign:|Fetched|Setting up|Unpacking|Selecting|Preparing|Processing)\b/,
  /^(?:CONTAINER ID|NETWORK ID|REPOSITORY|Unable to find image|Digest:|Status:)/,
  /^[\da-f]{12,64}$/,
  /^\[\d+\][+-]?\s/,
  /^[\w.]+(?:\.[\w-]+){2,} = /,
  // Tables and diagrams
  /^[|+][-=+|]/,
  /[│┌└├┐┘┤┬┴┼─═║╔╗╚╝▲▼◀▶→←↔]/,
  /<-+>|-{3,}>|={3,}>|<-{2,}/,
  /^[\s|/\\+*=~_-]{2,}$/,
  // Elisions
  /^(?:\.{3,}|…+|\[\s*(?:\.{3,}|…)\s*\]|<snip>|\(\.{3}\)|\^C)/,
];

/** Whether a line looks like what one of the tools prints. */
export function looksLikeOutput(line: string): boolean {
  // Each form shows in the beginning of a line.
  const text = line.trim().slice(0, 1000);
  return shapes.some((shape) => shape.test(text));
}
