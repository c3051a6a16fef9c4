import { Chalk, type ChalkInstance } from 'chalk';
import stringWidth from 'string-width';
import type { Change } from '../network/change.js';
import { tellChanges } from '../network/changes/tell-changes.js';
import { drawSentences } from '../network/drawing/draw-sentences.js';
import { drawText } from '../network/drawing/draw-text.js';
import type { Topology } from '../network/topology.js';
import type { Language } from '../network/language.js';
import { fillPainted } from './fill-painted.js';

/** How wide a picture is at most: wider ones are hard to take in. */
const widestPicture = 110;
/** How wide a terminal is taken to be that does not say so. */
const usualColumns = 80;

/** How a person wants to be spoken to. */
export interface Manner {
  readonly language: Language;
  /** For who hears what is printed: nothing is drawn, and nothing is printed anew. */
  readonly isPlain: boolean;
  readonly hasColour: boolean;
}

/** The terminal of a person, as far as it is written to. Its width is asked for each time: a window may be made wider. */
export class Screen implements Manner {
  readonly language: Language;
  readonly isPlain: boolean;
  readonly hasColour: boolean;
  readonly paint: ChalkInstance;
  /** In a terminal that a person has, nothing returns to the start of the line by itself. */
  #isRaw = false;

  constructor({ language, isPlain, hasColour }: Manner) {
    this.language = language;
    this.isPlain = isPlain;
    this.hasColour = hasColour && !isPlain;
    this.paint = new Chalk({ level: this.hasColour ? 1 : 0 });
  }

  get columns(): number {
    return process.stdout.columns || usualColumns;
  }

  get rows(): number {
    return process.stdout.rows || 24;
  }

  say(text: string): void {
    const all = `${text}\n`;
    process.stdout.write(this.#isRaw ? all.replaceAll('\n', '\r\n') : all);
  }

  /** Whether a person has the terminal. */
  get isRaw(): boolean {
    return this.#isRaw;
  }

  /** Prose of nslab itself, filled to the width; as it is for who hears it. @param mark what the first line begins with; the others are as far in */
  fill(text: string, mark = ''): void {
    const indent = stringWidth(mark);
    const lines = this.isPlain ? [text] : fillPainted(text, Math.max(20, this.columns - indent));
    this.say(lines.map((line, at) => (at === 0 ? mark : ' '.repeat(indent)) + line).join('\n'));
  }

  /** Something that nslab says by itself. */
  tell(text: string, mark = ''): void {
    this.fill(this.paint.dim(text), mark);
  }

  /** Speaks while a person has the terminal. */
  async whileRaw(speak: () => Promise<void> | void): Promise<void> {
    this.#isRaw = true;
    try {
      await speak();
    } finally {
      this.#isRaw = false;
    }
  }

  /** What has changed in a network, a line each. */
  changes(changes: readonly Change[]): void {
    for (const { text, depth } of tellChanges(changes, this.language)) {
      this.fill(text, `${'  '.repeat(depth)}${this.isPlain ? '-' : this.paint.cyan('Δ')} `);
    }
  }

  /** A network as a picture, or in sentences; as lines. */
  picture(topology: Topology): string[] {
    if (this.isPlain) return drawSentences(topology, this.language);
    const columns = Math.max(60, Math.min(this.columns, widestPicture));
    return drawText(topology, { columns, isAscii: false, colours: this.hasColour, language: this.language });
  }
}
