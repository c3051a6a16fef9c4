import * as v from 'valibot';

const text = v.string();
const flag = v.boolean();
const end = v.looseObject({ box: text, card: text });

const card = v.looseObject({
  name: text,
  kind: text,
  state: v.picklist(['up', 'down', 'no-carrier']),
  addresses: v.array(text),
  master: v.nullable(text),
  note: v.nullable(text),
  isChanged: flag,
});

const box = v.looseObject({
  name: text,
  kind: v.picklist(['host', 'namespace', 'container', 'unnamed']),
  heldBy: v.nullable(text),
  links: v.array(card),
  routes: v.array(
    v.looseObject({
      destination: text,
      via: v.nullable(text),
      device: v.nullable(text),
      table: v.nullable(text),
      type: v.nullable(text),
      isChanged: flag,
    }),
  ),
  forwards: v.array(v.picklist(['IPv4', 'IPv6'])),
  nat: v.array(text),
  filters: v.array(text),
  isChanged: flag,
  changedFacts: v.array(v.picklist(['forwards', 'nat', 'filters'])),
});

/** A `Topology` that comes from outside: reports draw it. */
export const topologySchema = v.looseObject({
  schema: v.literal(1),
  boxes: v.array(box),
  wires: v.array(v.looseObject({ kind: v.picklist(['cable', 'lower']), from: end, to: end, isChanged: flag })),
});
