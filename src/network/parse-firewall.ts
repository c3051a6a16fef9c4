import type { FirewallChain } from './snapshot.js';

/** What each table of iptables does at each of its chains, in the words of nftables (iptables(8), nft(8)). */
const builtIn: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  raw: { PREROUTING: 'raw', OUTPUT: 'raw' },
  mangle: { PREROUTING: 'mangle', INPUT: 'mangle', FORWARD: 'mangle', OUTPUT: 'mangle', POSTROUTING: 'mangle' },
  nat: { PREROUTING: 'dstnat', INPUT: 'srcnat', OUTPUT: 'dstnat', POSTROUTING: 'srcnat' },
  filter: { INPUT: 'filter', FORWARD: 'filter', OUTPUT: 'filter' },
  security: { INPUT: 'security', FORWARD: 'security', OUTPUT: 'security' },
};

/** What `iptables-save` prints. Built-in chains that let everything pass and have no rules are left out: they are there as soon as anybody looks. */
function iptablesChains(text: string, family: 'ip' | 'ip6'): FirewallChain[] {
  const chains: (FirewallChain & { rules: string[] })[] = [];
  let table = '';
  for (const line of text.split('\n')) {
    const chain = /^:(\S+) (\S+)/.exec(line);
    const rule = /^(?:\[\d+:\d+\] )?-A (\S+) ?(.*)$/.exec(line);
    if (line.startsWith('*')) table = line.slice(1);
    else if (chain) {
      const [, name = '', policy = ''] = chain;
      const priority = Object.hasOwn(builtIn, table) ? builtIn[table]![name] : undefined;
      const type = table === 'nat' ? 'nat' : table === 'mangle' && name === 'OUTPUT' ? 'route' : 'filter';
      const hook = priority === undefined ? null : { type, name: name.toLowerCase(), priority, policy: policy.toLowerCase() };
      chains.push({ tool: 'iptables', family, table, chain: name, hook, rules: [] });
    } else if (rule) chains.find((other) => other.table === table && other.chain === rule[1])?.rules.push(rule[2]!);
  }
  return chains.filter(({ hook, rules }) => !(hook?.policy === 'accept' && rules.length === 0));
}

/** What `nft --stateless list ruleset` prints: the chains of all tables. Sets and maps that have a name are told only where a rule names them. */
function nftChains(text: string): FirewallChain[] {
  const chains: (FirewallChain & { rules: string[] })[] = [];
  let family = '';
  let table = '';
  let chain: (FirewallChain & { rules: string[] }) | undefined;
  for (const line of wholeLines(text)) {
    const [, tableFamily, tableName] = /^table (\S+) (.+) \{$/.exec(line) ?? [];
    const begun = /^\tchain (.+) \{$/.exec(line)?.[1];
    if (tableFamily !== undefined && tableName !== undefined) [family, table] = [tableFamily, tableName];
    else if (begun !== undefined) {
      chain = { tool: 'nft', family, table, chain: begun, hook: null, rules: [] };
      chains.push(chain);
    } else if (/^\t?\}$/.test(line)) chain = undefined;
    else if (chain && line.trim() !== '') {
      const hook = chain.rules.length === 0 && chain.hook === null ? hookOf(line.trim()) : undefined;
      if (hook) {
        chain = { ...chain, hook };
        chains.splice(-1, 1, chain);
      } else if (!/^\s*comment "[^"]*"$/.test(line) || chain.rules.length > 0) chain.rules.push(line.trim());
    }
  }
  return chains;
}

function hookOf(line: string): FirewallChain['hook'] | undefined {
  const match = /^type (\S+) hook (.+?) priority ([^;]+);(?: policy (\S+);)?/.exec(line);
  const [, type, name, priority, policy = 'accept'] = match ?? [];
  return type === undefined || name === undefined || priority === undefined ? undefined : { type, name, priority, policy };
}

/** Long sets in a rule go on over several lines. */
function wholeLines(text: string): string[] {
  const lines: string[] = [];
  let open = 0;
  for (const line of text.split('\n')) {
    const bare = line.replaceAll(/"[^"]*"/g, '');
    if (open > 0) lines[lines.length - 1] += ` ${line.trim()}`;
    else lines.push(line);
    if (open > 0 || line.startsWith('\t\t')) open += bare.split('{').length - bare.split('}').length;
  }
  return lines;
}

/**
 * The chains of all tools. Tables that iptables made through nftables are in its own words alone.
 * @param save what the programs print, by their sections
 */
export function firewallOf(save: (section: string) => string): FirewallChain[] {
  const nft = nftChains(save('nft'));
  const ofIptables = [...iptablesChains(save('iptables'), 'ip'), ...iptablesChains(save('ip6tables'), 'ip6')];
  const legacy = [...iptablesChains(save('legacy'), 'ip'), ...iptablesChains(save('legacy6'), 'ip6')];
  const isOwn = ({ family, table }: FirewallChain): boolean =>
    ['iptables', 'ip6tables'].some((name) => (name === 'iptables' ? 'ip' : 'ip6') === family && save(name).includes(`*${table}\n`)) &&
    nft.some(
      (other) =>
        other.family === family && other.table === table && Object.hasOwn(builtIn, table) && Object.hasOwn(builtIn[table]!, other.chain),
    );
  const owned = ofIptables.filter((chain) => isOwn(chain) || nft.length === 0);
  const isTaken = (chain: FirewallChain): boolean => owned.some(({ family, table }) => family === chain.family && table === chain.table);
  return [
    ...nft.filter((chain) => !isOwn(chain)),
    ...owned,
    ...legacy.map((chain) => (isTaken(chain) ? { ...chain, table: `${chain.table} (legacy)` } : chain)),
  ];
}
