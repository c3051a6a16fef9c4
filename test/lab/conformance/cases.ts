import type { Case } from './case.js';
import { exitStatusCases } from './cases/exit-status.js';
import { hookCases } from './cases/hooks.js';
import { incompleteCases } from './cases/incomplete.js';
import { jobCases } from './cases/jobs.js';
import { nestingCases } from './cases/nesting.js';
import { outputCases } from './cases/output.js';
import { optionCases } from './cases/shell-options.js';
import { readerCases } from './cases/readers.js';
import { redirectionCases } from './cases/redirections.js';
import { screenCases } from './cases/screen.js';
import { stateCases } from './cases/state.js';
import { typingCases } from './cases/typing.js';
import { openingCases } from './cases/ways-to-open.js';
import { distinctKinds } from './kinds.js';

/** What does not depend on how a shell was opened is tried in every shell of its own kind only. */
const forDistinctKinds = [
  ...outputCases,
  ...screenCases,
  ...typingCases,
  ...incompleteCases,
  ...readerCases,
  ...stateCases,
  ...redirectionCases,
  ...optionCases,
  ...hookCases,
  ...jobCases,
];

export const cases: readonly Case[] = [
  ...exitStatusCases,
  ...nestingCases,
  ...openingCases,
  ...forDistinctKinds.map((one) => ({ kinds: distinctKinds, ...one })),
];
