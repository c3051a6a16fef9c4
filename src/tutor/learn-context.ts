import type { Language } from '../network/language.js';
import type { ReportContext } from '../report/reporter.js';

/** What is known of the person at the terminal, and of the terminal. */
export interface LearnContext extends ReportContext {
  readonly language: Language;
  /** Whether nothing is drawn over and there are no boxes: for screen readers, and terminals that can't. */
  readonly isPlain: boolean;
  /** What nslab is called by here, for commands that the person may copy. */
  readonly program: string;
}
