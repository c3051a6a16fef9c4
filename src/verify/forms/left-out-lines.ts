/** Lines that some versions of a tool print and others do not, by what they are. Nothing that a document can be wrong about is among them. */
const lines: readonly (readonly [name: string, form: RegExp])[] = [
  // iproute2: since 2.6, 5.4
  ['lifetimes', /^\s*valid_lft \S+ preferred_lft \S+$/],
  ['alternative names', /^\s*altname \S+$/],
  // namespaces(7): pid_for_children since Linux 4.12, cgroup 4.6, time 5.6
  ['cgroup namespace', /^(?:[lr]\S+ .* )?cgroup(?: -> '?cgroup:\[\d+\]'?)?$/],
  ['pid_for_children', /^(?:[lr]\S+ .* )?pid_for_children(?: -> '?pid:\[\d+\]'?)?$/],
  ['time namespace', /^(?:[lr]\S+ .* )?time(?: -> '?time:\[\d+\]'?)?$/],
  ['time_for_children', /^(?:[lr]\S+ .* )?time_for_children(?: -> '?time:\[\d+\]'?)?$/],
  // brctl(8) 1.7 prints nothing where there is no bridge
  ['header of brctl', /^bridge name\s+bridge id\s+STP enabled\s+interfaces$/],
  // iptables(8), nft(8)
  ['warnings of iptables', /^# Warning: .*(?:tables|iptables-nft).*$/],
  ['dropped privileges', /^(?:tcpdump: )?dropped privs to \w+$/],
  // docker(1) network inspect
  ['key $1', /^\s*"(Created|Attachable|Ingress|ConfigOnly|EnableIPv4|ConfigFrom|Status)": .*$/],
  ['IPv6 of published ports', /^\d+\/\w+ -> (?:\[::\]|::):\d+$/],
  ['status of docker', /^exit status \d+$/],
];

/** Lines that only a document may lack. */
const lacking: typeof lines = [
  // ping(8) that was ended, and the page ends before its statistics
  [
    'statistics of ping',
    /^\^C$|^--- \S+ ping statistics ---$|^\d+ packets transmitted, .* packet loss(?:, time \d+ms)?$|^(?:rtt|round-trip) min\/avg\/max.*$/,
  ],
];

/** What a line is when another version leaves it out; `undefined` for one that every version prints. */
export function leftOutLine(text: string, isDocumented: boolean): string | undefined {
  for (const [name, form] of [...lines, ...(isDocumented ? [] : lacking)]) {
    const match = form.exec(text.trimEnd());
    if (match) return name.replace('$1', match[1] ?? '');
  }
  return undefined;
}
