import type { FirewallChain } from '../snapshot.js';

/** What the rules that change addresses do, in the order of the rules, and each once (Docker has one rule for TCP and one for UDP): `masquerade out eth0 from 10.0.0.0/24`, `to 10.0.0.2:80 for port 8080`. */
export function natOf(chains: readonly FirewallChain[]): string[] {
  return [...new Set(chains.flatMap((chain) => chain.rules.flatMap((rule) => translation(chain, rule) ?? [])))];
}

/** `2 rules` for those that change no address, and `forward drops IPv4` for a hook that lets pass only what a rule accepts. */
export function filtersOf(chains: readonly FirewallChain[]): string[] {
  const rules = chains.flatMap((chain) => chain.rules.filter((rule) => translation(chain, rule) === null)).length;
  const drops = chains.flatMap(({ hook, family }) =>
    hook?.policy.toLowerCase() === 'drop' ? [`${hook.name.toLowerCase()} drops${versionOf(family)}`] : [],
  );
  return [...(rules === 0 ? [] : [rules === 1 ? '1 rule' : `${rules} rules`]), ...new Set(drops)];
}

function versionOf(family: string): string {
  if (family === 'ip') return ' IPv4';
  return family === 'ip6' ? ' IPv6' : '';
}

/** `null` when the rule changes no address. */
function translation(chain: FirewallChain, rule: string): string | null {
  const words = rule.split(/\s+/).map((word) => word.replace(/^"(.*)"$/, '$1'));
  return chain.tool === 'iptables' ? ofIptables(words) : ofNft(words);
}

/** iptables-extensions(8): MASQUERADE, SNAT, DNAT, REDIRECT, NETMAP. */
function ofIptables(words: readonly string[]): string | null {
  const after = (...options: string[]): string | null => {
    const at = words.findIndex((word) => options.includes(word));
    if (at === -1 || words[at + 1] === undefined) return null;
    return words[at - 1] === '!' ? `not ${words[at + 1]}` : words[at + 1]!;
  };
  const action = actionOf(after('-j', '--jump'), after('--to-source'), after('--to-destination', '--to'), after('--to-ports'));
  return (
    action &&
    said(
      [action, ''],
      [after('-o', '--out-interface'), 'out'],
      [after('-i', '--in-interface'), 'in'],
      [after('-s', '--source'), 'from'],
      [aim(after('-d', '--destination'), after('--dport', '--dports', '--destination-port')), 'for'],
    )
  );
}

/** nft(8), NAT STATEMENTS. */
function ofNft(words: readonly string[]): string | null {
  const after = (...options: string[]): string | null => {
    const at = words.findIndex((word) => options.includes(word));
    if (at === -1) return null;
    const [value, next] = words.slice(at + 1);
    if (value === '!=') return `not ${next}`;
    return value === '{' ? words.slice(at + 2, words.indexOf('}', at)).join('') : (value ?? null);
  };
  const verb = words.findIndex((word) => ['masquerade', 'snat', 'dnat', 'redirect'].includes(word));
  if (verb === -1) return null;
  const rest = words.slice(verb + 1);
  const to = rest[rest.indexOf('to') + 1] ?? null;
  const target = rest.includes('to') ? to : null;
  const port = target?.startsWith(':') === true ? target.slice(1) : null;
  const action = actionOf(words[verb]!.toUpperCase(), target, target, port);
  return (
    action &&
    said(
      [action, ''],
      [after('oifname', 'oif'), 'out'],
      [after('iifname', 'iif'), 'in'],
      [after('saddr'), 'from'],
      [aim(after('daddr'), after('dport')), 'for'],
    )
  );
}

function actionOf(target: string | null, source: string | null, destination: string | null, port: string | null): string | null {
  if (target === 'MASQUERADE') return 'masquerade';
  if (target === 'SNAT' && source !== null) return `masquerade as ${source}`;
  if ((target === 'DNAT' || target === 'NETMAP') && destination !== null) return `to ${destination}`;
  return target === 'REDIRECT' ? `to ${port === null ? 'itself' : `port ${port}`}` : null;
}

/** What a packet was sent to: `10.0.0.1 port 80`. */
function aim(address: string | null, port: string | null): string | null {
  return port === null ? address : [...(address === null ? [] : [address]), 'port', port].join(' ');
}

function said(...parts: readonly (readonly [value: string | null, word: string])[]): string {
  return parts.flatMap(([value, word]) => (value === null ? [] : [word === '' ? value : `${word} ${value}`])).join(' ');
}
