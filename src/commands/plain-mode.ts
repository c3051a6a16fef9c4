/** Whether the person wants nothing drawn over, for a screen reader, or has a terminal that can't do it. */
export function isPlainMode(option?: boolean, environment: Readonly<Record<string, string | undefined>> = process.env): boolean {
  const wish = environment['NSLAB_PLAIN'] ?? '';
  return option === true || (wish !== '' && wish !== '0') || environment['TERM'] === 'dumb';
}
