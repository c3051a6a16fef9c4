import type { Finding } from '../diagnosis.js';
import type { Scene } from '../scene.js';

const saying =
  /(?:^|: )([\w.-]+): (?:Temporary failure in name resolution|Name or service not known|No address associated with hostname)|Could not resolve host: ([\w.-]+)|(?:could not resolve|unknown host|can't resolve|unable to resolve host address) ['"‘]?([\w.-]+)|getaddrinfo for host "([^"]+)"/im;

/** Somebody is asked by a name that nobody can look up. */
export function nameNotKnown(scene: Scene): Finding | undefined {
  if (scene.documented.some((line) => saying.test(line))) return undefined;
  const name = saying
    .exec(scene.output)
    ?.slice(1)
    .find((group) => group !== undefined);
  if (name === undefined) return undefined;
  const isNamespace = scene.after?.namespaces.some(({ names }) => names.includes(name)) ?? false;
  return { code: 'name-not-known', params: { name, ...(isNamespace && { namespaceOfThatName: name }) } };
}
