/** A line about a TCP segment as tcpdump(8) before 4.0 prints it, in the words of today; `undefined` for any other line. */
export function rewriteOldTcp(line: string): string | undefined {
  const match = /^(\S+ IP6? \S+ > \S+:) ([SFPRUW]*|\.)(?: (\d+):(\d+)\((\d+)\))?(?: ack (\d+))? win (\d+)(?: <(.*)>)?$/.exec(line);
  if (!match) return undefined;
  const [, head, flags = '', from, to, length = '0', ack, window, options] = match;
  const all = `${flags === '.' ? '' : flags}${ack === undefined || (flags === '.' && from === undefined) ? '' : '.'}` || '.';
  const now = options?.replace(/timestamp (\d+) (\d+)/, 'TS val $1 ecr $2');
  const parts = [
    `${head} Flags [${all}]`,
    ...(from === undefined ? [] : [`seq ${from}${length === '0' ? '' : `:${to}`}`]),
    ...(ack === undefined ? [] : [`ack ${ack}`]),
    `win ${window}`,
    ...(now === undefined ? [] : [`options [${now}]`]),
    `length ${length}`,
  ];
  return parts.join(', ');
}
