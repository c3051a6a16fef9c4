import { readFileSync } from 'node:fs';

/** What a reader says of a document: each command with its place in the story. */
export interface LabelledStep {
  readonly line: number;
  readonly end: number;
  readonly command: string;
  readonly shell: string;
  readonly impliedExits: number;
  readonly output: readonly [number, number] | null;
  /** False where readers may decide either way. */
  readonly certain: boolean;
  readonly terminal?: string;
  readonly skip?: string | null;
}

export function readLabels(file: string): LabelledStep[] {
  return (JSON.parse(readFileSync(file, 'utf8')) as { steps: LabelledStep[] }).steps;
}
