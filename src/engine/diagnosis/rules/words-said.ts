import { closest, distance } from 'fastest-levenshtein';
import { readSaidCause } from '../../failure-cause.js';
import type { Finding } from '../diagnosis.js';
import { nearest } from '../nearest.js';
import { wordAfter, type Scene } from '../scene.js';

/** Settings of the kernel that lessons are about (ip-sysctl). */
const settings =
  `net.ipv4.ip_forward net.ipv4.conf.all.forwarding net.ipv6.conf.all.forwarding net.ipv4.conf.all.rp_filter net.ipv4.conf.default.rp_filter
net.ipv6.conf.all.disable_ipv6 net.ipv6.conf.default.disable_ipv6 net.ipv4.icmp_echo_ignore_all net.ipv4.conf.all.proxy_arp net.ipv4.conf.all.arp_ignore
net.bridge.bridge-nf-call-iptables net.ipv4.ping_group_range net.ipv4.conf.all.arp_announce net.ipv6.conf.default.forwarding`.split(/\s+/);

/** What a tool does not understand, or may not do. */
export function wordsSaid(scene: Scene): Finding | undefined {
  const { output } = scene;
  if (
    scene.documented.some(
      (line) => line !== '' && output.split('\n').includes(line) && /unknown|garbage|not found|permitted|denied/i.test(line),
    )
  )
    return undefined;
  const setting = /\/proc\/sys\/([\w./-]+?)'?:? (?:No such file or directory|nonexistent directory)/
    .exec(output)?.[1]
    ?.replaceAll('/', '.');
  if (setting !== undefined) {
    const meant = nearest(setting, settings);
    return { code: 'setting-unknown', params: { name: setting, ...(meant !== undefined && { nearest: meant }) } };
  }
  const refused =
    /permission denied on key ["']([^"']+)["']/.exec(output)?.[1] ??
    /(?:setting key |^\S+: )"?(?:\/proc\/sys\/)?((?:kernel|vm|fs|net)[./][\w./-]+)"?:? (?:Read-only file system|Permission denied|Operation not permitted)/m.exec(
      output,
    )?.[1];
  if (refused !== undefined) return { code: 'setting-read-only', params: { name: refused.replaceAll('/', '.') } };
  if (/Operation not permitted|you must be root|Permission denied \(you must/i.test(output) && scene.exitCode !== 0)
    return { code: 'not-permitted', params: {}, isCertain: /you must be root/i.test(output) };
  return misspelt(scene) ?? notThere(scene);
}

const programs =
  `ip ping bridge iptables ip6tables nft sysctl tcpdump traceroute arping nsenter unshare ethtool brctl ifconfig route arp netstat ss curl wget nc python3 cat echo
ls mkdir rm sleep kill sudo bash dhclient iperf3 conntrack tc socat dig docker lsns mount umount`.split(/\s+/);

/** A program or a file that is not there, by its own words or those of the shell. */
function notThere({ output, exitCode, step }: Scene): Finding | undefined {
  if (exitCode === 0) return undefined;
  const program =
    /exec of "([^"]+)" failed: No such file/.exec(output)?.[1] ??
    /(?:^|: )([\w.+-]+): command not found/m.exec(output)?.[1] ??
    /(?:failed to execute|failed to run command) ['‘]?([\w./+-]+?)['’]?: No such file/.exec(output)?.[1];
  if (program !== undefined) {
    const meant = nearest(program, programs);
    return { code: 'program-unknown', params: { name: program, ...(meant !== undefined && { nearest: meant }) } };
  }
  const path = /: (?:cannot \w+ )?['‘"]?(\/[\w./@+-]*)['’"]?: No such file or directory/.exec(output)?.[1];
  return path !== undefined && step.command.includes(path) ? { code: 'file-missing', params: { path } } : undefined;
}

const keywords =
  `netns link address addr route rule neighbour neigh bridge veth vxlan macvlan ipvlan vlan dummy tuntap type peer name master nomaster dev via scope default exec add delete del set show list
up down table metric remote local dstport mode alias replace flush identify monitor broadcast mtu lookup from priority nexthop`.split(
    /\s+/,
  );

function misspelt(scene: Scene): Finding | undefined {
  const kind = misspeltKind(scene);
  if (kind) return kind;
  const said = readSaidCause(scene.output, scene.step.command);
  if (said?.code !== 'typo-keyword') return /^Usage: ip link/m.test(scene.output) ? misspeltPair(scene) : undefined;
  if (said.says !== 'no-word' && said.meant !== undefined) return { code: 'word-misspelt', params: { word: said.name, meant: said.meant } };
  // Where a word is not known, one before it may be misspelt: `link set veth0 nets ns1` blames `nets`, `set veth0 netn ns1` the name.
  const words = new Set(scene.commands.flatMap((command) => command.words));
  const isNear = (word: string, meant: string): boolean =>
    word !== meant && (distance(word, meant) <= (word.length > 3 ? 2 : 1) || letters(word) === letters(meant));
  const own = keywords.find((word) => letters(word) === letters(said.name)) ?? closest(said.name, keywords);
  if (said.name.length > 1 && isNear(said.name, own) && words.has(said.name))
    return { code: 'word-misspelt', params: { word: said.name, meant: own } };
  return undefined;
}

const kinds = 'bond bridge dummy gre ifb ipip ipvlan macvlan macvtap sit tun veth vlan vrf vxlan wireguard'.split(' ');

/** Of a kind of link that it does not know the kernel says no more than that, and ip(8) takes the words behind it for garbage. */
function misspeltKind({ output, commands }: Scene): Finding | undefined {
  if (!/Unknown device type|Garbage instead of arguments/.test(output)) return undefined;
  const word = commands.map(({ words }) => wordAfter(words, 'type')).find((each) => each !== undefined && !kinds.includes(each));
  const meant = word === undefined ? undefined : (kinds.find((kind) => letters(kind) === letters(word)) ?? nearest(word, kinds));
  return word === undefined || meant === undefined ? undefined : { code: 'word-misspelt', params: { word, meant } };
}

/** Its letters in order, which two that have changed places leave as they are. */
function letters(word: string): string {
  return word.split('').toSorted().join('');
}

/** ip(8) answers a misspelt `peer` with how it is to be used, and names no word. */
function misspeltPair(scene: Scene): Finding | undefined {
  const pair = ['type', 'veth', 'peer', 'name'];
  for (const { words } of scene.commands) {
    const place = words.indexOf('veth');
    const around = place === -1 ? [] : words.slice(place - 1, place + 3);
    const wrong = around.findIndex((word, at) => word !== pair[at]);
    const word = around[wrong];
    if (word !== undefined && around.filter((other, at) => other !== pair[at]).length === 1 && distance(word, pair[wrong]!) <= 2)
      return { code: 'word-misspelt', params: { word, meant: pair[wrong]! } };
  }
  return undefined;
}
