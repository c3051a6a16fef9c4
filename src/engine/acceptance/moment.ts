import type { Moment } from '../../verify/effect/effect-question.js';
import type { SessionState } from '../session/session-state.js';
import type { World } from '../session/world.js';

/** A lab at one moment, for a comparison of what commands bring about. @param terminal whose shell counts */
export function momentOf({ network, lab }: SessionState, { run }: World, terminal: string): Moment {
  return { network, items: lab, shell: run.opened(terminal)?.namespace ?? 'host' };
}
