import { namespaceOf, type ReadNamespace } from './parse-namespace.js';
import type { OtherEnd } from './parse-links.js';
import { withOtherEnd } from './parse-links.js';
import { heldBy } from './parse-holders.js';
import type { Reader } from './reader.js';
import type { Link, LinkPlace, Namespace, Snapshot } from './snapshot.js';

/** What is kept of the readings so far, by the ids of namespaces: in which order they were first seen, and the numbers of those without a name. */
interface Known {
  readonly order: Map<string, number>;
  readonly numbers: Map<string, number>;
}

const memories = new WeakMap<Reader, Known>();

/**
 * Reads the network once.
 * @param containers the names of containers, by a process of each as the runner numbers it
 * @throws {NslabError} `snapshot-failed`
 */
export async function takeSnapshot(reader: Reader, containers: ReadonlyMap<number, string> = new Map()): Promise<Snapshot> {
  const text = await reader.read();
  const read = text.namespaces.flatMap((namespace) => namespaceOf(namespace, text.host) ?? []);
  const known = memories.get(reader) ?? { order: new Map<string, number>(), numbers: new Map<string, number>() };
  memories.set(reader, known);
  for (const { namespace } of read) if (!known.order.has(namespace.id)) known.order.set(namespace.id, known.order.size);
  const placeInOrder = ({ isHost, id }: Namespace): number => (isHost ? -1 : known.order.get(id)!);
  const sorted = read.toSorted((a, b) => placeInOrder(a.namespace) - placeInOrder(b.namespace));
  const taken = new Set<string>();
  const unreadable = text.hidden.flatMap(({ inode, holders }) => heldBy(holders).names[0] ?? `net:[${inode}]`);
  const inherited = read[0]?.inherited ?? {};
  return {
    schema: 1,
    ...(Object.keys(inherited).length > 0 ? { inherited } : {}),
    namespaces: sorted.map(({ namespace, others, numbered, pids }) => {
      const container = namespace.isHost ? null : (pids.flatMap((pid) => containers.get(pid) ?? []).toSorted()[0] ?? null);
      return {
        ...namespace,
        container,
        label: labelOf({ ...namespace, container }, known.numbers, taken),
        links: namespace.links.map((link) => {
          const other = others.get(link.index);
          return other ? withOtherEnd(link, placeOf(link, other, namespace, numbered, read)) : link;
        }),
      };
    }),
    ...(unreadable.length > 0 ? { unreadable: unreadable.toSorted() } : {}),
  };
}

function labelOf(namespace: Namespace, numbers: Map<string, number>, taken: Set<string>): string {
  const [first] = [...namespace.names, ...(namespace.container === null ? [] : [namespace.container])];
  const isNameless = !namespace.isHost && first === undefined;
  if (isNameless && !numbers.has(namespace.id)) numbers.set(namespace.id, numbers.size + 1);
  const wish = namespace.isHost ? 'host' : (first ?? `unnamed-${numbers.get(namespace.id)}`);
  let label = wish;
  for (let count = 2; taken.has(label); count += 1) label = `${wish}-${count}`;
  taken.add(label);
  return label;
}

/** `null` where it leads to what can't be seen. */
function placeOf(
  from: Link,
  other: OtherEnd,
  here: Namespace,
  numbered: ReadonlyMap<number, number>,
  all: readonly ReadNamespace[],
): LinkPlace | null {
  const inode = other.nsid === undefined ? here.inode : numbered.get(other.nsid);
  const there = all.find(({ namespace }) => namespace.inode === inode);
  const link = there?.namespace.links.find(({ index, name }) => (other.index === undefined ? name === other.name : index === other.index));
  if (!there || !link) return null;
  // While a namespace is on its way out its number is not told any more, and the index alone means any link here.
  const back = there.others.get(link.index);
  const isAnswered = link !== from && (back?.index === undefined ? back?.name === from.name : back.index === from.index);
  return from.kind !== 'veth' || isAnswered ? { namespace: there.namespace.id, index: link.index, name: link.name } : null;
}
