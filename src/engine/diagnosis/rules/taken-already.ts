import { hasAddress } from '../../../network/path/choose-route.js';
import type { Finding } from '../diagnosis.js';
import { namespaceOf, wordAfter, type Scene, type SimpleCommand } from '../scene.js';

/** IFNAMSIZ less the byte that ends a name (netdevice(7)). */
const longestName = 15;
const exists = /File exists|already exists|already assigned|is already a member of a bridge|same name exists/;

/** A name, an address or a route that is there already; a name that is too long; something that is in use. */
export function takenAlready(scene: Scene): Finding | undefined {
  return tooLong(scene) ?? (exists.test(scene.output) ? existing(scene) : undefined) ?? keptNamespace(scene) ?? inUse(scene);
}

function tooLong(scene: Scene): Finding | undefined {
  if (!/not a valid ifname|Attribute failed policy validation|Numerical result out of range|too long/i.test(scene.output)) return undefined;
  for (const { ip, words } of scene.commands) {
    const names = ip?.object === 'link' || ip?.object === 'tuntap' ? ip.rest : words[0] === 'brctl' ? words.slice(1) : [];
    const long = names.find((word) => Buffer.byteLength(word) > longestName && !/[/:]|^[\d.]+$/.test(word));
    if (long !== undefined) return { code: 'name-too-long', params: { name: long, length: Buffer.byteLength(long), most: longestName } };
  }
  return undefined;
}

function existing(scene: Scene): Finding | undefined {
  const file = /Cannot create namespace file "\/(?:var\/)?run\/netns\/([^"]+)": File exists/.exec(scene.output)?.[1];
  if (file !== undefined) {
    const line = scene.past.lineThatMade(`netns:${file}`);
    return { code: 'namespace-exists', params: { name: file, ...(line !== undefined && { line }) } };
  }
  for (const command of scene.commands) {
    const found = existingOf(scene, command);
    if (found) return found;
  }
  return undefined;
}

function existingOf(scene: Scene, { ip, words, namespace }: SimpleCommand): Finding | undefined {
  const here = namespaceOf(scene, namespace);
  if (words[0] === 'brctl' && words[1] === 'addif') {
    const link = here?.links.find((other) => words.slice(3).includes(other.name) && other.master !== null);
    return link && { code: 'already-a-port', params: { name: link.name, bridge: link.master! } };
  }
  if (words[0] === 'brctl' && words[1] === 'addbr') return linkExists(scene, [words[2] ?? ''], namespace);
  if (!ip) return undefined;
  const { object, verb, rest } = ip;
  const device = wordAfter(rest, 'dev');
  if (object === 'link' && verb === 'add') {
    const peer = rest.indexOf('peer');
    const [first = ''] = rest;
    const names = [wordAfter(rest, 'name'), device, first, ...(peer === -1 ? [] : [wordAfter(rest.slice(peer), 'name'), rest[peer + 1]])];
    const target = wordAfter(rest, 'netns');
    return (
      linkExists(
        scene,
        names.filter((name) => name !== undefined),
        namespace,
      ) ??
      (target === undefined
        ? undefined
        : linkExists(
            scene,
            names.filter((name) => name !== undefined),
            target,
          ))
    );
  }
  if (object === 'link' && verb === 'set') {
    const target = wordAfter(rest, 'netns');
    const renamed = wordAfter(rest, 'name');
    const name = renamed ?? device ?? rest[0] ?? '';
    return target !== undefined || renamed !== undefined ? linkExists(scene, [name], target ?? namespace) : undefined;
  }
  if (object === 'address' && (verb === 'add' || verb === 'change')) {
    const address = rest.find((word) => /^[\da-f]*[.:][\da-f.:]*(?:\/\d+)?$/i.test(word))?.split('/')[0];
    const link = here?.links.find((other) => other.addresses.some((own) => own.address === address));
    return address !== undefined && here && link && hasAddress(here, address)
      ? { code: 'address-exists', params: { address, link: link.name, namespace: here.label } }
      : undefined;
  }
  if (object === 'route' && verb === 'add' && here) {
    const written = rest.find((word) => !/^(?:unicast|blackhole|unreachable|prohibit)$/.test(word)) ?? '';
    const destination = written === '0.0.0.0/0' ? 'default' : written;
    const table = wordAfter(rest, 'table') ?? 'main';
    const route = here.routes.find((other) => other.table === table && other.destination === destination.replace(/\/32$/, ''));
    const link = route?.hops[0]?.device;
    return route && { code: 'route-exists', params: { destination, namespace: here.label, ...(link && { link }) } };
  }
  return undefined;
}

