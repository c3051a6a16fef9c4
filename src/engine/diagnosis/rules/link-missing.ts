import type { Namespace } from '../../../network/snapshot.js';
import type { Finding } from '../diagnosis.js';
import { nearest } from '../nearest.js';
import { namespaceOf, type Scene } from '../scene.js';

const sayings: readonly RegExp[] = [
  /Cannot find device "([^"]+)"/,
  /Device "([^"]+)" does not exist/,
  /argument "([^"]+)" is wrong: Device does not exist/,
  /(?:^|: )([\w.@-]+): No such device exists/m,
  /(?:interface|bridge) (\S+) does not exist/,
  /^([\w.@-]+): ERROR while getting interface flags: No such device/m,
  /^([\w.@-]+): error fetching interface information: Device not found/m,
  /SO_BINDTODEVICE:? ([\w.@-]+):? No such device/,
  /unknown iface:? ([\w.@-]+)/,
  /Interface "([^"]+)" does not exist/,
];
const unnamed = /(?:SIOC\w+|can't get info|bind: |Cannot open device|RTNETLINK answers):? ?No such device/;

/** A link that the command names and that is not where it looks. */
export function linkMissing(scene: Scene): Finding | undefined {
  if (scene.documented.some((line) => sayings.some((saying) => saying.test(line)))) return undefined;
  const said = sayings.map((saying) => saying.exec(scene.output)?.[1]).find((found) => found !== undefined);
  const name = said ?? (unnamed.test(scene.output) ? namedDevice(scene) : undefined);
  return name === undefined ? undefined : whereIs(scene, name);
}

/** The link that stands behind `dev` in the command, when it is not there. */
function namedDevice(scene: Scene): string | undefined {
  for (const { words, namespace } of scene.commands) {
    const place = words.findIndex((word) => word === 'dev' || word === '-I' || word === '-i');
    const name = words[place + 1];
    if (place !== -1 && name !== undefined && !namespaceOf(scene, namespace)?.links.some((link) => link.name === name)) return name;
  }
  return undefined;
}

/** Why a link is not in the namespace that a command looks in. */
function whereIs(scene: Scene, name: string): Finding {
  const command = scene.commands.find(({ words }) => words.includes(name)) ?? scene.commands[0];
  const place = command?.namespace ?? scene.namespace;
  const here = namespaceOf(scene, place);
  const label = here?.label ?? place;
  const elsewhere = scene.after?.namespaces.filter((other) => other !== here && other.links.some((link) => link.name === name)) ?? [];
  const [other] = elsewhere;
  if (other && elsewhere.length === 1) {
    const open = scene.past.openShell(scene.step.terminal);
    const isTypedInside = !command?.isNamed && open !== undefined && open.namespace === label;
    if (isTypedInside && other.isHost) return { code: 'shell-not-left', params: { namespace: label, line: open.line } };
    const line = scene.past.lineThatRemoved(`link:${name}@${label}`);
    return { code: 'link-in-other-namespace', params: { name, namespace: label, place: other.label, ...(line !== undefined && { line }) } };
  }
  const renamed = scene.past.renamed(name, label);
  if (renamed) return { code: 'link-renamed', params: { name, now: renamed.to, line: renamed.line } };
  const line = scene.past.lineThatRemoved(`link:${name}@${label}`);
  const gone = line ?? scene.past.lineThatTook(name, label);
  if (gone !== undefined) return { code: 'link-deleted', params: { name, line: gone } };
  const namesIn = (namespaces: readonly Namespace[]): string[] =>
    namespaces.flatMap(({ links }) => links.filter(({ kind }) => kind !== 'loopback').map((link) => link.name));
  const meant = nearest(name, namesIn(here ? [here] : [])) ?? nearest(name, namesIn(scene.after?.namespaces ?? []));
  return { code: 'link-never-made', params: { name, namespace: label, ...(meant !== undefined && { nearest: meant }) } };
}
