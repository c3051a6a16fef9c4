import { familyOf } from '../../../network/path/addresses.js';
import { hasAddress } from '../../../network/path/choose-route.js';
import { holdersOf } from '../../../network/path/next-hop.js';
import type { Finding } from '../diagnosis.js';
import { namespaceOf, type Scene } from '../scene.js';

/** An address that is none, or that is not where it is used (ip-address(8), bind(2)). */
export function addressSaid(scene: Scene): Finding | undefined {
  const invalid =
    /(?:any valid (?:prefix|address)|inet6? prefix|inet6? address) is expected rather than "([^"]+)"/.exec(scene.output)?.[1] ??
    /inet address (\S+) is invalid/.exec(scene.output)?.[1];
  if (invalid !== undefined) {
    const [address = '', length] = invalid.split('/');
    const isOtherFamily = familyOf(address) !== undefined && (length === undefined || Number(length) <= (address.includes(':') ? 128 : 32));
    return isOtherFamily ? undefined : { code: 'address-not-valid', params: { text: invalid } };
  }
  if (!/Cannot assign requested address|can't bind|bind: Cannot assign/i.test(scene.output) || !scene.after) return undefined;
  // Said of a connection it is about the address to send from, which comes with a route.
  if (/connect.*Cannot assign requested address/i.test(scene.output)) return undefined;
  for (const { words, namespace } of scene.commands) {
    const here = namespaceOf(scene, namespace);
    if (!here || words[0] === 'ip') continue;
    for (const word of words.slice(1)) {
      const address = /(?:^|[=@:]|bind=)((?:\d{1,3}\.){3}\d{1,3}|[\da-f]*:[\da-f:]+)/i.exec(word)?.[1];
      if (address === undefined || familyOf(address) === undefined || hasAddress(here, address) || address === '0.0.0.0') continue;
      const place = holdersOf(scene.after, address)[0]?.namespace.label;
      return { code: 'address-not-here', params: { address, namespace: here.label, ...(place !== undefined && { place }) } };
    }
  }
  return undefined;
}
