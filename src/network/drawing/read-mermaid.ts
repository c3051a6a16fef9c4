import { DiagramBuilder } from './diagram-builder.js';
import type { DiagramEnd, DiagramReading } from './diagram-reading.js';
import type { FlowEdge, Flowchart, FlowNode, FlowSubgraph } from './flowchart.js';
import { labelLines } from './label-text.js';
import { parseFlowchart } from './parse-flowchart.js';
import { readCardLabel } from './read-card-label.js';
import { readTitle, type TitleReading } from './read-title.js';
import { connectionOfWords } from './wire-words.js';

/**
 * What a Mermaid flowchart says of a network: subgraphs are namespaces, nodes links, edges what connects them. It reads what people draw; what `drawMermaid`
 * writes it reads without loss. Nothing is thrown.
 */
export function readMermaid(text: string): DiagramReading {
  const chart = parseFlowchart(text);
  const diagram = new DiagramBuilder();
  if (!chart) {
    const lines = text.split('\n');
    const line = Math.max(
      0,
      lines.findIndex((one) => one.trim() !== ''),
    );
    diagram.leave(line + 1, 'not-a-flowchart', (lines[line] ?? '').trim());
    return diagram.end();
  }
  for (const { line, text: statement } of chart.unread) diagram.leave(line, 'syntax', statement);
  new FlowchartReader(chart, diagram).read();
  return diagram.end();
}

/** What an id of the flowchart stands for. */
type Place = { readonly kind: 'thing'; readonly end: DiagramEnd } | { readonly kind: 'facts' } | { readonly kind: 'frame' };

/** Where the nodes of a subgraph are: in which namespace, and whether they are ports of a bridge. */
interface Inside {
  readonly box: string | null;
  readonly master: string | null;
}

class FlowchartReader {
  readonly #chart: Flowchart;
  readonly #diagram: DiagramBuilder;
  readonly #places = new Map<string, Place>();
  readonly #inside: Inside[] = [];

  constructor(chart: Flowchart, diagram: DiagramBuilder) {
    this.#chart = chart;
    this.#diagram = diagram;
  }

  read(): void {
    for (const [index, subgraph] of this.#chart.subgraphs.entries()) this.#inside.push(this.#readSubgraph(subgraph, index));
    // Notes come last: one that stands outside is about what it is connected with.
    const notes = this.#chart.nodes.filter((node) => !this.#readNode(node));
    for (const note of notes) this.#readNote(note);
    for (const edge of this.#chart.edges) if (edge.stroke !== 'invisible') this.#readEdge(edge);
  }

  #readSubgraph(subgraph: FlowSubgraph, index: number): Inside {
    const around = subgraph.parent === null ? { box: null, master: null } : this.#inside[subgraph.parent]!;
    const { line, classes } = subgraph;
    const title = readTitle(labelLines(subgraph.title));
    if (title.leftover.length > 0) this.#diagram.leave(line, 'words', title.leftover.join(' '));
    if (title.linkKind !== null && title.kind === null && title.name !== null) {
      const card = { name: title.name, kind: title.linkKind, addresses: title.addresses, isChanged: classes.includes('changed') };
      const end = this.#diagram.addCard(around.box, { ...card, state: null, master: around.master, note: null }, line);
      this.#places.set(subgraph.id, { kind: 'thing', end });
      if (around.box !== null) this.#diagram.addFacts(around.box, title.facts, line, false);
      return { box: around.box, master: title.name };
    }
    const { nodes, subgraphs } = this.#chart;
    const holdsSubgraphs = subgraphs.some(({ parent }) => parent === index);
    const isFrame = title.kind === null && holdsSubgraphs && !nodes.some((node) => node.subgraph === index);
    if (title.name === null || isFrame) {
      this.#diagram.leave(line, 'frame', labelLines(subgraph.title).join(' '));
      this.#places.set(subgraph.id, { kind: 'frame' });
      return around;
    }
    this.#addBox(title, line, classes);
    this.#places.set(subgraph.id, { kind: 'thing', end: { box: title.name, card: null } });
    return { box: title.name, master: null };
  }

  /** `false` for a node that is no thing but a note. */
  #readNode(node: FlowNode): boolean {
    const inside = node.subgraph === null ? { box: null, master: null } : this.#inside[node.subgraph]!;
    const { line, classes } = node;
    const lines = labelLines(node.label ?? node.id);
    const title = readTitle(lines);
    const isNamespace =
      title.kind !== null && title.name !== null && title.linkKind === null && (inside.box === null || title.kind !== 'host');
    const label = readCardLabel(lines, node.id);
    if (label.name === null) {
      this.#places.set(node.id, { kind: 'facts' });
      if (inside.box === null) return false;
      this.#diagram.addFacts(inside.box, label.facts, line, classes.includes('changed'));
      return true;
    }
    if (isNamespace && title.name !== null) {
      this.#addBox(title, line, classes);
      if (title.leftover.length > 0) this.#diagram.leave(line, 'words', title.leftover.join(' '));
      this.#places.set(node.id, { kind: 'thing', end: { box: title.name, card: null } });
      return true;
    }
    const { name, kind, state, addresses, note } = label;
    const box = label.box === null ? inside.box : readTitle([label.box]).name;
    if (label.box !== null) this.#addBox(readTitle([label.box]), line, []);
    const end = this.#diagram.addCard(
      box,
      { name, kind, state, addresses, note, master: label.master ?? inside.master, isChanged: classes.includes('changed') },
      line,
    );
    this.#places.set(node.id, { kind: 'thing', end });
    if (label.leftover.length > 0) this.#diagram.leave(line, 'words', label.leftover.join(' '));
    if (label.facts.length > 0 && box === null) this.#diagram.leave(line, 'words', lines.slice(1).join(' '));
    if (box !== null) this.#diagram.addFacts(box, label.facts, line, false);
    return true;
  }

  #addBox(title: TitleReading, line: number, classes: readonly string[]): void {
    this.#diagram.addBox({ ...title, name: title.name ?? '', isChanged: classes.includes('changed') }, line);
    if (title.name !== null) this.#diagram.addFacts(title.name, title.facts, line, false);
  }

  #readNote({ id, label, line, classes }: FlowNode): void {
    const others = this.#chart.edges.flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : []));
    const boxes = new Set(
      others.flatMap((other) => {
        const place = this.#places.get(other);
        return place?.kind === 'thing' && place.end.box !== null ? [place.end.box] : [];
      }),
    );
    const lines = labelLines(label ?? id);
    const [box] = boxes;
    if (boxes.size !== 1 || box === undefined) this.#diagram.leave(line, 'words', lines.join(' '));
    else this.#diagram.addFacts(box, readCardLabel(lines, id).facts, line, classes.includes('changed'));
  }

  #readEdge(edge: FlowEdge): void {
    const [from, to] = [this.#places.get(edge.from), this.#places.get(edge.to)];
    const { line } = edge;
    const said = connectionOfWords(edge.label === null ? [] : labelLines(edge.label));
    if (said.leftover !== null) this.#diagram.leave(line, 'words', said.leftover);
    if (from?.kind === 'facts' || to?.kind === 'facts') return;
    if (from?.kind !== 'thing' || to?.kind !== 'thing' || edge.from === edge.to) {
      this.#diagram.leave(line, 'edge', `${edge.from} ${edge.to}`);
      return;
    }
    this.#diagram.connect(from.end, to.end, said, edge.isStyled, line);
  }
}
