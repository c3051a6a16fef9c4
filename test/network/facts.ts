import { readFileSync } from 'node:fs';
import type { Link, Namespace, Snapshot } from '../../src/network/snapshot.js';
import type { Box, Card, Topology, Wire } from '../../src/network/topology.js';
import { scenarioFile } from './scenario.js';

/** What has to be true at the end of a scenario, in words of a person. */
export interface Fact {
  readonly text: string;
  readonly words: readonly string[];
}

/** The network at the end of a scenario, exact and as it is drawn. */
interface Ending {
  readonly snapshot: Snapshot;
  readonly topology: Topology;
}

/** The facts of a scenario: one a line, `\s` for a space in a name. */
export function readFacts(name: string): Fact[] {
  return readFileSync(scenarioFile(name, 'facts'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((text) => ({ text, words: text.split(' ').map((word) => word.replaceAll(String.raw`\s`, ' ')) }));
}

/**
 * What the network has instead, when a fact does not hold; `null` when it does. One that begins with none of these words is a namespace that is there,
 * or a link with its state and all of its addresses: `ns1/veth-a up 10.0.0.1/24`.
 */
export function contradiction({ words: [first = '', ...rest] }: Fact, ending: Ending): unknown {
  const check = Object.hasOwn(checks, first) ? checks[first]! : first.includes('/') ? isLink : isBox;
  return check(ending, check === isLink || check === isBox ? [first, ...rest] : rest);
}

type Check = (ending: Ending, words: readonly string[]) => unknown;

const isBox: Check = ({ topology }, [name]) =>
  unless(
    topology.boxes.some((box) => box.name === name),
    names(topology),
  );

const isLink: Check = (ending, [place = '', state, ...addresses]) => {
  const card = cardAt(ending, place);
  const isRight = card?.state === state && JSON.stringify(card?.addresses) === JSON.stringify(addresses);
  return unless(isRight, card ?? names(ending.topology));
};

/** What is not in this list is a namespace or a link. */
export const checks: Readonly<Record<string, Check>> = {
  boxes: ({ topology }, [count]) => unless(topology.boxes.length === Number(count), names(topology)),
  cables: ({ topology }, [count]) => unless(wiresOf(topology, 'cable').length === Number(count), wiresOf(topology, 'cable')),
  /** A link that is up, whatever its addresses are. */
  up: (ending, [place = '']) => unless(cardAt(ending, place)?.state === 'up', cardAt(ending, place)),
  gone: ({ topology }, [place = '']) => {
    const [box, card] = split(place);
    const there = topology.boxes.find(({ name }) => name === box);
    return unless(!there || (card !== undefined && !there.links.some(({ name }) => name === card)), there);
  },
  cable: ({ topology }, [one = '', other = '']) => {
    const wires = wiresOf(topology, 'cable');
    return unless(wires.includes(`${one} ${other}`) || wires.includes(`${other} ${one}`), wires);
  },
  on: ({ topology }, [upper = '', lower = '']) => {
    const wires = wiresOf(topology, 'lower');
    return unless(wires.includes(`${upper} ${lower}`), wires);
  },
  port: (ending, [bridge = '', port = '']) => {
    const card = cardAt(ending, `${split(bridge)[0]}/${port}`);
    return unless(card?.master === split(bridge)[1], card);
  },
  noport: (ending, [place = '']) => unless(cardAt(ending, place)?.master === null, cardAt(ending, place)),
  route: (ending, [box = '', destination, ...rest]) => {
    const wanted = wordsOf(rest, ['via', 'dev', 'table']);
    const routes = boxOf(ending, box)?.routes ?? [];
    const isThere = routes.some(
      (route) =>
        route.destination === destination &&
        route.via === (wanted.get('via') ?? null) &&
        route.device === (wanted.get('dev') ?? null) &&
        route.table === (wanted.get('table') ?? null) &&
        route.type === (wanted.get('') ?? null),
    );
    return unless(isThere, routes);
  },
  noroute: ({ snapshot }, [name, destination]) => {
    const found = namespaceOf(snapshot, name)?.routes.filter((route) => route.destination === destination);
    return unless(found?.length === 0, found);
  },
  forwards: (ending, [box = '', family]) => unless(boxOf(ending, box)?.forwards.join(' ') === family, boxOf(ending, box)?.forwards),
  noforward: (ending, [box = '']) => unless(boxOf(ending, box)?.forwards.length === 0, boxOf(ending, box)?.forwards),
  nat: (ending, [box = '', word = '']) =>
    unless(
      boxOf(ending, box)?.nat.some((text) => text.includes(word)),
      boxOf(ending, box)?.nat,
    ),
  filter: (ending, [box = '']) => unless((boxOf(ending, box)?.filters.length ?? 0) > 0, boxOf(ending, box)?.filters),
  kept: (ending, [name = '', , holder]) => {
    const box = boxOf(ending, name);
    return unless(box?.kind === 'unnamed' && box.heldBy === holder, box);
  },
  container: (ending, [name = '']) => unless(boxOf(ending, name)?.kind === 'container', boxOf(ending, name)),
  note: (ending, [place = '', word = '']) => unless(cardAt(ending, place)?.note?.includes(word), cardAt(ending, place)),
  detail: ({ snapshot }, [place = '', name = '', value]) =>
    unless(linkAt(snapshot, place)?.details[name] === value, linkAt(snapshot, place)),
  mtu: ({ snapshot }, [place = '', mtu]) => unless(linkAt(snapshot, place)?.mtu === Number(mtu), linkAt(snapshot, place)),
  mac: ({ snapshot }, [place = '', mac]) => {
    const link = linkAt(snapshot, place);
    return unless(link?.mac === mac && !link?.isMacGenerated, link);
  },
  alias: ({ snapshot }, [place = '', ...text]) =>
    unless((linkAt(snapshot, place)?.alias ?? '') === text.join(' '), linkAt(snapshot, place)),
  altname: ({ snapshot }, [place = '', ...all]) =>
    unless(linkAt(snapshot, place)?.alternativeNames.join(' ') === all.join(' '), linkAt(snapshot, place)),
  peer: ({ snapshot }, [place = '', one, other]) => {
    const addresses = linkAt(snapshot, place)?.addresses;
    return unless(
      addresses?.some(({ address, peer }) => address === one && peer === other),
      addresses,
    );
  },
  addressflag: ({ snapshot }, [place = '', text, flag = '']) => {
    const addresses = linkAt(snapshot, place)?.addresses;
    return unless(
      addresses?.some(({ address, flags }) => address === text && flags.includes(flag)),
      addresses,
    );
  },
  rule: ({ snapshot }, [name, ...text]) => {
    const rules = namespaceOf(snapshot, name)?.rules.map((rule) => `${rule.priority}: ${rule.text}`);
    return unless(
      rules?.some((rule) => rule === text.join(' ') || rule.endsWith(`: ${text.join(' ')}`)),
      rules,
    );
  },
  norule: ({ snapshot }, [name, priority]) => {
    const rules = namespaceOf(snapshot, name)?.rules;
    return unless(
      rules?.every((rule) => rule.priority !== Number(priority)),
      rules,
    );
  },
  neighbour: ({ snapshot }, [name, text, , link, mac]) => {
    const neighbours = namespaceOf(snapshot, name)?.neighbours;
    const isThere = neighbours?.some(
      ({ address, device, isProxy, ...other }) => address === text && device === link && (mac === 'proxy' ? isProxy : other.mac === mac),
    );
    return unless(isThere, neighbours);
  },
  noneighbour: ({ snapshot }, [name, text]) => {
    const neighbours = namespaceOf(snapshot, name)?.neighbours;
    return unless(
      neighbours?.every(({ address }) => address !== text),
      neighbours,
    );
  },
  fdb: ({ snapshot }, [name, mac, , link, state]) => {
    const entries = namespaceOf(snapshot, name)?.forwardingEntries;
    return unless(
      entries?.some((entry) => entry.mac === mac && entry.device === link && entry.state === state),
      entries,
    );
  },
  nofdb: ({ snapshot }, [name, mac]) => {
    const entries = namespaceOf(snapshot, name)?.forwardingEntries;
    return unless(
      entries?.every((entry) => entry.mac !== mac),
      entries,
    );
  },
  sysctl: ({ snapshot }, [name, key = '', value]) => {
    const sysctls = namespaceOf(snapshot, name)?.sysctls;
    return unless(sysctls?.[key] === value, sysctls);
  },
  /** How many rules a chain has. */
  chain: ({ snapshot }, [name, ...words]) => {
    const firewall = namespaceOf(snapshot, name)?.firewall;
    const isThere = firewall?.some(({ tool, family, table, chain, rules }) => {
      return [tool, family, table, chain, `${rules.length}`].join(' ') === words.join(' ');
    });
    return unless(isThere, firewall);
  },
  nochainrule: ({ snapshot }, [name, word = '']) => {
    const rules = namespaceOf(snapshot, name)?.firewall.flatMap((chain) => chain.rules);
    return unless(
      rules?.every((rule) => !rule.includes(word)),
      rules,
    );
  },
  policy: ({ snapshot }, [name, ...words]) => {
    const hooks = namespaceOf(snapshot, name)?.firewall.map(({ tool, table, chain, hook }) => {
      return [tool, table, chain, hook?.policy.toLowerCase()].join(' ');
    });
    return unless(hooks?.includes(words.join(' ')), hooks);
  },
};

function unless(isTrue: boolean | undefined, there: unknown): unknown {
  return isTrue === true ? null : (there ?? 'nothing of this name');
}

function names({ boxes }: Topology): string[] {
  return boxes.flatMap(({ name, links }) => [name, ...links.map((card) => `${name}/${card.name}`)]);
}

/** `ns1/veth-a`: the names of namespaces have no slash, nor have those of links. */
function split(place: string): [string, string | undefined] {
  const at = place.indexOf('/');
  return at === -1 ? [place, undefined] : [place.slice(0, at), place.slice(at + 1)];
}

function boxOf({ topology }: Ending, name: string): Box | undefined {
  return topology.boxes.find((box) => box.name === name);
}

function cardAt(ending: Ending, place: string): Card | undefined {
  const [box, card] = split(place);
  return boxOf(ending, box)?.links.find(({ name }) => name === card);
}

function wiresOf({ wires }: Topology, kind: Wire['kind']): string[] {
  return wires.filter((wire) => wire.kind === kind).map(({ from, to }) => `${from.box}/${from.card} ${to.box}/${to.card}`);
}

function namespaceOf({ namespaces }: Snapshot, label = ''): Namespace | undefined {
  return namespaces.find((namespace) => namespace.label === label);
}

function linkAt(snapshot: Snapshot, place: string): Link | undefined {
  const [label, link] = split(place);
  return namespaceOf(snapshot, label)?.links.find(({ name }) => name === link);
}

/** `via 10.0.0.1 dev v0` by its first words; what stands before them has an empty one. */
function wordsOf(words: readonly string[], keys: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at < words.length; at += 1) {
    if (keys.includes(words[at]!)) found.set(words[at]!, words[(at += 1)]!);
    else found.set('', words[at]!);
  }
  return found;
}
