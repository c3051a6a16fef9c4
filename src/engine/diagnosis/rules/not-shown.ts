import { isInPrefix, isSameAddress } from '../../../network/path/addresses.js';
import { standingAt } from '../../../network/path/net.js';
import type { Namespace } from '../../../network/snapshot.js';
import type { Finding } from '../diagnosis.js';
import { lostAddressFinding } from '../lost-address.js';
import { namespaceOf, type Scene, type SimpleCommand } from '../scene.js';

/** What a lesson shows of the network, and is not so: an address, a link, a state, a route. */
export function notShown(scene: Scene): Finding | undefined {
  const lacking = lackingWords(scene);
  if (lacking.size === 0) return undefined;
  for (const command of scene.commands) {
    const here = namespaceOf(scene, command.namespace);
    const object = listedObject(command);
    if (!here || object === undefined) continue;
    const found =
      (object === 'link' ? (lostAddress(scene, lacking) ?? otherPlace(scene, here, lacking) ?? state(scene, here)) : undefined) ??
      (object === 'route' ? lostRoute(scene, here) : undefined);
    if (found) return found;
  }
  return undefined;
}

/** What a command lists: links with their addresses, or routes. */
function listedObject({ ip, words }: SimpleCommand): 'link' | 'route' | undefined {
  if (ip && /^(?:link|address)$/.test(ip.object) && ip.verb === 'show') return 'link';
  if (words[0] === 'ifconfig') return 'link';
  if ((ip?.object === 'route' && ip.verb === 'show') || (words[0] === 'route' && words.length <= 2)) return 'route';
  return undefined;
}

/** Words that the lesson shows and the output has not; what a grep(1) was to find. */
function lackingWords(scene: Scene): Set<string> {
  const split = (text: string): string[] => text.split(/[\s,<>@]+|:(?=\s|$)/).filter((word) => word.length > 1);
  const real = new Set(split(scene.output));
  const sought =
    scene.output.trim() === '' ? scene.commands.filter(({ words }) => words[0] === 'grep').flatMap(({ words }) => words.slice(1)) : [];
  return new Set([...scene.documented.flatMap(split), ...sought].filter((word) => !real.has(word)));
}

function lostAddress(scene: Scene, lacking: ReadonlySet<string>): Finding | undefined {
  for (const word of lacking) {
    const [address = '', length] = word.split('/');
    const lost = scene.past.lostAddresses().find((other) => isSameAddress(other.address, address));
    if (lost) return lostAddressFinding(lost);
    const alone = length === undefined ? undefined : withoutPrefix(scene, address, Number(length));
    if (alone) return alone;
  }
  return undefined;
}

function withoutPrefix(scene: Scene, address: string, length: number): Finding | undefined {
  const whole = address.includes(':') ? 128 : 32;
  if (length >= whole) return undefined;
  for (const { label, links } of scene.after?.namespaces ?? []) {
    for (const link of links) {
      if (link.addresses.some((own) => own.address === address && own.prefix === whole))
        return { code: 'address-without-prefix', params: { namespace: label, link: link.name, address, prefix: whole } };
    }
  }
  return undefined;
}

function otherPlace(scene: Scene, here: Namespace, lacking: ReadonlySet<string>): Finding | undefined {
  for (const name of lacking) {
    if (here.links.some((link) => link.name === name)) continue;
    const places = scene.after!.namespaces.filter((other) => other.links.some((link) => link.name === name && link.kind !== 'loopback'));
    if (places.length !== 1) continue;
    const line = scene.past.lineThatRemoved(`link:${name}@${here.label}`);
    return {
      code: 'link-in-other-namespace',
      params: { name, namespace: here.label, place: places[0]!.label, ...(line !== undefined && { line }) },
    };
  }
  return undefined;
}

/** A link that the lesson shows up, and is down. */
function state(scene: Scene, here: Namespace): Finding | undefined {
  for (const line of scene.documented) {
    const name = /^(?:\d+: )?([\w.-]+)(?:@[\w.-]+)?[: ]/.exec(line)?.[1];
    const link = here.links.find((other) => other.name === name && other.kind !== 'loopback');
    if (!link || !/\bstate UP\b|LOWER_UP|^\S+ +UP\b|[<,]RUNNING\b/.test(line)) continue;
    if (!link.isUp) return { code: 'link-down', params: { namespace: here.label, link: link.name } };
    const peer = link.peer && standingAt(scene.after!, link.peer);
    if (!link.hasCarrier && peer && !peer.link.isUp) {
      return {
        code: 'other-end-down',
        params: { namespace: here.label, link: link.name, otherNamespace: peer.namespace.label, other: peer.link.name },
      };
    }
  }
  return undefined;
}

/** A documented route that was there, or would be if its link were up. */
function lostRoute(scene: Scene, here: Namespace): Finding | undefined {
  for (const line of scene.documented) {
    const [, destination = '', device] = /^(default|[\d.]+(?:\/\d+)?|[\da-f:]+\/\d+)\b(?:.* dev (\S+))?/.exec(line) ?? [];
    if (destination === '' || here.routes.some((route) => route.destination === destination)) continue;
    const link = here.links.find((other) => other.name === device);
    const isOfAddress = link?.addresses.some((own) => isInPrefix(own.address, destination)) ?? false;
    if (link && !link.isUp && isOfAddress) return { code: 'link-down', params: { namespace: here.label, link: link.name } };
    const lost = scene.past.lostRoute(here.label, (written) => written === destination);
    if (lost) return { code: 'route-lost', params: { namespace: here.label, destination, line: lost.line } };
  }
  return undefined;
}
