import { familyOf, networkOf } from '../../../network/path/addresses.js';
import { linkNamed } from '../../../network/path/net.js';
import type { Finding } from '../diagnosis.js';
import { whyNoRoute } from '../why-no-route.js';
import { namespaceOf, wordAfter, type Scene } from '../scene.js';

/** A route that the kernel does not take (ip-route(8)). */
export function routeSaid(scene: Scene): Finding | undefined {
  for (const { ip, words, namespace } of scene.commands) {
    const isRoute = ip?.object === 'route' || words[0] === 'route';
    const here = namespaceOf(scene, namespace);
    if (!isRoute || !here || !scene.after) continue;
    const rest = ip?.rest ?? words.slice(1);
    const via = wordAfter(rest, 'via') ?? wordAfter(rest, 'gw');
    const device = wordAfter(rest, 'dev');
    if (/Invalid prefix for given prefix length|Invalid argument/.test(scene.output)) {
      const prefix = rest.find((word) => /^[\da-f.:]+\/\d+$/i.test(word));
      const network = prefix && networkOf(prefix.split('/')[0]!, Number(prefix.split('/')[1]));
      if (prefix !== undefined && network !== undefined && network !== prefix)
        return { code: 'route-not-a-network', params: { prefix, network } };
    }
    const link = device === undefined ? undefined : linkNamed(here, device);
    if (/Device for nexthop is not up|Network is down|No route to host|Nexthop device is not up/.test(scene.output) && link && !link.isUp)
      return { code: 'link-down', params: { namespace: here.label, link: link.name } };
    if (!/Nexthop has invalid gateway|Network is unreachable|No route to host|Gateway can not be|Invalid argument/.test(scene.output))
      continue;
    if (via === undefined || familyOf(via) === undefined) continue;
    const why = whyNoRoute(scene, here, via, false);
    if (why.code !== 'no-route') return why;
    const near = here.links.flatMap((other) =>
      other.addresses
        .filter((own) => own.family === familyOf(via) && own.scope === 'global')
        .map((own) => ({ link: other.name, address: `${own.address}/${own.prefix}` })),
    );
    return { code: 'next-hop-unreachable', params: { via, namespace: here.label, ...(near.length === 1 && near[0]) } };
  }
  return undefined;
}