function linkExists(scene: Scene, names: readonly string[], place: string): Finding | undefined {
  const here = namespaceOf(scene, place);
  const name = names.find((other) => here?.links.some((link) => link.name === other));
  if (name === undefined) return undefined;
  const kept = heldPeer(scene, name, place);
  if (kept) return kept;
  const line = scene.past.lineThatMade(`link:${name}@${here!.label}`);
  return { code: 'link-exists', params: { name, namespace: here!.label, ...(line !== undefined && { line }) } };
}

/** A link lives on because its other end is in a namespace that has lost its name only. */
function heldPeer(scene: Scene, name: string, place: string): Finding | undefined {
  const link = namespaceOf(scene, place)?.links.find((other) => other.name === name);
  const peer = scene.after?.namespaces.find(({ id }) => id === link?.peer?.namespace);
  if (!peer || peer.isHost || peer.names.length > 0 || peer.container !== null) return undefined;
  const deleted = scene.past.made('netns').flatMap((made) => {
    const line = scene.past.lineThatRemoved(`netns:${made}`);
    return line === undefined ? [] : [{ made, line }];
  });
  const [holder] = peer.holders;
  if (deleted.length === 0 || !holder) return undefined;
  const { made, line } = deleted.at(-1)!;
  const by = holder.kind === 'mount' ? holder.path : `${holder.command} (${holder.pid})`;
  return { code: 'namespace-kept', params: { name: made, line, holder: by }, isCertain: deleted.length === 1 };
}

/** A link that should have gone with a namespace is still there. */
function keptNamespace(scene: Scene): Finding | undefined {
  const isMeantGone =
    scene.documented.some((line) => /does not exist|Cannot find device/.test(line)) || !scene.step.expect.exit.includes(0);
  if (!isMeantGone || scene.exitCode !== 0) return undefined;
  for (const { words, namespace } of scene.commands) {
    const name = words.findLast((word) => namespaceOf(scene, namespace)?.links.some((link) => link.name === word));
    const found = name === undefined ? undefined : heldPeer(scene, name, namespace);
    if (found) return found;
  }
  return undefined;
}

function inUse(scene: Scene): Finding | undefined {
  const busy = /(?:cannot remove|umount:|rm:)? ?'?([^\s':]{1,200})'?: (?:Device or resource busy|target is busy)/.exec(scene.output)?.[1];
  if (busy !== undefined && !/^answers$/i.test(busy)) return { code: 'device-busy', params: { name: busy } };
  if (/Address already in use/.test(scene.output)) {
    const port = /\b(\d{2,5})\b(?!.*\b\d{2,5}\b)/.exec(scene.step.command)?.[1];
    return port === undefined
      ? undefined
      : { code: 'port-taken', params: { port, namespace: scene.commands.at(-1)?.namespace ?? scene.namespace } };
  }
  if (/interface netns is immutable|The netns of this interface/i.test(scene.output)) return { code: 'lo-stays', params: {} };
  if (!/Device or resource busy/.test(scene.output)) return undefined;
  for (const { ip, words, namespace } of scene.commands) {
    const name = ip ? (wordAfter(ip.rest, 'dev') ?? ip.rest[0]) : words.at(-1);
    const link = namespaceOf(scene, namespace)?.links.find((other) => other.name === name);
    if (link)
      return {
        code: 'device-busy',
        params: { name: link.name, ...(link.master !== null && { by: link.master }) },
        isCertain: link.master !== null,
      };
  }
  return undefined;
}
