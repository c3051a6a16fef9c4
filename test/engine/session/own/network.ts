import type { Link, World } from '../world.js';
import { free, ipIn, reachable, type OwnKind, type Scene } from './own-kind.js';

const namespaces = ['red', 'blue', 'green', 'far'];
const links = ['va', 'vb', 'vc', 'vd', 've', 'vf'];

function replace(world: World, link: Link, other: Partial<Link>): void {
  world.links = world.links.map((each) =>
    each.name === link.name
      ? { ...each, ...other }
      : each.peer === link.name && other.name !== undefined
        ? { ...each, peer: other.name }
        : each,
  );
}

/** A command about a link, typed with the `ip` that reaches it. */
function ofLink(
  scene: Scene,
  write: (ip: string, link: Link) => string,
  isWanted?: (link: Link) => boolean,
  after?: (world: World, link: Link) => void,
): ReturnType<OwnKind> {
  const found = reachable(scene, isWanted);
  if (found.length === 0) return undefined;
  const link = scene.pick.of(found);
  return { command: write(ipIn(scene.shell, link.namespace)!, link), ...(after && { after: (world) => after(world, link) }) };
}

function addressOf({ pick }: Scene): string {
  return `10.${pick.of([1, 2, 3])}.0.${pick.of([1, 2, 9])}/24`;
}

const isOutside = ({ shell }: Scene): boolean => shell.user === 'root' && shell.namespace === null;

