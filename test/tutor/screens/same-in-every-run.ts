/**
 * What differs between two runs though nobody has changed anything, each told apart by what stands around it. As many signs are put in the place of a value as
 * the shortest have, so that where a line breaks stays to be seen wherever it can.
 */
const finders: readonly (readonly [RegExp, string])[] = [
  // ping(8): round-trip times, which take two or three digits behind the point.
  [/\btime=\d+(?:\.\d+)? ms/g, 'time=0.050 ms'],
  // A window may end in the middle of it.
  [/(\d+% packet loss,\s+time\s+)\d[\d\n]*m\n?s/g, '$1Nms'],
  [/= [\d.]+(?:\/[\d.]+){3} ms/g, '= 0.050/0.050/0.050/0.000 ms'],
  // The kernel makes hardware addresses up. That of lo is the same everywhere.
  [/\b(?!00:00:00:00:00:00|ff:ff:ff:ff:ff:ff)[\da-f]{2}(?::[\da-f]{2}){5}\b/g, 'ee:ee:ee:ee:ee:ee'],
  [/\bfe80::[\da-f:]+\b/g, 'fe80::eeee:eeff:feee:eeee'],
  // Said only where the machine is slow.
  [/^Doing it again in a fresh lab; Ctrl-C\s+leaves\s+the lab as it is …\n/gm, ''],
  [/^正在全新的实验环境里重做；按 Ctrl-C\s*则\s*保\s*持\s*现\s*状\s*……\n/gm, ''],
];

/** A screen without what differs from run to run. */
export function sameInEveryRun(screen: string): string {
  return finders.reduce((text, [finder, instead]) => text.replace(finder, instead), screen);
}
