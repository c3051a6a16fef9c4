/** A Mermaid flowchart as its grammar has it, before anybody asks what it means. Labels and titles are as written between the brackets: `label-text.ts` reads them. */
export interface Flowchart {
  /** In the order in which they are first mentioned. */
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  /** In the order in which they begin. */
  readonly subgraphs: readonly FlowSubgraph[];
  /** Statements that were not understood. */
  readonly unread: readonly { readonly line: number; readonly text: string }[];
}

export interface FlowNode {
  readonly id: string;
  /** `null` for one that is only mentioned; its id is its label then. */
  readonly label: string | null;
  /** The innermost subgraph that holds it, as its place in `subgraphs`. */
  readonly subgraph: number | null;
  readonly classes: readonly string[];
  /** Counted from 1: where its label stands. */
  readonly line: number;
}

export interface FlowEdge {
  /** Ids of nodes or subgraphs. */
  readonly from: string;
  readonly to: string;
  readonly label: string | null;
  readonly stroke: 'normal' | 'dotted' | 'thick' | 'invisible';
  /** Whether a `linkStyle` is about it alone. */
  readonly isStyled: boolean;
  readonly line: number;
}

export interface FlowSubgraph {
  readonly id: string;
  readonly title: string;
  readonly parent: number | null;
  readonly classes: readonly string[];
  readonly line: number;
}
