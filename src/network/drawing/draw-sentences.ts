import type { Box, Card, Topology, Wire } from '../topology.js';
import { loopbackAddresses, type CardNode } from './card-tree.js';
import { drawnTree } from './row-items.js';
import type { ChangedThing, SentencePhrases, ToldEnd, ToldLink } from './sentence-phrases.js';
import { sentencesInChinese } from './sentences-in-chinese.js';
import { sentencesInEnglish } from './sentences-in-english.js';
import { shownName } from './shown-name.js';

const phrasesOf: Readonly<Record<'en' | 'zh', SentencePhrases>> = { en: sentencesInEnglish, zh: sentencesInChinese };

/**
 * All that a picture shows, in words, for who can't see it or has it read aloud: one sentence to a line, first what there is at all, then box by box,
 * and at last what the last step has changed.
 */
export function drawSentences(topology: Topology, language: 'en' | 'zh'): string[] {
  const phrases = phrasesOf[language];
  const { boxes } = topology;
  const others = boxes.filter(({ kind }) => kind !== 'host').map(({ name }) => shown(name));
  const changed = changedThings(topology);
  return [
    phrases.overview(others.length < boxes.length, others),
    ...boxes.flatMap((box) => boxSentences(box, topology, phrases)),
    ...(changed.length === 0 ? [] : [phrases.changed(changed)]),
  ];
}

function boxSentences(box: Box, { boxes, wires }: Topology, phrases: SentencePhrases): string[] {
  const place = placeOf(box);
  const nodes = drawnTree(box, wires);
  const kind = phrases.kindOf(shown(box.name), box.kind, box.heldBy === null ? null : shown(box.heldBy));
  const filters = filtersOf(box.filters);
  const { nat, forwards } = box;
  return [
    ...(kind === null ? [] : [kind]),
    ...linkSentences(nodes, place, phrases),
    ...wireSentences(box, boxes, wires, nodes, phrases),
    ...box.routes.map((route) =>
      phrases.route(place, {
        destination: shown(route.destination),
        via: route.via === null ? null : shown(route.via),
        device: route.device === null ? null : shown(route.device),
        table: route.table === null ? null : shown(route.table),
        type: route.type === null ? null : shown(route.type),
      }),
    ),
    ...(forwards.length === 0 ? [] : [phrases.forwards(place, forwards)]),
    ...(nat.length === 0 ? [] : [phrases.nat(place, nat.map(shown))]),
    ...(box.filters.length === 0 ? [] : [phrases.filters(place, filters.rules, filters.drops)]),
  ];
}

/** First what has ports, each in a sentence of its own, then the others in one, then what hangs deeper, and the loopback link at last. */
function linkSentences(nodes: readonly CardNode[], place: string, phrases: SentencePhrases): string[] {
  const loopbacks = nodes.filter(({ card, children }) => card.kind === 'loopback' && children.length === 0);
  const links = nodes.filter((node) => !loopbacks.includes(node));
  if (links.length === 0) return [phrases.onlyLoopback(place, loopbacks[0] ? told(loopbacks[0]) : null)];
  const bridges = links.filter((node) => portsOf(node).length > 0);
  const plain = links.filter((node) => portsOf(node).length === 0);
  return [
    ...bridges.map((node, index) => phrases.bridge(place, index === 0, told(node), portsOf(node).map(told))),
    ...(plain.length === 0 ? [] : [phrases.links(place, bridges.length === 0, plain.map(told))]),
    ...links.flatMap((node) => deeper(node, phrases)),
    ...loopbacks.map((node) => phrases.loopback(place, told(node))),
  ];
}

function deeper(node: CardNode, phrases: SentencePhrases): string[] {
  const stacked = node.children.filter(({ branch }) => branch === 'stacked');
  return [
    ...(stacked.length === 0 ? [] : [phrases.stacked(shown(node.card.name), stacked.map(told))]),
    ...node.children.flatMap((child) => {
      const ports = portsOf(child);
      return [...(ports.length === 0 ? [] : [phrases.portsOf(shown(child.card.name), ports.map(told))]), ...deeper(child, phrases)];
    }),
  ];
}

/** Each wire stands with the box that its first end is in; what the tree of a box tells already is left out. */
function wireSentences(
  box: Box,
  boxes: readonly Box[],
  wires: readonly Wire[],
  nodes: readonly CardNode[],
  phrases: SentencePhrases,
): string[] {
  const stacked = new Set<string>();
  const collect = (node: CardNode): void => {
    if (node.branch === 'stacked') stacked.add(node.card.name);
    node.children.forEach(collect);
  };
  nodes.forEach(collect);
  const place = placeOf(box);
  const here = wires.filter(({ from }) => from.box === box.name);
  const cables = here.filter(({ kind }) => kind === 'cable').map(({ from, to }) => ({ from: shown(from.card), to: endOf(to, boxes) }));
  const lowers = here.filter(({ kind, from, to }) => kind === 'lower' && !(to.box === box.name && stacked.has(from.card)));
  return [
    ...(cables.length === 0 ? [] : [phrases.cables(place, cables)]),
    ...lowers.map(({ from, to }) => phrases.liesOn(place, shown(from.card), endOf(to, boxes))),
  ];
}

function changedThings({ boxes, wires }: Topology): ChangedThing[] {
  return [
    ...boxes.flatMap((box): ChangedThing[] => {
      const place = placeOf(box);
      return [
        ...(box.isChanged ? [{ kind: 'namespace' as const, place }] : []),
        ...box.links.filter(({ isChanged }) => isChanged).map(({ name }) => ({ kind: 'link' as const, place, link: shown(name) })),
        ...box.routes
          .filter(({ isChanged }) => isChanged)
          .map(({ destination }) => ({ kind: 'route' as const, place, destination: shown(destination) })),
        ...box.changedFacts.map((kind) => ({ kind, place })),
      ];
    }),
    ...wires.filter(({ isChanged }) => isChanged).map(({ kind, from, to }) => ({ kind, from: endOf(from, boxes), to: endOf(to, boxes) })),
  ];
}

/** As `firewall-in-short.ts` writes them. */
function filtersOf(filters: readonly string[]): { rules: number; drops: { hook: string; family: string | null }[] } {
  const rules = filters.flatMap((text) => /^(\d+) rules?$/.exec(text)?.[1] ?? []).map(Number)[0] ?? 0;
  const drops = filters.flatMap((text) => {
    const [, hook, family] = /^(\S+) drops(?: (\S+))?$/.exec(text) ?? [];
    return hook === undefined ? [] : [{ hook: shown(hook), family: family ?? null }];
  });
  return { rules, drops };
}

function told({ card }: Pick<CardNode, 'card'>): ToldLink {
  const addresses = card.kind === 'loopback' ? card.addresses.filter((address) => !loopbackAddresses.has(address)) : card.addresses;
  return {
    name: shown(card.name),
    kind: shown(card.kind),
    state: card.state,
    addresses: addresses.map(shown),
    note: card.note === null ? null : shown(card.note),
    master: null,
  };
}

function portsOf({ children }: CardNode): CardNode[] {
  return children.filter(({ branch }) => branch === 'port');
}

function endOf({ box, card }: Wire['from'], boxes: readonly Box[]): ToldEnd {
  const at = boxes.find(({ name }) => name === box);
  return { link: shown(card), place: at ? placeOf(at) : shown(box) };
}

/** The phrases know the host by this word. */
function placeOf({ name, kind }: Box): string {
  return kind === 'host' ? 'host' : shown(name);
}

function shown(text: Card['name']): string {
  return shownName(text, false);
}
