/** What words are, besides words. */
export type Mark = 'strong' | 'emphasis' | 'deleted' | 'code' | 'key' | 'link' | 'faint' | 'title' | 'heading';

/** Words that are shown alike. A line end in `text` is one of the source: a blank, or nothing between Chinese. */
export interface Span {
  readonly text: string;
  readonly marks: readonly Mark[];
  /** Is not broken where it fits on a line, and its blanks stay. */
  readonly isWhole?: boolean;
  /** The side on which no line ends: signs stay with the words that they are for. */
  readonly sticksTo?: 'before' | 'after';
  /** A line ends here, whatever `text` is. */
  readonly isBreak?: boolean;
}

export const lineBreak: Span = { text: '', marks: [], isBreak: true };
