import type { Language } from '../language.js';
import type { Topology } from '../topology.js';

export function drawSentences(topology: Topology, language: Language): string[] {
  return [`${language} ${topology.boxes.length}`];
}
