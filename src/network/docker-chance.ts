import type { FirewallChain, Holder, Link, LinkPlace, Namespace, Snapshot } from './snapshot.js';

/** What Docker draws by chance: the names of its links on the host, addresses of its bridges, ports of its name server and names of its sandboxes. */
const drawnName = /^veth[\da-f]{7}$/;
const drawnMac = /^02:42:/;

/** The snapshot with the same in place of what Docker has drawn by chance, where there are containers: two runs of the same commands then agree. */
export function withoutDockersChance(snapshot: Snapshot): Snapshot {
  const isDockers = ({ container, holders }: Namespace): boolean =>
    container !== null || holders.some((holder) => holder.kind === 'mount' && holder.path.includes('/docker/netns/'));
  const isThere = snapshot.namespaces.some((namespace) => isDockers(namespace) || namespace.links.some(({ name }) => name === 'docker0'));
  if (!isThere) return snapshot;
  const labels = new Map(snapshot.namespaces.map(({ id, label }) => [id, label]));
  const renamed = new Map<string, string>();
  for (const { id, links } of snapshot.namespaces) {
    for (const { name, peer } of links) {
      if (peer && drawnName.test(name)) renamed.set(`${id} ${name}`, `veth of ${labels.get(peer.namespace)} ${peer.name}`);
    }
  }
  const nameIn = <T extends string | null>(id: string, name: T): T => (renamed.get(`${id} ${name}`) as T | undefined) ?? name;
  const place = (other: LinkPlace | null): LinkPlace | null => other && { ...other, name: nameIn(other.namespace, other.name) };
  return {
    ...snapshot,
    namespaces: snapshot.namespaces.map((namespace) => {
      const name = <T extends string | null>(old: T): T => nameIn(namespace.id, old);
      return {
        ...namespace,
        holders: namespace.holders.map(plainHolder),
        links: namespace.links.map((link) => ({
          ...plainMac(link),
          name: name(link.name),
          peer: place(link.peer),
          lower: place(link.lower),
        })),
        routes: namespace.routes.map((route) => ({ ...route, hops: route.hops.map((hop) => ({ ...hop, device: name(hop.device) })) })),
        neighbours: namespace.neighbours.map((neighbour) => ({ ...neighbour, device: name(neighbour.device) })),
        forwardingEntries: namespace.forwardingEntries.map((entry) => ({ ...entry, device: name(entry.device) })),
        firewall: namespace.firewall.map(plainChain),
      };
    }),
  };
}

function plainHolder(holder: Holder): Holder {
  return holder.kind === 'mount' ? { ...holder, path: holder.path.replace(/(\/docker\/netns\/)[\da-f]{12}$/, '$1*') } : holder;
}

/** In containers the address follows from that of IPv4; on bridges and at cables it follows from nothing. */
function plainMac(link: Link): Link {
  const isDrawn = link.mac !== null && drawnMac.test(link.mac) && (link.kind === 'bridge' || drawnName.test(link.name));
  return isDrawn ? { ...link, isMacGenerated: true } : link;
}

function plainChain(chain: FirewallChain): FirewallChain {
  return {
    ...chain,
    rules: chain.rules.map((rule) =>
      rule.includes('127.0.0.11') ? rule.replace(/127\.0\.0\.11:\d+/, '127.0.0.11:*').replace(/--sport \d+/, '--sport *') : rule,
    ),
  };
}
