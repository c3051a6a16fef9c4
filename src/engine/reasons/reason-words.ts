import type { SkipWords } from '../../lesson/story/skip-words.js';
import type { Reason } from '../events.js';

type Params = Reason['params'];

/** What is said of a step that did not pass, beside what is said of one that is not run for the sake of its text. */
export interface OwnReasonWords {
  readonly 'exit-status': (params: Params) => string;
  readonly timeout: (params: Params) => string;
  readonly 'shell-ended': (params: Params) => string;
  readonly 'drift:format': (params: Params) => string;
  readonly 'drift:content': (params: Params) => string;
  readonly 'unexpected-pass': (params: Params) => string;
  readonly 'needs-tool': (params: Params) => string;
  readonly 'lesson-timeout': (params: Params) => string;
  readonly 'terminal-ended': (params: Params) => string;
  readonly 'shell-not-open': (params: Params) => string;
  readonly 'incomplete-command': (params: Params) => string;
  readonly 'output-limit': (params: Params) => string;
  /** Of a network that is not as the lesson says; what exactly stands in the expectations. */
  readonly state: (params: Params) => string;
  readonly 'no-shell-to-leave': (params: Params) => string;
  readonly 'shell-skipped': (params: Params) => string;
  readonly 'of-no-use': (params: Params) => string;
  readonly 'needs-line': (params: Params) => string;
  readonly 'needs-lesson-before': (params: Params) => string;
  readonly 'shows-skipped': (params: Params) => string;
  readonly 'expects-skipped': (params: Params) => string;
  readonly 'not-captured': (params: Params) => string;
  readonly 'no-namespace': (params: Params) => string;
  readonly 'no-link': (params: Params) => string;
  readonly 'no-word': (params: Params) => string;
  readonly 'no-type': (params: Params) => string;
  readonly 'no-program': (params: Params) => string;
  readonly 'no-image': (params: Params) => string;
  readonly 'no-docker': (params: Params) => string;
  readonly 'no-daemon': (params: Params) => string;
  readonly 'asks-name': (params: Params) => string;
  readonly 'kernel-lacks': (params: Params) => string;
  readonly 'not-privileged': (params: Params) => string;
  readonly 'no-file': (params: Params) => string;
  readonly 'docker-root': (params: Params) => string;
  readonly 'docker-cgroups': (params: Params) => string;
  readonly 'docker-consent': (params: Params) => string;
  /** What an earlier step is to blame for. */
  readonly follows: (params: Params) => string;
  readonly 'lost-address': (params: Params) => string;
  readonly owed: (params: Params) => string;
}

/** How sentences are put together. */
interface Joints {
  readonly because: string;
  readonly and: string;
}

export type ReasonWords = OwnReasonWords & SkipWords & Joints;
