import { isLoopback, isSameAddress } from '../../network/path/addresses.js';
import type { RoundTrip } from '../../network/path/round-trip.js';
import { ignoresEchoes } from '../../network/path/settings.js';
import type { Finding } from './diagnosis.js';
import type { Probe } from './probe.js';
import type { Listener, Scene } from './scene.js';

/** Why somebody that is reached does not answer. */
export function whyRefused(scene: Scene, probe: Probe, trip: RoundTrip): Finding | undefined {
  const there = scene.after!.namespaces.find(({ id }) => id === trip.there.through.at(-1))!;
  const namespace = there.label;
  if (probe.protocol === 'icmp') return ignoresEchoes(scene.after!, there) ? { code: 'echo-ignored', params: { namespace } } : undefined;
  const { port, destination } = trip.there.packet;
  const { listeners } = scene;
  if (!listeners || port === null) return undefined;
  const same = listeners.filter((other) => other.protocol === probe.protocol);
  const here = same.filter(({ inode }) => inode === there.inode);
  const atPort = here.filter((other) => other.port === port);
  if (atPort.some((other) => takes(other, destination))) return undefined;
  const [other] = atPort;
  if (other)
    return { code: 'listens-on-other-address', params: { namespace, listening: `${other.address}:${other.port}`, address: destination } };
  const elsewhere = same.find((one) => one.port === port && one.inode !== there.inode);
  const place = scene.after!.namespaces.find(({ inode }) => inode === elsewhere?.inode)?.label;
  if (place !== undefined) return { code: 'listens-elsewhere', params: { port, namespace, place } };
  const ports = [...new Set(here.map((one) => one.port))];
  return { code: 'nobody-listens', params: { port, namespace, ...(ports.length === 1 && { listening: `port ${ports[0]}` }) } };
}

function takes({ address }: Listener, destination: string): boolean {
  if (address === '0.0.0.0' || address === '::') return true;
  return isSameAddress(address, destination) || (isLoopback(address) && isLoopback(destination));
}
