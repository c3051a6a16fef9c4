import type { Topology } from '../topology.js';
import type { DiagramRoute } from './diagram-reading.js';
import { decodeWord } from './label-text.js';
import { addressOfWord } from './link-words.js';

/** What a line in a picture says of a namespace as a whole. */
export type Fact =
  | { readonly kind: 'route'; readonly route: Omit<DiagramRoute, 'line' | 'isChanged'> }
  | { readonly kind: 'forwards'; readonly families: Topology['boxes'][number]['forwards'] }
  | { readonly kind: 'nat' | 'filter'; readonly text: string };

const gateway =
  /^(?:(?:default )?(?:gateway|gw)|default(?: route)?(?: via| gw)?|默认(?:路由|网关)|网关)(?:\s*[:：=→]|\s*->|\s*(?:via|is|为|是))?\s*(\S+)$/i;
const forwarding =
  /^(?:(?:net\.)?ipv4\.ip_forward\s*=\s*1|ip_forward\s*(?:=|is)?\s*(?:1|on)|(?:ip|ipv4|packet)?\s*forward(?:ing|s)?(?: (?:on|enabled|packets))?|(?:开启|启用)?(?:ip ?)?转发(?:开启|已开启)?)$/i;
const forwardingOf = /^(?:forwards? |forwarding:? )?(IPv[46](?:(?:, | and |和|、)IPv[46])?)(?: forwarding| ?转发)?$/i;

/** The fact that a line says, `null` when it says none. The line is still encoded. */
export function readFact(line: string): Fact | null {
  const nat = /^(?:s?nat|dnat)\s*(?:[:：]\s*(.+))?$/is.exec(line);
  if (nat) return { kind: 'nat', text: decodeWord(nat[1] ?? '') };
  if (/^(?:iptables )?masquerade\b/i.test(line)) return { kind: 'nat', text: decodeWord(line.replace(/^iptables /i, '')) };
  const filter = /^(?:firewall|filter|防火墙)\s*[:：]\s*(.+)$/is.exec(line)?.[1];
  if (filter !== undefined) return { kind: 'filter', text: decodeWord(filter) };
  if (forwarding.test(line)) return { kind: 'forwards', families: ['IPv4'] };
  const families = /forward|转发/i.test(line) ? forwardingOf.exec(line)?.[1] : undefined;
  if (families !== undefined)
    return { kind: 'forwards', families: (['IPv4', 'IPv6'] as const).filter((one) => new RegExp(one, 'i').test(families)) };
  const route = readRoute(line.replace(/^(?:route|路由)\s*[:：]\s*/i, ''), /^(?:route|路由)\s*[:：]/i.test(line));
  return route && { kind: 'route', route };
}

type RouteWords = Omit<DiagramRoute, 'line' | 'isChanged'>;

/** `[TYPE] DESTINATION [via ADDRESS] [dev LINK] [table TABLE]`, as ip-route(8) has it. With no word but the destination it has to be said to be a route. */
function readRoute(line: string, isSaidToBeOne: boolean): RouteWords | null {
  const via = gateway.exec(line)?.[1];
  const address = via === undefined ? null : addressOfWord(via);
  if (address !== null) return { destination: 'default', via: address, device: null, table: null, type: null };
  const words = line.split(/\s+/);
  const takeAfter = (keyword: string): string | null => {
    const at = words.indexOf(keyword, 1);
    return at === -1 || at + 1 >= words.length ? null : decodeWord(words.splice(at, 2)[1]!);
  };
  const table = takeAfter('table');
  const device = takeAfter('dev');
  const nextHop = takeAfter('via');
  if (words.length === 0 || words.length > 2) return null;
  const destination = decodeWord(words.at(-1)!);
  const type = words.length === 2 ? decodeWord(words[0]!) : null;
  const isDestination = isSaidToBeOne || words.at(-1) === 'default' || addressOfWord(words.at(-1)!) !== null;
  const isRoute = isSaidToBeOne || nextHop !== null || device !== null || /^(?:blackhole|unreachable|prohibit|throw)$/.test(type ?? '');
  if (!isDestination || !isRoute) return null;
  return { destination, via: nextHop, device, table, type };
}
