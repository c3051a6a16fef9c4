import type { DiagramReading } from '../../network/drawing/diagram-reading.js';
import { drawMermaid } from '../../network/drawing/draw-mermaid.js';
import { parseFlowchart } from '../../network/drawing/parse-flowchart.js';
import { readMermaid } from '../../network/drawing/read-mermaid.js';
import type { Snapshot } from '../../network/snapshot.js';
import type { Topology } from '../../network/topology.js';
import { checkDiagram } from './check-diagram.js';
import { isAgreement } from './finding.js';
import { partOf } from './part-of-topology.js';
import { withRealWords } from './words-of-diagram.js';

interface Diagram {
  readonly text: string;
  readonly reading: DiagramReading;
  readonly isExact: boolean;
}

/**
 * A diagram that is true of the network. Where addresses and states are all that is wrong only these words are changed; else the part of the network that it
 * is about is drawn anew, in the author's direction and with the author's ids.
 * @returns its text without a line end, or `undefined` when there is none that would be true
 */
export function redrawDiagram({ text, reading, isExact }: Diagram, snapshot: Snapshot, topology: Topology): string | undefined {
  const isTrue = (drawn: string): boolean => isAgreement(checkDiagram(readMermaid(drawn), isExact, snapshot, topology));
  const mended = withRealWords(text, reading, topology);
  if (mended !== text && isTrue(mended)) return mended;
  const part = partOf(topology, reading, isExact, snapshot);
  if (part.boxes.length === 0) return undefined;
  const drawn = withDirection(drawMermaid(part).trimEnd(), text);
  return [withIds(drawn, text), drawn].find(isTrue);
}

const heading = /^(\s*(?:flowchart(?:-elk)?|graph)[^\S\n]+)(TB|TD|BT|RL|LR)\b/;

function withDirection(drawn: string, text: string): string {
  const direction = heading.exec(text)?.[2];
  return direction === undefined ? drawn : drawn.replace(heading, `$1${direction}`);
}

/** The drawing with the ids that the author has given to the same namespaces and links. */
function withIds(drawn: string, text: string): string {
  const [wanted, found] = [idsOf(text), idsOf(drawn)];
  const renamed = new Map<string, string>();
  const taken = new Set<string>();
  for (const [thing, id] of found) {
    const own = wanted.get(thing) ?? wanted.get(`/${thing.split('/').at(-1)}`);
    if (own === undefined) taken.add(id);
    else renamed.set(id, own);
  }
  if ([...renamed.values()].some((id) => taken.has(id))) return drawn;
  // Labels stand in quotes, and keep every word.
  return drawn.replaceAll(/"[^"]*"|\|[^|]*\||[A-Za-z][\w]*/g, (word) => renamed.get(word) ?? word);
}

/** The ids of namespaces, as `NAME`, of links, as `NAME/LINK`, and of what stands outside of namespaces, as `/LINK`. */
function idsOf(text: string): Map<string, string> {
  const chart = parseFlowchart(text);
  const reading = readMermaid(text);
  if (!chart) return new Map();
  const things = [
    ...reading.boxes.flatMap((box) => [
      { name: box.name, line: box.line },
      ...box.links.map(({ name, line }) => ({ name: `${box.name}/${name}`, line })),
    ]),
    ...reading.loose.map(({ name, line }) => ({ name: `/${name}`, line })),
  ];
  const places = [
    ...chart.subgraphs.map(({ id, title, line }) => ({ id, label: title, line })),
    ...chart.nodes.map(({ id, label, line }) => ({ id, label: label ?? id, line })),
  ];
  return new Map(
    things.flatMap(({ name, line }) => {
      const place = places.find((other) => other.line === line && other.label.includes(name.split('/').at(-1)!));
      return place && /^[A-Za-z]\w*$/.test(place.id) ? [[name, place.id] as const] : [];
    }),
  );
}
