import type { Compared, ComparedNamespace } from './compared.js';
import type { Finding } from './story.js';

/** Settings below net/ that have other values. Runs first of all comparisons of what a namespace has, for addresses follow from some. */
export function compareSysctls(compared: Compared): void {
  for (const namespace of compared.namespaces) {
    const { before, after } = namespace;
    if (!before || !after || before.sysctls === after.sysctls) continue;
    const old = namespace.renamed.size === 0 ? before.sysctls : renamedSysctls(before.sysctls, namespace.renamed);
    const changed = Object.keys({ ...old, ...after.sysctls }).filter((name) => old[name] !== after.sysctls[name]);
    // What sets others has to be told before them.
    for (const name of changed.toSorted((a, b) => weight(a) - weight(b))) {
      const [from, to] = [old[name] ?? null, after.sysctls[name] ?? null];
      const cause = causeOf(compared, namespace, name, to);
      if (cause === 'untold') continue;
      const finding = compared.story.add({ kind: 'sysctl-changed', namespace: namespace.label, name, from, to }, cause);
      compared.sysctls.set(`${after.id} ${name}`, finding);
    }
  }
}

const ofLink = /^net\.(ipv[46])\.(conf|neigh)\.(.+)\.([^.]+)$/;

function weight(name: string): number {
  if (name === 'net.ipv4.ip_forward') return 0;
  const link = ofLink.exec(name)?.[3];
  if (link === undefined) return 1;
  return link === 'all' ? 2 : 3;
}

/** A new link begins with the settings that `default` has, and takes its settings along; `all` sets the same for every link, and `ip_forward` is `all`. */
function causeOf(compared: Compared, { after }: ComparedNamespace, name: string, to: string | null): Finding | 'untold' | undefined {
  const [, family, group, link, setting] = ofLink.exec(name) ?? [];
  if (link === undefined || group !== 'conf') return isPerLink(compared, after!.id, link) ? 'untold' : undefined;
  const find = (other: string): Finding | undefined => {
    const finding = compared.sysctls.get(`${after!.id} ${other}`);
    return finding?.change.kind === 'sysctl-changed' && finding.change.to === to ? finding : undefined;
  };
  const forward = family === 'ipv4' && setting === 'forwarding' ? find('net.ipv4.ip_forward') : undefined;
  if (forward || link === 'all') return forward;
  const all = find(`net.${family}.conf.all.${setting}`);
  if (all) return all;
  if (link === 'default') return undefined;
  const isNew = compared.isNamed(after!.id, link);
  if (!isNew) return 'untold';
  const usual = after!.sysctls[`net.${family}.conf.default.${setting}`] ?? null;
  return (!isNew.before || isNew.found.moved) && to === usual ? 'untold' : undefined;
}

function isPerLink(compared: Compared, namespace: string, link: string | undefined): boolean {
  return link !== undefined && link !== 'default' && !compared.isNamed(namespace, link);
}

function renamedSysctls(sysctls: Readonly<Record<string, string>>, renamed: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(sysctls).map(([name, value]) => {
      const [, family, group, link, setting] = ofLink.exec(name) ?? [];
      return link !== undefined && renamed.has(link) ? [`net.${family}.${group}.${renamed.get(link)}.${setting}`, value] : [name, value];
    }),
  );
}
