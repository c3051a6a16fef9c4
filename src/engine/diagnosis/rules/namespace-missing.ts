import type { Finding } from '../diagnosis.js';
import { nearest } from '../nearest.js';
import type { Scene } from '../scene.js';

const sayings: readonly RegExp[] = [
  /Cannot open network namespace "([^"]+)"/,
  /argument "([^"]+)" is wrong: Invalid "netns" value/,
  /Cannot remove namespace file "\/(?:var\/)?run\/netns\/([^"]+)": No such file/,
  /nsenter: cannot open \/(?:var\/)?run\/netns\/([^:]+): No such file/,
];

/** A namespace that the command names and that is not there (ip-netns(8)). */
export function namespaceMissing(scene: Scene): Finding | undefined {
  const name = sayings.map((saying) => saying.exec(scene.output)?.[1]).find((found) => found !== undefined);
  if (name === undefined || scene.documented.some((line) => sayings.some((saying) => saying.test(line)))) return undefined;
  const line = scene.past.lineThatRemoved(`netns:${name}`);
  if (line !== undefined) return { code: 'namespace-deleted', params: { name, line } };
  const there = scene.after?.namespaces.flatMap(({ names }) => names) ?? [];
  const meant = nearest(name, [...there, ...(scene.after ? [] : scene.past.made('netns'))]);
  return { code: 'namespace-never-made', params: { name, ...(meant !== undefined && { nearest: meant }) } };
}
