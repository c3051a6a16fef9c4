import { randomBytes } from 'node:crypto';

/** What each secret begins with; a lesson may search for it. */
export const secretPrefix = 'nslab-canary-secret-';

/** A text that stands nowhere else, so that whoever prints it has read it where it was planted. */
export function makeSecret(): string {
  return secretPrefix + randomBytes(12).toString('hex');
}
