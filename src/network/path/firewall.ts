import type { FirewallChain, Namespace } from '../snapshot.js';
import { familyOf } from './addresses.js';
import { matchRule, type Crossing, type RuleMatch } from './firewall-rule.js';
import type { Obstacle } from './obstacle.js';
import type { Packet } from './packet.js';

export type Hook = 'input' | 'output' | 'forward' | 'prerouting' | 'postrouting';

interface Passed {
  readonly obstacle: Obstacle | null;
  /** Whether every rule that was met could be read. */
  readonly isCertain: boolean;
}

type Verdict =
  | { readonly kind: 'accept' | 'continue'; readonly isCertain: boolean }
  | { readonly kind: 'drop'; readonly isCertain: boolean; readonly by: RuleMatch };

const deepestJump = 10;

/** What the chains of a hook (nft(8), iptables(8)) make of a packet. Each chain of the hook has to let it through. */
export function passFirewall(here: Namespace, hook: Hook, packet: Packet, inDevice: string | null, outDevice: string | null): Passed {
  let isCertain = true;
  const crossing: Crossing = { packet, inDevice, outDevice };
  for (const chain of chainsOf(here, hook, packet)) {
    if (chain.hook?.type === 'nat') continue;
    const verdict = runChain(here, chain, crossing, 0);
    isCertain &&= verdict.isCertain;
    if (verdict.kind === 'drop') return { obstacle: dropped(here, chain, verdict.by.text, false), isCertain };
    if (verdict.kind === 'continue' && /^drop$/i.test(chain.hook?.policy ?? ''))
      return { obstacle: dropped(here, chain, chain.hook!.policy.toLowerCase(), true), isCertain };
  }
  return { obstacle: null, isCertain };
}

/** What the chains of type nat make of the addresses of the first packet of a connection. */
export function translate(
  here: Namespace,
  hook: 'output' | 'prerouting' | 'postrouting',
  packet: Packet,
  inDevice: string | null,
  outDevice: string | null,
): Packet | undefined {
  for (const chain of chainsOf(here, hook, packet)) {
    if (chain.hook?.type !== 'nat') continue;
    const changed = translateBy(here, chain, { packet, inDevice, outDevice }, 0);
    if (changed) return changed === 'accept' ? undefined : changed;
  }
  return undefined;
}

/** Whether somebody has tried to have the addresses of what leaves changed. */
export function sourceTranslations(here: Namespace): readonly string[] {
  return here.firewall.flatMap((chain) => chain.rules.filter((rule) => /\bmasquerade\b|\bsnat\b/i.test(rule)));
}

function translateBy(here: Namespace, chain: FirewallChain, crossing: Crossing, depth: number): Packet | 'accept' | undefined {
  if (depth > deepestJump) return undefined;
  const { packet, outDevice } = crossing;
  for (const rule of chain.rules) {
    const match = matchRule(chain, rule, crossing);
    if (match.fits !== true) continue;
    switch (match.action) {
      case 'accept':
        return 'accept';
      case 'masquerade': {
        const family = familyOf(packet.destination) ?? 4;
        const own = here.links
          .find(({ name }) => name === outDevice)
          ?.addresses.find((other) => other.family === family && other.scope === 'global');
        return own && { ...packet, source: own.address };
      }
      case 'snat':
        return match.address === undefined ? undefined : { ...packet, source: match.address };
      case 'dnat':
        return { ...packet, destination: match.address ?? packet.destination, port: match.port ?? packet.port };
      case 'redirect':
        return { ...packet, port: match.port ?? packet.port };
      case 'jump': {
        const next = chainNamed(here, chain, match.target);
        const changed = next && translateBy(here, next, crossing, depth + 1);
        if (changed) return changed;
        break;
      }
      default:
    }
  }
  return undefined;
}

function runChain(here: Namespace, chain: FirewallChain, crossing: Crossing, depth: number): Verdict {
  let isCertain = true;
  if (depth > deepestJump) return { kind: 'continue', isCertain: false };
  for (const rule of chain.rules) {
    const match = matchRule(chain, rule, crossing);
    if (match.fits === 'unknown') isCertain = false;
    // What may or may not fit is taken not to: it is said to be a guess.
    if (match.fits !== true) continue;
    switch (match.action) {
      case 'accept':
        return { kind: 'accept', isCertain };
      case 'drop':
        return { kind: 'drop', isCertain, by: match };
      case 'return':
        return { kind: 'continue', isCertain };
      case 'jump': {
        const next = chainNamed(here, chain, match.target);
        const verdict: Verdict = next ? runChain(here, next, crossing, depth + 1) : { kind: 'continue', isCertain: true };
        isCertain &&= verdict.isCertain;
        if (verdict.kind !== 'continue') return { ...verdict, isCertain };
        break;
      }
      default:
    }
  }
  return { kind: 'continue', isCertain };
}

/** In the order in which packets come to them; a chain that is listed in the words of both tools counts once. */
function chainsOf(here: Namespace, hook: Hook, packet: Packet): FirewallChain[] {
  const family = familyOf(packet.destination) === 6 ? /^(?:ip6|inet)$/ : /^(?:ip|inet)$/;
  const seen = new Set<string>();
  return here.firewall
    .filter((chain) => chain.hook?.name.toLowerCase() === hook && family.test(chain.family))
    .filter(({ family: own, table, chain }) => {
      const key = `${own} ${table} ${chain}`;
      return !seen.has(key) && seen.add(key);
    })
    .toSorted((a, b) => order(a.hook!.priority) - order(b.hook!.priority));
}

const named: Readonly<Record<string, number>> = { raw: -300, mangle: -150, dstnat: -100, filter: 0, security: 50, srcnat: 100 };

function order(priority: string): number {
  const [, name, offset = '0'] = /^([a-z]+)\s*((?:[+-]\s*\d+)?)$/.exec(priority) ?? [];
  return name === undefined ? Number(priority) || 0 : (named[name] ?? 0) + Number(offset.replaceAll(' ', ''));
}

function chainNamed(here: Namespace, like: FirewallChain, name: string | undefined): FirewallChain | undefined {
  return here.firewall.find(
    (other) => other.chain === name && other.table === like.table && other.family === like.family && other.tool === like.tool,
  );
}

function dropped(here: Namespace, chain: FirewallChain, by: string, isPolicy: boolean): Obstacle {
  return { kind: 'dropped', namespace: here.label, chain: `${chain.table} ${chain.chain}`, by, isPolicy };
}
