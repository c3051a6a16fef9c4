import { describe, expect, it, vi } from 'vitest';
import { createLab } from '../../src/lab/create-lab.js';
import type { Terminal } from '../../src/lab/terminal.js';
import { Reader } from '../../src/network/reader.js';
import { settledSnapshot } from '../../src/network/settled-snapshot.js';
import type { Namespace } from '../../src/network/snapshot.js';
import { scenarioCommands, scenarios } from './scenario.js';

/** What a command prints in a namespace of the lab, as lines. */
async function linesIn(terminal: Terminal, namespace: Namespace, command: string): Promise<string[]> {
  const where = namespace.isHost ? '' : `ip netns exec ${namespace.names.find(isPlain)!} `;
  const { output } = await terminal.run(`${where}${command} 2> /dev/null`, { timeoutMs: 10_000 });
  return output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** The words after each of these names in a line. */
function after(line: string, name: string): string | undefined {
  return new RegExp(String.raw`(?:^|\s)${name} (\S+)`).exec(line)?.[1];
}

const linkHead = /^(\d+): ([^:@]+)(?:@(\S+))?: <([^>]*)> mtu (\d+)/;

async function compareLinks(terminal: Terminal, namespace: Namespace, all: readonly Namespace[]): Promise<void> {
  const lines = await linesIn(terminal, namespace, 'ip -oneline -details link show');
  expect(lines.length, namespace.label).toBe(namespace.links.length);
  for (const [at, line] of lines.entries()) {
    const link = namespace.links[at]!;
    const [, index, name, other, flags = '', mtu] = linkHead.exec(line) ?? [];
    // A name may look like anything, the rest of the line included.
    if (!/^[\w.-]+$/.test(link.name)) {
      expect(line.startsWith(`${link.index}: `)).toBe(true);
      continue;
    }
    expect(link).toMatchObject({ index: Number(index), name, mtu: Number(mtu), isUp: flags.split(',').includes('UP') });
    expect(link.mac).toBe(after(line, String.raw`link/\S+`) ?? null);
    expect(link.master).toBe(after(line, 'master') ?? null);
    if (link.kind !== 'loopback') expect(line).toMatch(new RegExp(String.raw`\b${link.kind === 'tun' ? 'tun' : link.kind}\b`));
    const end = link.peer ?? link.lower;
    // `link-netns` names a namespace, `link-netnsid` one that has no name here.
    const owner = after(line, 'link-netns');
    if (owner !== undefined) expect(all.find(({ id }) => id === end?.namespace)?.names).toContain(owner);
    if (other !== undefined && /^if\d+$/.test(other)) expect(end?.index ?? Number(other.slice(2))).toBe(Number(other.slice(2)));
    else expect(end?.name).toBe((other === 'NONE' ? undefined : other) ?? (link.kind === 'vxlan' ? after(line, 'dev') : undefined));
  }
}

async function compareAddresses(terminal: Terminal, namespace: Namespace): Promise<void> {
  const lines = await linesIn(terminal, namespace, 'ip -oneline address show');
  const real = lines.map((line) => {
    const [, device, family, address] = line.split(/\s+/);
    return `${device} ${family} ${address} ${after(line, 'scope')}`;
  });
  const read = namespace.links.flatMap(({ name, addresses }) =>
    addresses.map(
      ({ family, address, prefix, scope, peer }) =>
        `${name} ${family === 6 ? 'inet6' : 'inet'} ${peer === null ? `${address}/${prefix}` : address} ${scope}`,
    ),
  );
  expect(read.toSorted(), namespace.label).toEqual(real.toSorted());
}

async function compareRoutes(terminal: Terminal, namespace: Namespace): Promise<void> {
  for (const family of [4, 6] as const) {
    // Those of link-local addresses come when nobody objects to the address, after a second or two.
    const lines = (await linesIn(terminal, namespace, `ip -${family} route show table all`)).filter(
      (line) => !/^(?:\w+ )?(?:fe80|ff00):.*proto kernel/.test(line) && !line.startsWith('nexthop '),
    );
    const types = /^(local|broadcast|multicast|anycast|blackhole|unreachable|prohibit|throw) /;
    const real = lines.map((line) => {
      const type = types.exec(line)?.[1] ?? 'unicast';
      const [destination] = line.replace(types, '').split(' ');
      return [
        type,
        destination,
        after(line, 'via'),
        after(line, 'dev'),
        after(line, 'table') ?? 'main',
        after(line, 'proto') ?? 'boot',
      ].join(' ');
    });
    const read = namespace.routes
      .filter((route) => route.family === family && !(route.protocol === 'kernel' && /^(?:fe80|ff00):/.test(route.destination)))
      .map(({ type, destination, hops, table, protocol }) =>
        // Several hops stand on lines of their own.
        [type, destination, ...(hops.length > 1 ? [undefined, undefined] : [hops[0]!.via, hops[0]!.device]), table, protocol].join(' '),
      );
    expect(read.toSorted(), namespace.label).toEqual(real.toSorted());
    const rules = await linesIn(terminal, namespace, `ip -${family} rule show`);
    expect(namespace.rules.filter((rule) => rule.family === family).map(({ priority, text }) => `${priority}:\t${text}`)).toEqual(rules);
  }
}

async function compareNeighbours(terminal: Terminal, namespace: Namespace): Promise<void> {
  const lines = await linesIn(terminal, namespace, 'ip neighbour show nud permanent');
  const real = lines.map((line) => `${line.split(' ')[0]} ${after(line, 'dev')} ${after(line, 'lladdr')}`);
  const read = namespace.neighbours
    .filter(({ state }) => state === 'PERMANENT')
    .map(({ address, device, mac }) => `${address} ${device} ${mac}`);
  expect(read.toSorted()).toEqual(real.toSorted());
  const tunnels = new Set(namespace.links.filter(({ kind }) => kind === 'vxlan').map(({ name }) => name));
  const entries = (await linesIn(terminal, namespace, 'bridge fdb show')).filter(
    (line) => line.includes(' master ') || tunnels.has(after(line, 'dev')!),
  );
  expect(namespace.forwardingEntries.map(({ mac, device }) => `${mac} ${device}`).toSorted()).toEqual(
    entries.map((line) => `${line.split(' ')[0]} ${after(line, 'dev')}`).toSorted(),
  );
}

async function compareFirewall(terminal: Terminal, namespace: Namespace): Promise<void> {
  const read = namespace.firewall.filter(({ tool }) => tool === 'iptables');
  const of = (family: string): string[] =>
    read.filter((chain) => chain.family === family).flatMap(({ chain, rules }) => rules.map((rule) => `-A ${chain} ${rule}`));
  const saved = await linesIn(terminal, namespace, 'iptables-save');
  expect(of('ip')).toEqual(saved.filter((line) => line.startsWith('-A')));
  expect(of('ip6')).toEqual((await linesIn(terminal, namespace, 'ip6tables-save')).filter((line) => line.startsWith('-A')));
  const policies = saved.flatMap((line) => /^:(\S+) DROP/.exec(line)?.[1] ?? []);
  expect(read.filter(({ family, hook }) => family === 'ip' && hook?.policy === 'drop').map(({ chain }) => chain)).toEqual(policies);
  const ruleset = await linesIn(terminal, namespace, 'nft --stateless list ruleset');
  for (const { tool, rules } of namespace.firewall) if (tool === 'nft') expect(ruleset).toEqual(expect.arrayContaining([...rules]));
}

async function compareSettings(terminal: Terminal, namespace: Namespace): Promise<void> {
  const [forwards] = await linesIn(terminal, namespace, 'sysctl -n net.ipv4.ip_forward');
  expect(namespace.sysctls['net.ipv4.ip_forward'] ?? '0').toBe(forwards);
  for (const [name, value] of Object.entries(namespace.sysctls)) {
    const [real] = await linesIn(terminal, namespace, `sysctl -n ${name}`);
    expect(real?.replaceAll('\t', ' '), name).toBe(value);
  }
}

const isPlain = (name: string): boolean => /^[\w.-]+$/.test(name);

/** Takes a snapshot, and holds it against what programs print. */
async function compareAll(reader: Reader, terminal: Terminal): Promise<void> {
  const { namespaces } = await settledSnapshot(reader);
  const { output } = await terminal.run('readlink /proc/[0-9]*/ns/net /proc/[0-9]*/fd/* 2> /dev/null', { timeoutMs: 10_000 });
  const inUse = [...output.matchAll(/net:\[(\d+)\]/g)].map(([, inode]) => Number(inode));
  expect(namespaces.map(({ inode }) => inode)).toEqual(expect.arrayContaining([...new Set(inUse)]));
  const { output: mounts } = await terminal.run("awk '$4 ~ /^net:/ { print $5 }' /proc/self/mountinfo", { timeoutMs: 10_000 });
  const names = new Set(mounts.split(/\s+/).flatMap((file) => /^\/run\/netns\/(.*)$/.exec(file)?.[1] ?? []));
  const read = namespaces.flatMap((namespace) => namespace.names);
  expect(read.filter(isPlain).toSorted()).toEqual([...names].filter(isPlain).toSorted());
  for (const namespace of namespaces.filter((other) => other.isHost || other.names.some(isPlain))) {
    await compareLinks(terminal, namespace, namespaces);
    await compareAddresses(terminal, namespace);
    await compareRoutes(terminal, namespace);
    await compareNeighbours(terminal, namespace);
    await compareFirewall(terminal, namespace);
    await compareSettings(terminal, namespace);
  }
}

describe.each(await scenarios())('$name', ({ name, missing }) => {
  const wants = missing === undefined ? '' : ` (needs ${missing})`;

  it.skipIf(missing !== undefined)(`is what plain programs print inside the lab${wants}`, { timeout: 60_000 }, async () => {
    const lab = await createLab({ isPrivileged: name.includes('docker') });
    const reader = new Reader(lab.pid);
    try {
      const first = await lab.openTerminal();
      for (const command of scenarioCommands(name)) await first.run(command, { timeoutMs: 10_000 });
      // Some scenarios end in a namespace.
      const second = await lab.openTerminal();
      // A link-local address is there a second or two after the link is.
      await vi.waitFor(() => compareAll(reader, second), { timeout: 20_000, interval: 300 });
    } finally {
      await reader.end();
      await lab.destroy();
    }
  });
});
