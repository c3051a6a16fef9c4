import type { Topology } from '../network/topology.js';
import type { Language } from './language.js';

export type DrawForm = 'text' | 'ascii' | 'words' | 'svg' | 'mermaid' | 'json';

interface DrawHow {
  readonly columns: number;
  readonly isColored: boolean;
  readonly language: Language;
}
