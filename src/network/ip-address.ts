import type { Family } from './snapshot.js';

/** An IP address, or a prefix of addresses, as people write it. */
export interface IpAddress {
  readonly family: Family;
  /** In the one form that is the same for all ways of writing it; for IPv6 that of RFC 5952. */
  readonly address: string;
  readonly prefix: number | null;
}

/** Reads `10.0.0.1`, `10.0.0.1/24`, `fd00::1/64`; `undefined` for anything else. */
export function readIpAddress(text: string): IpAddress | undefined {
  const [, written = '', length] = /^([\d.]+|[\da-f:.]*:[\da-f:.]*)(?:\/(\d{1,3}))?$/i.exec(text) ?? [];
  const family = written.includes(':') ? 6 : 4;
  const address = family === 6 ? readIpv6(written) : readIpv4(written);
  const prefix = length === undefined ? null : Number(length);
  if (address === undefined || (prefix !== null && prefix > (family === 6 ? 128 : 32))) return undefined;
  return { family, address, prefix };
}

function readIpv4(text: string): string | undefined {
  const bytes = text.split('.');
  return bytes.length === 4 && bytes.every((byte) => /^\d{1,3}$/.test(byte) && Number(byte) < 256)
    ? bytes.map(Number).join('.')
    : undefined;
}

/** The URL standard (4.2.2) has the same form for all ways of writing an address. */
function readIpv6(text: string): string | undefined {
  const url = `http://[${text}]/`;
  return URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : undefined;
}
