import type { SessionState } from '../../src/engine/session/session-state.js';
import type { Namespace } from '../../src/network/snapshot.js';

/** What is true of a lab, one line for each: its network as far as its owner makes it, and its files. Nothing that only follows, and no numbers of links. */
export function factsOfLab({ network, lab }: SessionState): ReadonlySet<string> {
  const files = [...lab.values()].filter(({ kind, name, isRestless }) => kind === 'file' && !isRestless && !name.startsWith('/run/'));
  return new Set([
    ...network.namespaces.flatMap((namespace) => [
      `namespace ${namespace.label}`,
      ...inside(namespace).map((fact) => `${namespace.label}: ${fact}`),
    ]),
    ...files.map(({ name, text }) => `file ${name}: ${text}`),
  ]);
}

function inside({ links, routes, rules, firewall, sysctls }: Namespace): string[] {
  return [
    ...links.flatMap(({ name, kind, isUp, master, peer, addresses }) => [
      `${kind} ${name}`,
      `${name} is ${isUp ? 'up' : 'down'}`,
      ...(master === null ? [] : [`${name} is a port of ${master}`]),
      ...(peer ? [`${name} leads to ${peer.name} in ${peer.namespace}`] : []),
      ...addresses.map(({ address, prefix }) => `${name} has ${address}/${prefix}`),
    ]),
    ...routes
      .filter(({ protocol }) => protocol !== 'kernel')
      .map(({ type, destination, table, metric, hops }) =>
        [type, destination, table, metric, ...hops.map(({ via, device }) => `${via} ${device}`)].join(' '),
      ),
    ...rules.map(({ priority, text }) => `${priority} ${text}`),
    ...firewall.flatMap((chain) => {
      const name = [chain.tool, chain.family, chain.table, chain.chain].join(' ');
      // Which comes first is a fact as well.
      const pairs = chain.rules.flatMap((rule, at) => chain.rules.slice(at + 1).map((later) => `${rule} before ${later}`));
      return [...chain.rules, ...pairs, `policy ${chain.hook?.policy}`].map((fact) => `${name}: ${fact}`);
    }),
    ...Object.entries(sysctls).map(([name, value]) => `${name}=${value}`),
  ];
}
