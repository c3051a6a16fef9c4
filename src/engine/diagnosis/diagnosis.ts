import type { SentenceCode } from './sentences.js';

export type Params = Readonly<Record<string, string | number>>;

/** The likely cause of a failing or surprising step. The code and its params are stable and documented in `docs/diagnosis.md`; `text` is for people. */
export interface Diagnosis {
  readonly code: DiagnosisCode;
  /** Whether all that leads to it has been seen; what is only likely says so in its text. */
  readonly isCertain: boolean;
  readonly params: Params;
  readonly text: string;
  /** What to do about it. */
  readonly advice: string;
}

export type DiagnosisCode = SentenceCode;

export type Language = 'en' | 'zh';

/** What a rule finds: a diagnosis that has not been put into words. */
export interface Finding {
  readonly code: DiagnosisCode;
  readonly params: Params;
  readonly isCertain?: boolean;
  /** Whether it is the answer that does not come back. */
  readonly isBack?: boolean;
}
