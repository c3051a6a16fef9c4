import type { Address, Link, LinkPlace } from './snapshot.js';

export type Json = Readonly<Record<string, unknown>>;

/** Where a link leads: by index in a namespace that this one numbers so, or by name in its own. */
export interface OtherEnd {
  readonly nsid: number | undefined;
  readonly index: number | undefined;
  readonly name: string | undefined;
}

/** A link whose other ends are still to be found. */
export interface ReadLink {
  readonly link: Link;
  readonly other: OtherEnd | undefined;
}

/** Flags of a link beside those that other fields tell. */
const telling = new Set(['ALLMULTI', 'DYNAMIC', 'NOARP', 'NOTRAILERS', 'POINTOPOINT', 'PROMISC']);
const addressFlags = [
  'tentative',
  'dadfailed',
  'deprecated',
  'secondary',
  'nodad',
  'noprefixroute',
  'temporary',
  'home',
  'mngtmpaddr',
  'optimistic',
];

/** A link as `ip -details -json address show` prints it. */
export function readLink(json: Json, isChosen: (index: number) => boolean): ReadLink {
  const flags = strings(json['flags']);
  const info = object(json['linkinfo']);
  const mac = text(json['address']);
  const index = Number(json['ifindex']);
  const nsid = json['link_netnsid'];
  const otherIndex = json['link_index'];
  const data = object(info['info_data']);
  // What a tunnel is bound to stands among its details, and is meant for the namespace that it was made in.
  const otherName = text(json['link']) ?? (nsid === undefined ? text(data['link']) : null);
  const isLoopback = json['link_type'] === 'loopback';
  return {
    link: {
      index,
      name: text(json['ifname']) ?? '',
      kind: text(info['info_kind']) ?? (isLoopback ? 'loopback' : 'device'),
      isUp: flags.includes('UP'),
      hasCarrier: flags.includes('LOWER_UP'),
      operationalState: text(json['operstate']) ?? 'UNKNOWN',
      mtu: Number(json['mtu']),
      mac,
      isMacGenerated: !isLoopback && !isChosen(index),
      alias: text(json['ifalias']),
      alternativeNames: strings(json['altnames']),
      flags: flags.filter((flag) => telling.has(flag)),
      master: text(json['master']),
      peer: null,
      lower: null,
      details: plainValues(data),
      portDetails: plainValues(object(info['info_slave_data'])),
      addresses: objects(json['addr_info'])
        .filter((address) => typeof address['local'] === 'string')
        .map((address) => addressOf(address)),
    },
    other:
      typeof otherIndex === 'number' || otherName !== null
        ? {
            nsid: typeof nsid === 'number' ? nsid : undefined,
            index: typeof otherIndex === 'number' ? otherIndex : undefined,
            name: otherName ?? undefined,
          }
        : undefined,
  };
}

/** The link with the places of its other ends, `null` where they can't be seen. */
export function withOtherEnd(link: Link, place: LinkPlace | null): Link {
  return link.kind === 'veth' ? { ...link, peer: place } : { ...link, lower: place };
}

/** Counters that run by themselves are no part of a state. */
function plainValues(json: Json): Record<string, string> {
  return Object.fromEntries(
    Object.entries(json)
      .filter(([name]) => !name.endsWith('_timer'))
      .map(([name, value]) => [name, typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)]),
  );
}

function addressOf(json: Json): Address {
  const address = String(json['local']);
  const family = json['family'] === 'inet6' ? 6 : 4;
  const scope = text(json['scope']) ?? 'global';
  const protocol = text(json['protocol']);
  const isFromLink =
    family === 6 &&
    scope === 'link' &&
    (protocol === null ? json['stable-privacy'] === true || isDerived(address) : protocol === 'kernel_ll');
  return {
    family,
    address,
    prefix: Number(json['prefixlen']),
    scope,
    peer: text(json['address']),
    isDynamic: json['dynamic'] === true || protocol === 'kernel_ra' || isFromLink,
    flags: addressFlags.filter((flag) => json[flag] === true),
  };
}

/**
 * Whether a link-local address is one of those that RFC 4291, appendix A, makes of hardware addresses: of the one that the link has, or has had when it was set
 * up. Who made it is told by no version of ip(8) before 6.2, and no kernel before 5.18.
 */
function isDerived(address: string): boolean {
  return /^fe80::[\da-f]{1,4}:[\da-f]{0,2}ff:fe[\da-f]{2}:[\da-f]{1,4}$/.test(address);
}

export function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

export function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

export function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter((item): item is Json => typeof item === 'object' && item !== null) : [];
}
