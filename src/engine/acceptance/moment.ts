import type { Moment } from '../../verify/effect/effect-question.js';
import type { SessionState } from '../session/session-state.js';
import type { World } from '../session/world.js';

/** A lab at one moment, for a comparison of what commands bring about. @param shell the namespace of the shell that counts */
export function momentIn({ network, lab }: SessionState, shell = 'host'): Moment {
  return { network, items: lab, shell };
}

/** The same of a lab that is there. @param terminal whose shell counts */
export function momentOf(state: SessionState, { run }: World, terminal: string): Moment {
  return momentIn(state, run.opened(terminal)?.namespace);
}
