/** Ctrl-], by which telnet(1) and others are left: no program of a lab needs it. */
const wayBack = 0x1d;
/** Ctrl-D, which leaves a shell at whose prompt nothing stands. */
const endOfInput = 0x04;

/** Whether keys ask for the way back to the lesson. @param isAtTheTop whether nothing but the terminal's own shell would take them, with an empty line */
export function isWayBack(keys: Buffer, isAtTheTop: () => boolean): boolean {
  if (keys.length !== 1) return false;
  return keys[0] === wayBack || (keys[0] === endOfInput && isAtTheTop());
}
