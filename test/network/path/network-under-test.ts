import { createLab } from '../../../src/lab/create-lab.js';
import { roundTrip } from '../../../src/network/path/round-trip.js';
import { Reader } from '../../../src/network/reader.js';
import { findNamespace, type Snapshot } from '../../../src/network/snapshot.js';
import { settledSnapshot } from '../../../src/network/settled-snapshot.js';

/** A ping from a namespace to an address: whether it really is answered, and what the follower says of it. */
export interface Compared {
  readonly from: string;
  readonly to: string;
  readonly isAnswered: boolean;
  /** The kind of the obstacle; `null` for none. */
  readonly foretold: string | null;
}

/** Makes a network in a lab, and asks from everywhere for every address in it, for real and by following. */
export async function compareAll(commands: readonly string[]): Promise<Compared[]> {
  const lab = await createLab();
  const reader = new Reader(lab.pid);
  try {
    const terminal = await lab.openTerminal();
    for (const command of commands) {
      const { exitCode, output } = await terminal.run(command, { timeoutMs: 10_000 });
      if (exitCode !== 0) throw new Error(`${command}: ${output}`);
    }
    // Duplicate addresses are looked for, and bridges learn, before anything is asked.
    await terminal.run('sleep 0.3', { timeoutMs: 5000 });
    const before = await settledSnapshot(reader, {});
    const pairs = pairsOf(before);
    const asked = pairs.map(({ from, to }) => {
      const inside = from === 'host' ? '' : `ip netns exec ${from} `;
      return `(${inside}ping -n -c 1 -W 1 ${to} > /dev/null 2>&1; echo "answer ${from} ${to} $?") &`;
    });
    const { output } = await terminal.run(`(${asked.join(' ')} wait)`, { timeoutMs: 30_000 });
    return pairs.map(({ from, to }) => {
      const status = new RegExp(String.raw`answer ${from} ${to} (\d+)`).exec(output)?.[1];
      const trip = roundTrip(before, findNamespace(before, from)!, echoTo(to));
      return { from, to, isAnswered: status === '0', foretold: trip.obstacle && `${trip.direction} ${trip.obstacle.kind}` };
    });
  } finally {
    await reader.end();
    await lab.destroy();
  }
}

function echoTo(destination: string): Parameters<typeof roundTrip>[2] {
  return {
    destination,
    source: null,
    protocol: 'icmp',
    port: null,
    sourcePort: null,
    wholeSize: null,
    outDevice: null,
    isAnswer: false,
  };
}

function pairsOf({ namespaces }: Snapshot): { from: string; to: string }[] {
  const addresses = namespaces.flatMap(({ links }) =>
    links.flatMap((link) =>
      link.addresses.filter(({ scope, flags }) => scope === 'global' && !flags.includes('tentative')).map(({ address }) => address),
    ),
  );
  const all = [...new Set([...addresses, '10.99.99.99'])];
  return namespaces.flatMap(({ label }) => all.map((to) => ({ from: label, to })));
}
