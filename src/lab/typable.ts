/**
 * The longest line that is typed. A terminal takes 4095 bytes, and of a longer line it would silently run the beginning (termios(3), canonical
 * mode); busybox reads 1024 at a time.
 */
const longestLine = 1000;
// oxlint-disable-next-line no-control-regex -- keys, for a terminal
const controlKeys = /[\u0001-\u0009\u000B-\u001F\u007F]/;

/** Whether a command can be typed as it is. */
export function isTypable(command: string): boolean {
  return !controlKeys.test(command) && command.split('\n').every((line) => Buffer.byteLength(line) <= longestLine);
}
