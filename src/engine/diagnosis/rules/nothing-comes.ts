import { roundTrip } from '../../../network/path/round-trip.js';
import type { Namespace } from '../../../network/snapshot.js';
import type { Finding } from '../diagnosis.js';
import { explainObstacle } from '../explain-obstacle.js';
import type { Probe } from '../probe.js';
import { namespaceOf, type Scene } from '../scene.js';
import { whyRefused } from '../why-refused.js';

const signs =
  /100% packet loss|Destination (?:Host|Net|Network|Port) (?:Unreachable|Prohibited)|unreachable|No route to host|connect.*Cannot assign requested address|timed out|Connection refused|Network is down|Packet filtered|could not connect|Failed to connect|Couldn't connect|Invalid argument|Do you want to ping broadcast|!H|!N|!X|^ *\d+ +\*|Message too long|message too long|0 response|Received 0|不可达|Operation not permitted/im;

/** Somebody is asked and does not answer: follows what is sent through the network, and its answer back. */
export function nothingComes(scene: Scene): Finding | undefined {
  if (!scene.after || isMeantToFail(scene)) return undefined;
  for (const probe of scene.probes) {
    const here = namespaceOf(scene, probe.namespace);
    if (!here || probe.address === undefined || !hasFailed(scene, probe)) continue;
    const found = follow(scene, here, probe);
    if (found) return found;
  }
  return undefined;
}

/** The lesson shows that nobody answers: that somebody does not is no surprise then. */
function isMeantToFail({ step, documented, exitCode }: Scene): boolean {
  // What stands behind `||` is what the lesson has to say of the failure.
  if (exitCode === 0 && step.command.includes('||')) return true;
  return !step.expect.exit.includes(0) || documented.some((line) => signs.test(line));
}

function hasFailed(scene: Scene, probe: Probe): boolean {
  const { output, probes } = scene;
  const statistics = output.indexOf(`--- ${probe.host} `);
  if (statistics !== -1) return /\b100% packet loss/.test(output.slice(statistics).split('\n---')[0]!);
  if (/\d+ bytes from|\b0% packet loss/.test(output) && probes.length === 1) return false;
  if (signs.test(output)) return true;
  // A server that is asked says nothing at all when it is not there.
  return probe.protocol !== 'icmp' && (scene.exitCode !== 0 || scene.isStopped === true) && probes.length === 1;
}

function follow(scene: Scene, here: Namespace, probe: Probe): Finding | undefined {
  const trip = roundTrip(scene.after!, here, {
    destination: probe.address!,
    source: probe.source,
    protocol: probe.protocol,
    port: probe.port,
    sourcePort: null,
    wholeSize: probe.wholeSize,
    outDevice: probe.outDevice,
    isAnswer: false,
  });
  if (!trip.obstacle) return whyRefused(scene, probe, trip);
  const found = explainObstacle(scene, trip, trip.obstacle);
  if (!found) return undefined;
  return { ...found, isCertain: (found.isCertain ?? true) && trip.isCertain && fitsOutput(scene, trip.direction, trip.obstacle.kind) };
}

/** Whether the output is what such an obstacle makes a tool say; if not, there is more to it than has been seen. */
function fitsOutput({ output }: Scene, direction: 'there' | 'back' | null, kind: string): boolean {
  const isAtOnce = /: Network is unreachable|connect.*Cannot assign requested address/.test(output);
  const isOwnRefusal = /^(?:no-route|empty-table|lo-down|no-source|rejected)$/.test(kind);
  return isAtOnce ? direction === 'there' && isOwnRefusal : true;
}
