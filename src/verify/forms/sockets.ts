import type { FormLine } from './read-forms.js';

const states = 'LISTEN|UNCONN|ESTAB|TIME-WAIT|SYN-SENT|SYN-RECV|FIN-WAIT-1|FIN-WAIT-2|CLOSE-WAIT|LAST-ACK|CLOSING|CLOSED';
const isHeader = /^(?:Netid +)?State +Recv-Q +Send-Q +Local Address:Port/;
const row = new RegExp(String.raw`^(?:(\w+) +)?(${states}) +(\d+) +(\d+) +(\S+) +(\S+)(?: +(users:\S.*))?$`);

/**
 * Brings what ss(8) prints into one form: with or without the column of the protocol, processes with or without `pid=`, and any address as
 * `0.0.0.0` and `[::]`. Older versions write `*` for any IPv4 and `::` for any IPv6 address, newer ones `*` for any of both.
 */
export function readSockets(lines: readonly FormLine[], isDocumented: boolean): FormLine[] {
  const texts = lines.map(({ text }) => text.trim());
  if (!texts.some((text) => isHeader.test(text))) return [...lines];
  const isOld = texts.some((text) => /(?:^| ):::/.test(text));
  const isNew = texts.some((text) => /\s(?:0\.0\.0\.0|\[::\]):/.test(text));
  const anyFamily = isOld || (!isNew && isDocumented) ? '0.0.0.0' : '[::]';
  return lines.map((line, index): FormLine => {
    const text = texts[index]!;
    if (isHeader.test(text)) return { ...line, text: 'State Recv-Q Send-Q Local Address:Port Peer Address:Port' };
    const match = row.exec(text);
    if (!match) return line;
    const [, protocol, state, received, sent, local = '', peer = '', users] = match;
    const address = (word: string): string => word.replace(/^\*(?=(?:%\S+)?:)/, anyFamily).replace(/^::(?=:)/, '[::]');
    return {
      ...line,
      text: [state, received, sent, address(local), address(peer), users?.replaceAll(/",(\d+),(\d+)\)/g, '",pid=$1,fd=$2)')]
        .filter((word) => word !== undefined)
        .join(' '),
      notes: new Map([...line.notes, ...(protocol === undefined ? [] : [['column Netid', protocol] as const])]),
    };
  });
}
