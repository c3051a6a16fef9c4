import type { Lab } from '../create-lab.js';
import type { LabState } from './lab-state.js';

/** Stands here until the real one does. */
export async function readLabState(_lab: Lab): Promise<LabState> {
  return new Map();
}
