import type { DiagramReading } from './diagram-reading.js';

/** What a Mermaid flowchart says of a network. */
export function readMermaid(text: string): DiagramReading {
  void text;
  return { boxes: [], loose: [], wires: [], unread: [] };
}
