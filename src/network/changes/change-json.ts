import * as v from 'valibot';
import type { Change } from '../change.js';

const text = v.string();
const maybeText = v.nullable(text);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const texts = v.array(text);
const family = v.picklist([4, 6]);

const namedLink = v.looseObject({ namespace: text, link: text });
const heldBy = v.variant('kind', [
  v.looseObject({ kind: v.picklist(['process', 'file']), pid: count, command: text }),
  v.looseObject({ kind: v.literal('mount'), path: text }),
  v.looseObject({ kind: v.literal('name'), name: text }),
]);
const address = v.looseObject({
  family,
  address: text,
  prefix: count,
  scope: text,
  peer: maybeText,
  isDynamic: v.boolean(),
  flags: texts,
});
const route = v.looseObject({
  family,
  type: text,
  destination: text,
  table: text,
  hops: v.array(v.looseObject({ via: maybeText, device: maybeText, weight: count, flags: texts })),
  protocol: text,
  scope: text,
  metric: count,
  source: maybeText,
});
const rule = v.looseObject({ family, priority: count, text });
const neighbour = v.looseObject({ family, address: text, device: text, mac: maybeText, state: text, isProxy: v.boolean() });
const entry = v.looseObject({
  mac: text,
  device: text,
  master: maybeText,
  destination: maybeText,
  vlan: v.nullable(count),
  state: text,
});
const chainName = { tool: v.picklist(['nft', 'iptables']), family: text, table: text, chain: text };
const chain = v.looseObject({
  ...chainName,
  hook: v.nullable(v.looseObject({ type: text, name: text, priority: text, policy: text })),
  rules: texts,
});

const because = { because: v.nullable(count) };
const inNamespace = { ...because, namespace: text };
const onLink = { ...inNamespace, link: text };
const fromTo = { from: maybeText, to: maybeText };

/** Changes as findChanges gives them; fields that a newer version adds are let through. */
const changeSchema = v.variant('kind', [
  v.looseObject({
    ...inNamespace,
    kind: v.literal('namespace-added'),
    isNamed: v.boolean(),
    container: maybeText,
    heldBy: v.nullable(heldBy),
  }),
  v.looseObject({ ...inNamespace, kind: v.literal('namespace-removed') }),
  v.looseObject({ ...inNamespace, kind: v.literal('namespace-named'), name: text }),
  v.looseObject({ ...inNamespace, kind: v.literal('namespace-unnamed'), name: text, heldBy: v.nullable(heldBy) }),
  v.looseObject({
    ...onLink,
    kind: v.literal('link-added'),
    linkKind: text,
    peer: v.nullable(namedLink),
    lower: v.nullable(namedLink),
    details: v.record(text, text),
  }),
  v.looseObject({ ...onLink, kind: v.literal('link-removed'), linkKind: text, peer: v.nullable(namedLink) }),
  v.looseObject({ ...because, kind: v.literal('link-moved'), from: namedLink, to: namedLink }),
  v.looseObject({ ...inNamespace, kind: v.literal('link-renamed'), from: text, to: text }),
  v.looseObject({ ...onLink, kind: v.literal('link-up'), hasCarrier: v.boolean() }),
  v.looseObject({ ...onLink, kind: v.picklist(['link-down', 'carrier-gained', 'carrier-lost']) }),
  v.looseObject({ ...onLink, kind: v.picklist(['link-attached', 'link-detached']), master: text }),
  v.looseObject({ ...onLink, ...fromTo, kind: v.literal('link-changed'), attribute: text }),
  v.looseObject({ ...onLink, kind: v.picklist(['address-added', 'address-removed']), address }),
  v.looseObject({ ...onLink, ...fromTo, kind: v.literal('address-changed'), address, attribute: text }),
  v.looseObject({ ...inNamespace, kind: v.picklist(['route-added', 'route-removed']), route }),
  v.looseObject({ ...inNamespace, kind: v.picklist(['rule-added', 'rule-removed']), rule }),
  v.looseObject({ ...inNamespace, kind: v.picklist(['neighbour-added', 'neighbour-removed']), neighbour }),
  v.looseObject({ ...inNamespace, kind: v.picklist(['forwarding-added', 'forwarding-removed']), entry }),
  v.looseObject({ ...inNamespace, kind: v.picklist(['chain-added', 'chain-removed']), chain }),
  v.looseObject({ ...inNamespace, kind: v.literal('policy-changed'), chain, from: text, to: text }),
  v.looseObject({
    ...inNamespace,
    kind: v.picklist(['firewall-rule-added', 'firewall-rule-removed']),
    chain: v.looseObject(chainName),
    rule: text,
    position: v.pipe(count, v.minValue(1)),
  }),
  v.looseObject({ ...inNamespace, ...fromTo, kind: v.literal('sysctl-changed'), name: text }),
]);

/** The list of an event, where what follows stands after what it follows from. */
export const changesSchema: v.GenericSchema<unknown, readonly Change[]> = v.pipe(
  v.array(changeSchema as v.GenericSchema<unknown, Change>),
  v.check((changes) => changes.every(({ because: cause }, at) => cause === null || cause < at), 'because of an earlier change of the list'),
);
