import { expect, it } from 'vitest';
import { createLab } from '../../src/lab/create-lab.js';
import { Reader } from '../../src/network/reader.js';
import { settledSnapshot } from '../../src/network/settled-snapshot.js';
import { takeSnapshot } from '../../src/network/take-snapshot.js';

/** Prints how often the ruleset of nftables was changed (NFT_MSG_GETGEN), and which numbers this namespace has for others. */
const kernelState = [
  `perl -e 'socket S,16,3,12; syswrite S, pack("LSSLLL",20,0xA10,1,1,0,0); sysread S,$b,4096; print unpack("H*",substr $b,20,8),"\\n"'`,
  'ip netns list-id; ip monitor help 2>&1 | wc -l; ls /run/netns /tmp; cat /proc/sys/kernel/ns_last_pid',
].join('; ');

/** The life of a namespace, and everything that tells who is in it and what keeps it. */
const life = [
  'ip netns add ns1; ip netns add ns2',
  'ip link add v0 type veth peer name v1 netns ns1',
  'ip netns exec ns1 sleep 300 &',
  'sleep 0.2',
  'echo $!',
  'ip netns pids ns1 | wc -l; ip netns pids ns2 | wc -l',
  'ps -ef | wc -l',
  'lsns -t net -n -o NPROCS,COMMAND | sort',
  kernelState,
  'ip netns exec ns1 nft add table inet t; iptables -A INPUT -s 10.0.0.1 -j DROP',
  kernelState,
  'ip netns del ns1; ip link show v0 | wc -l',
  'kill %1; wait; sleep 0.2; ip link show v0 2>&1 | wc -l',
  'ip link add v2 type veth peer name v3 netns ns2; exec 7< /run/netns/ns2; ip netns del ns2; sleep 0.1; ip -br link | wc -l',
  'exec 7<&-; sleep 0.5; ip -br link | wc -l',
  'ip netns add ns3; ip netns exec ns3 ip link add br0 type bridge; ip netns exec ns3 ip -o link | wc -l',
  'lsns -t net -n -o NPROCS,COMMAND | sort; ls /proc/sys/net/ipv4/conf',
  kernelState,
];

async function outputs(isWatched: boolean): Promise<string[]> {
  const lab = await createLab();
  const reader = new Reader(lab.pid);
  try {
    const terminal = await lab.openTerminal();
    const seen: string[] = [];
    for (const command of life) {
      if (isWatched) await settledSnapshot(reader);
      const { output, exitCode } = await terminal.run(command, { timeoutMs: 10_000 });
      seen.push(`${command}\n${exitCode}\n${output}`);
      if (isWatched) await takeSnapshot(reader);
    }
    return seen;
  } finally {
    await reader.end();
    await lab.destroy();
  }
}

it('changes nothing, and nobody in the lab can tell that somebody looks', { timeout: 60_000 }, async () => {
  expect(await outputs(true)).toEqual(await outputs(false));
});

it('keeps no namespace', { timeout: 20_000 }, async () => {
  const lab = await createLab();
  const reader = new Reader(lab.pid);
  try {
    const terminal = await lab.openTerminal();
    await terminal.run('ip netns add ns1; ip link add v0 type veth peer name v1 netns ns1', { timeoutMs: 10_000 });
    for (let count = 0; count < 5; count += 1) await takeSnapshot(reader);
    await terminal.run('ip netns del ns1', { timeoutMs: 10_000 });
    const { namespaces } = await settledSnapshot(reader);
    expect(namespaces.map(({ label }) => label)).toEqual(['host']);
    expect(namespaces[0]!.links.map(({ name }) => name)).toEqual(['lo']);
  } finally {
    await reader.end();
    await lab.destroy();
  }
});
