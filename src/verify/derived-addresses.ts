/** The MAC address inside an EUI-64 link-local address (RFC 4291, appendix A), or `undefined` for one that was made another way. */
export function macOfLinkLocal(address: string): string | undefined {
  const groups = address
    .toLowerCase()
    .replace(/^fe80::?/, '')
    .split(':')
    .filter(Boolean)
    .slice(-4);
  // Leading groups of zeros are in `::`.
  while (groups.length < 4) groups.unshift('0');
  const bytes = groups.flatMap((group) => [
    Number.parseInt(group.padStart(4, '0').slice(0, 2), 16),
    Number.parseInt(group.padStart(4, '0').slice(2), 16),
  ]);
  if (bytes[3] !== 0xff || bytes[4] !== 0xfe) return undefined;
  return [bytes[0]! ^ 0x02, bytes[1]!, bytes[2]!, bytes[5]!, bytes[6]!, bytes[7]!]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join(':');
}

/** The MAC address of a bridge id, twelve digits after its priority (brctl(8)); a MAC address is its own. */
export function macOfBridgeId(text: string): string {
  const bytes = /^[\da-f]{12}$/i.test(text) ? text.match(/../g)! : text.split(/[:-]/);
  return bytes.map((byte) => byte.padStart(2, '0').toLowerCase()).join(':');
}

/** The end of an address that a link's multicast groups have in common: `62:f8:01` of `33:33:ff:62:f8:01`, and of `ff02::1:ff62:f801`. */
export function lastThreeBytes(text: string): string {
  const [first = '', second = ''] = text.toLowerCase().split(':');
  return first.length === 4 ? [first.slice(2), ...second.padStart(4, '0').match(/../g)!].join(':') : text.toLowerCase();
}

/** The EUI-64 link-local address of a MAC address (RFC 4291, appendix A), as ip(8) prints it. */
export function linkLocalOf(mac: string): string {
  const bytes = mac.split(':').map((byte) => Number.parseInt(byte, 16));
  const all = [bytes[0]! ^ 0x02, bytes[1]!, bytes[2]!, 0xff, 0xfe, bytes[3]!, bytes[4]!, bytes[5]!];
  const groups = [0, 2, 4, 6].map((at) => ((all[at]! << 8) | all[at + 1]!).toString(16));
  return `fe80::${groups.join(':').replace(/^(?:0:)+/, '')}`;
}

/** A MAC address as it stands in a bridge id, twelve digits. */
export function bridgeIdOf(mac: string): string {
  return mac.replaceAll(':', '');
}
