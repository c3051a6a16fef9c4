import type { FlowEdge, Flowchart, FlowNode, FlowSubgraph } from './flowchart.js';
import { blankComments, scanStatement, type Statement } from './flowchart-statements.js';
import { TextCursor } from './text-cursor.js';

const header = /^\s*(?:flowchart(?:-elk)?|graph)(?:[^\S\n]+(?:TB|TD|BT|RL|LR|[<>^v]))?[^\S\n]*(?:;|\n|$)/;

/**
 * A flowchart (https://mermaid.js.org/syntax/flowchart.html), of any version from 9 on; `null` when it is another kind of diagram. A statement that is not
 * of the grammar is kept as unread up to the end of its line, and reading goes on behind.
 */
export function parseFlowchart(text: string): Flowchart | null {
  const cursor = new TextCursor(blankComments(text));
  if (cursor.take(header) === null) return null;
  const chart = new ChartBuilder();
  for (;;) {
    cursor.take(/[\s;]+/);
    if (cursor.isAtEnd()) break;
    const line = cursor.line();
    chart.add(scanStatement(cursor), line);
  }
  return chart.end(cursor.line());
}

type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

/** Keeps what the statements say together: nodes by id, the subgraphs that are open, what belongs to which. */
class ChartBuilder {
  readonly #nodes = new Map<string, Draft<FlowNode>>();
  readonly #edges: Draft<FlowEdge>[] = [];
  readonly #subgraphs: Draft<FlowSubgraph>[] = [];
  readonly #unread: { line: number; text: string }[] = [];
  readonly #classes = new Map<string, string[]>();
  readonly #styledEdges = new Set<number>();
  /** The subgraphs that are open, with the ids mentioned in each. */
  readonly #open: { index: number; mentioned: string[] }[] = [];
  /** A node belongs to the subgraph that ends first among those that mention it, as in Mermaid. */
  readonly #placed = new Map<string, number>();

  add(statement: Statement, line: number): void {
    switch (statement.kind) {
      case 'subgraph': {
        const { id, title } = statement;
        const parent = this.#open.at(-1)?.index ?? null;
        this.#open.push({ index: this.#subgraphs.length, mentioned: [] });
        this.#subgraphs.push({ id, title, parent, classes: [], line });
        return;
      }
      case 'end':
        if (this.#open.length === 0) this.#unread.push({ line, text: 'end' });
        else this.#close();
        return;
      case 'class':
        for (const id of statement.ids) this.#addClass(id, statement.name);
        return;
      case 'link-style':
        for (const index of statement.edges) this.#styledEdges.add(index);
        return;
      case 'chain':
        for (const group of statement.groups) for (const node of group) this.#mention(node);
        for (const [index, link] of statement.links.entries()) {
          for (const from of statement.groups[index]!) {
            for (const to of statement.groups[index + 1]!) this.#edges.push({ from: from.id, to: to.id, ...link, isStyled: false });
          }
        }
        return;
      case 'unread':
        this.#unread.push({ line, text: statement.text });
        return;
      case 'ignored':
        return;
    }
  }

  end(lastLine: number): Flowchart {
    if (this.#open.length > 0) this.#unread.push({ line: lastLine, text: `subgraph without end` });
    while (this.#open.length > 0) this.#close();
    const subgraphIds = new Set(this.#subgraphs.map(({ id }) => id));
    return {
      nodes: [...this.#nodes.values()]
        .filter(({ id }) => !subgraphIds.has(id))
        .map((node) => ({ ...node, subgraph: this.#placed.get(node.id) ?? null, classes: this.#classes.get(node.id) ?? [] })),
      edges: this.#edges.map((edge, index) => ({ ...edge, isStyled: this.#styledEdges.has(index) })),
      subgraphs: this.#subgraphs.map((subgraph) => ({ ...subgraph, classes: this.#classes.get(subgraph.id) ?? [] })),
      unread: this.#unread,
    };
  }

  #close(): void {
    const { index, mentioned } = this.#open.pop()!;
    for (const id of mentioned) if (!this.#placed.has(id)) this.#placed.set(id, index);
  }

  #addClass(id: string, name: string): void {
    this.#classes.set(id, [...(this.#classes.get(id) ?? []), name]);
  }

  #mention(node: { id: string; label: string | null; classes: readonly string[]; line: number }): void {
    const { id, label, line } = node;
    this.#open.at(-1)?.mentioned.push(id);
    for (const name of node.classes) this.#addClass(id, name);
    const known = this.#nodes.get(id);
    if (!known) this.#nodes.set(id, { id, label, line, subgraph: null, classes: [] });
    else if (label !== null) Object.assign(known, { label, line });
  }
}
