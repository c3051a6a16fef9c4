/**
 * Settings that differ from a fresh namespace, by the names of sysctl(8): `net.ipv4.conf.eth0/10.forwarding`, where a `/` stands for a `.` in the name of
 * a link. What the kernel has set because of another setting is left out: with `net.ipv4.ip_forward` all links forward (ip-sysctl in the kernel's documents).
 * @param text lines of PATH=VALUE, below /proc/sys/net
 */
export function sysctlsOf(text: string): Record<string, string> {
  const all = new Map(
    text.split('\n').flatMap((line) => {
      const at = line.indexOf('=');
      return at === -1
        ? []
        : [
            [
              line.slice(0, at),
              line
                .slice(at + 1)
                .replaceAll('\t', ' ')
                .trim(),
            ] as const,
          ];
    }),
  );
  const told = [...all].filter(([path, value]) => !followsFrom(path, value, all)).map(([path, value]) => [nameOf(path), value] as const);
  return Object.fromEntries(told.toSorted(([a], [b]) => (a < b ? -1 : Number(a > b))));
}

/** Settings that reach all links when they are set for `all`. */
const forAll = new Set(['disable_ipv6', 'forwarding', 'ignore_routes_with_linkdown', 'addr_gen_mode', 'proxy_ndp']);

function followsFrom(path: string, value: string, all: ReadonlyMap<string, string>): boolean {
  const [, family, place, name] = /^(ipv[46])\/conf\/(.+)\/([^/]+)$/.exec(path) ?? [];
  if (family === undefined || place === undefined || name === undefined) return false;
  const isForAll = forAll.has(name) && (family === 'ipv6' || name === 'forwarding');
  if (family === 'ipv4') {
    const forwards = all.get('ipv4/ip_forward');
    if (name === 'forwarding' && forwards === value) return true;
    // The kernel takes redirects where it does not forward.
    if (name === 'accept_redirects' && place === 'all' && forwards !== undefined && forwards !== value) return true;
  }
  if (place !== 'all' && isForAll && all.get(`${family}/conf/all/${name}`) === value) return true;
  return place !== 'all' && place !== 'default' && all.get(`${family}/conf/default/${name}`) === value;
}

function nameOf(path: string): string {
  const link = /^(ipv[46])\/(conf|neigh)\/(.+)\/([^/]+)$/.exec(path);
  if (link) return `net.${link[1]}.${link[2]}.${link[3]!.replaceAll('.', '/')}.${link[4]}`;
  return `net.${path.replaceAll('/', '.')}`;
}