/** Namespaces, links, addresses, routes. Names are only made outside, where everybody sees them. */
export const networkKinds: Readonly<Record<string, OwnKind>> = {
  'namespace added': (scene) => {
    const name = free(scene.pick, namespaces, scene.world.namespaces);
    return name === undefined || !isOutside(scene)
      ? undefined
      : { command: `ip netns add ${name}`, after: (world) => void world.namespaces.push(name) };
  },
  'namespace deleted': (scene) => {
    const { world, pick } = scene;
    if (world.namespaces.length === 0 || !isOutside(scene)) return undefined;
    const name = pick.of(world.namespaces);
    return {
      command: `ip netns del ${name}`,
      after: (after) => {
        const gone = new Set(
          after.links.flatMap((link) => (link.namespace === name ? [link.name, ...(link.peer === null ? [] : [link.peer])] : [])),
        );
        after.namespaces = after.namespaces.filter((other) => other !== name);
        after.links = after.links.filter((link) => !gone.has(link.name));
      },
    };
  },
  'namespace renamed': (scene) => {
    const { world, pick } = scene;
    const to = free(pick, namespaces, world.namespaces);
    if (world.namespaces.length === 0 || to === undefined || !isOutside(scene)) return undefined;
    const from = pick.of(world.namespaces);
    return {
      command: `touch /run/netns/${to}; mount --bind /run/netns/${from} /run/netns/${to}; ip netns del ${from}`,
      after: (after) => {
        after.namespaces = after.namespaces.map((name) => (name === from ? to : name));
        after.links = after.links.map((link) => (link.namespace === from ? { ...link, namespace: to } : link));
      },
    };
  },
  'namespace made or left': (scene) => (isOutside(scene) ? 'ip netns add red; ip netns del nothing' : undefined),
  'cable added': (scene) => {
    const { pick, world, shell } = scene;
    if (shell.user !== 'root') return undefined;
    const taken = world.links.map(({ name }) => name);
    const name = free(pick, links, taken);
    const peer = free(pick, links, [...taken, name ?? '']);
    if (name === undefined || peer === undefined) return undefined;
    const place = world.namespaces.length > 0 && pick.below(2) === 1 ? pick.of(world.namespaces) : shell.namespace;
    const there = place === shell.namespace ? '' : ` netns ${place}`;
    const end = { kind: 'veth', addresses: [] } as const;
    return {
      command: `ip link add ${name} type veth peer name ${peer}${there}`,
      after: (after) =>
        void after.links.push({ ...end, name, peer, namespace: shell.namespace }, { ...end, name: peer, peer: name, namespace: place }),
    };
  },
  'bridge added': (scene) => {
    const { pick, world, shell } = scene;
    const name = free(
      pick,
      ['br0', 'br1'],
      world.links.map((link) => link.name),
    );
    if (name === undefined || shell.user !== 'root') return undefined;
    return {
      command: `ip link add ${name} type bridge${pick.of(['', ' stp_state 1', ' vlan_filtering 1'])}`,
      after: (after) => void after.links.push({ name, kind: 'bridge', namespace: shell.namespace, peer: null, addresses: [] }),
    };
  },
  'port of a bridge': (scene) => {
    const bridges = reachable(scene, ({ kind }) => kind === 'bridge');
    return ofLink(
      scene,
      (ip, link) =>
        `${ip} link set ${link.name} ${scene.pick.of([`master ${bridges.find(({ namespace }) => namespace === link.namespace)?.name}`, 'nomaster'])}`,
      (link) => link.kind === 'veth' && bridges.some(({ namespace }) => namespace === link.namespace),
    );
  },
  'link moved': (scene) => {
    const { world, pick } = scene;
    if (world.namespaces.length === 0) return undefined;
    const to = pick.of(world.namespaces);
    return ofLink(
      scene,
      (ip, link) => `${ip} link set ${link.name} netns ${to}`,
      ({ kind }) => kind === 'veth',
      (after, link) => replace(after, link, { namespace: to, addresses: [] }),
    );
  },
  'link renamed': (scene) => {
    const to = free(
      scene.pick,
      links,
      scene.world.links.map(({ name }) => name),
    );
    if (to === undefined) return undefined;
    return ofLink(
      scene,
      (ip, link) => `${ip} link set ${link.name} down; ${ip} link set ${link.name} name ${to}`,
      ({ kind }) => kind === 'veth',
      (after, link) => replace(after, link, { name: to }),
    );
  },
  'link deleted': (scene) =>
    ofLink(
      scene,
      (ip, link) => `${ip} link del ${link.name}`,
      undefined,
      (after, link) => void (after.links = after.links.filter(({ name, peer }) => name !== link.name && peer !== link.name)),
    ),
  'link up': (scene) => ofLink(scene, (ip, link) => `${ip} link set ${link.name} up`),
  'link down': (scene) => ofLink(scene, (ip, link) => `${ip} link set ${link.name} down`),
  'attributes of a link': (scene) =>
    ofLink(
      scene,
      (ip, link) =>
        `${ip} link set ${link.name} ${scene.pick.of(['mtu 1400', 'txqueuelen 50', 'address 02:00:00:00:00:07', 'alias "my link"', 'arp off'])}`,
    ),
  'address added': (scene) => {
    const address = addressOf(scene);
    return ofLink(
      scene,
      (ip, link) => `${ip} addr add ${address} dev ${link.name}`,
      undefined,
      (after, link) => replace(after, link, { addresses: [...link.addresses, address] }),
    );
  },
  'address of version 6': (scene) =>
    ofLink(scene, (ip, link) => `${ip} addr add 2001:db8::${scene.pick.of([1, 2])}/64 dev ${link.name} nodad`),
  'address deleted': (scene) =>
    ofLink(
      scene,
      (ip, link) => `${ip} addr ${scene.pick.of([`del ${link.addresses[0]} dev`, 'flush dev'])} ${link.name}`,
      ({ addresses }) => addresses.length > 0,
      (after, link) => replace(after, link, { addresses: link.addresses.slice(1) }),
    ),
  'loopback up': ({ shell, world, pick }) =>
    shell.user !== 'root' ? undefined : pick.of(['ip link set lo up', ...world.namespaces.map((name) => `ip -n ${name} link set lo up`)]),
  'route added': (scene) =>
    ofLink(
      scene,
      (ip, link) =>
        `${ip} link set ${link.name} up; ${ip} route add ${scene.pick.of(['198.51.100.0/24', 'default', '203.0.113.7'])} dev ${link.name}`,
    ),
  'route deleted': ({ shell, pick }) =>
    shell.user === 'root' ? pick.of(['ip route del 198.51.100.0/24', 'ip route del default', 'ip route flush table 100']) : undefined,
  'route that refuses': ({ shell, pick }) =>
    shell.user === 'root'
      ? pick.of(['ip route add blackhole 192.0.2.0/24', 'ip route add unreachable 192.0.2.64/26 table 100'])
      : undefined,
  rule: ({ shell, pick }) =>
    shell.user === 'root'
      ? pick.of(['ip rule add from 10.1.0.0/24 table 100 pref 50', 'ip rule del pref 50', 'ip rule add fwmark 7 table 100 pref 60'])
      : undefined,
  neighbour: (scene) => ofLink(scene, (ip, link) => `${ip} neigh replace 10.1.0.77 lladdr 02:00:00:00:00:77 dev ${link.name}`),
  sysctl: ({ shell, pick }) =>
    shell.user === 'root'
      ? pick.of([
          'sysctl -w net.ipv4.ip_forward=1',
          'sysctl -w net.ipv4.ip_forward=0',
          'echo 2 > /proc/sys/net/ipv4/conf/all/rp_filter',
          'sysctl -w net.ipv6.conf.all.forwarding=1',
        ])
      : undefined,
  batch: ({ shell }) =>
    shell.user === 'root' ? "printf 'link set lo up\\nroute add blackhole 192.0.2.128/25\\n' | ip -batch -" : undefined,
  'look at the network': ({ world, pick }) =>
    pick.of([
      'ip link',
      'ip -br addr',
      'ip route',
      'ip rule',
      'ip netns',
      'ss -ltn',
      ...world.namespaces.map((name) => `ip -n ${name} addr`),
    ]),
  ping: ({ pick }) => pick.of(['ping -c 1 -W 0.1 192.0.2.99', 'ping -c 1 -W 0.2 127.0.0.1']),
};
