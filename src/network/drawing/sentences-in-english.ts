import { noun } from '../changes/english.js';
import type { ChangedThing, SentencePhrases, ToldEnd, ToldLink } from './sentence-phrases.js';

const states = { up: 'up', down: 'down', 'no-carrier': 'no carrier' } as const;
const hooks: Readonly<Record<string, string>> = {
  input: 'packets to itself',
  output: 'packets of its own',
  forward: 'packets that it forwards',
  prerouting: 'incoming packets',
  postrouting: 'outgoing packets',
};

export const sentencesInEnglish: SentencePhrases = {
  overview: (hasHost, others) => {
    if (others.length === 0) return hasHost ? 'There is only the host.' : 'There is nothing.';
    const are = `${others.length === 1 ? 'is one namespace' : `are ${others.length} namespaces`}`;
    return `There ${are}${hasHost ? ' beside the host' : ''}: ${list(others)}.`;
  },
  kindOf: (name, kind, heldBy) => {
    if (kind === 'container') return `${name} is the network of a container.`;
    return kind === 'unnamed' ? `${name} has no name${heldBy === null ? '' : `; ${heldBy} holds it`}.` : null;
  },
  links: (place, isFirst, links) =>
    `${has(place, isFirst)} ${list(links.map((link) => `the ${noun(link.kind)} ${link.name}${traits(link)}`))}.`,
  bridge: (place, isFirst, bridge, ports) =>
    `${has(place, isFirst)} the ${noun(bridge.kind)} ${bridge.name}${traits(bridge)} with the ${portList(ports)}.`,
  portsOf: (bridge, ports) => `${bridge} has the ${portList(ports)}.`,
  stacked: (lower, links) =>
    `On ${lower} ${links.length === 1 ? 'lies' : 'lie'} ${list(links.map((link) => `the ${noun(link.kind)} ${link.name}${traits(link)}`))}.`,
  onlyLoopback: (place, loopback) =>
    loopback === null ? `${start(place)} has no links.` : `${start(place)} has only ${loopback.name}${traits(loopback)}.`,
  loopback: (place, loopback) => `${loopback.name} ${at(place)} is ${[states[loopback.state], ...loopback.addresses].join(', ')}.`,
  cables: (place, cables) =>
    `${list(cables.map(({ from, to }, index) => (index === 0 ? `${from} ${at(place)} is connected to ${end(to)}` : `${from} to ${end(to)}`)))}.`,
  liesOn: (place, from, to) => `${from} ${at(place)} lies on ${end(to)}.`,
  route: (place, { destination, via, device, table, type }) => {
    const name = destination === 'default' ? 'default route' : `route to ${destination}`;
    const way = [
      via === null ? '' : ` via ${via}`,
      device === null ? '' : ` through ${device}`,
      table === null ? '' : `, in table ${table}`,
    ].join('');
    return `${start(place)} has ${type === null ? 'a' : `${article(type)} ${type}`} ${name}${way}.`;
  },
  forwards: (place, families) => `${start(place)} forwards ${list(families)} packets between its links.`,
  nat: (place, rules) => `${start(place)} changes addresses of packets: ${rules.join('; ')}.`,
  filters: (place, rules, drops) => {
    const parts = [
      ...(rules === 0 ? [] : [`has ${rules === 1 ? '1 rule' : `${rules} rules`}`]),
      ...(drops.length === 0
        ? []
        : [
            `drops ${list(drops.map(({ hook, family }) => `${family === null ? '' : `${family} `}${hooks[hook] ?? `packets at the hook ${hook}`}`))} unless a rule lets them pass`,
          ]),
    ];
    return `The firewall of ${place === 'host' ? 'the host' : place} ${parts.join(' and ')}.`;
  },
  changed: (things) => `The last step made or changed ${list(things.map(changedThing))}.`,
};

function changedThing(thing: ChangedThing): string {
  switch (thing.kind) {
    case 'namespace':
      return thing.place === 'host' ? 'the host' : `the namespace ${thing.place}`;
    case 'link':
      return `${thing.link} ${at(thing.place)}`;
    case 'route':
      return `the ${thing.destination === 'default' ? 'default route' : `route to ${thing.destination}`} ${at(thing.place)}`;
    case 'forwards':
      return `the forwarding ${at(thing.place)}`;
    case 'nat':
      return `the address translation ${at(thing.place)}`;
    case 'filters':
      return `the firewall ${at(thing.place)}`;
    case 'cable':
      return `the connection of ${end(thing.from)} and ${end(thing.to)}`;
    case 'lower':
      return `what ${end(thing.from)} lies on`;
  }
}

function has(place: string, isFirst: boolean): string {
  return isFirst ? `${start(place)} has` : 'It also has';
}

function start(place: string): string {
  return place === 'host' ? 'The host' : place;
}

function at(place: string): string {
  return place === 'host' ? 'on the host' : `in ${place}`;
}

function end({ link, place }: ToldEnd): string {
  return `${link} ${at(place)}`;
}

function portList(ports: readonly ToldLink[]): string {
  return `${ports.length === 1 ? 'port' : 'ports'} ${list(ports.map((port) => `${port.name}${traits(port, [port.kind])}`))}`;
}

function traits({ state, addresses, note, master }: ToldLink, first: readonly string[] = []): string {
  return ` (${[...first, states[state], ...addresses, ...(note === null ? [] : [note]), ...(master === null ? [] : [`port of ${master}`])].join(', ')})`;
}

function list(items: readonly string[]): string {
  return items.length === 1 ? items[0]! : `${items.slice(0, -1).join(', ')} and ${items.at(-1)!}`;
}

function article(word: string): string {
  return /^[aeiou]/.test(word) ? 'an' : 'a';
}
