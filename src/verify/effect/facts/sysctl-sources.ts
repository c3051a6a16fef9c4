const ofLink = /^net\.(ipv[46])\.(conf|neigh)\.(.+)\.([^.]+)$/;

/** The settings that set this one too (ip-sysctl): those of all links, those of new ones. */
export function sysctlSources(name: string): readonly string[] {
  const [, family, group, link, setting] = ofLink.exec(name) ?? [];
  if (link === undefined) return [];
  const of = (other: string): string => `net.${family}.${group}.${other}.${setting}`;
  const forward = family === 'ipv4' && setting === 'forwarding' ? ['net.ipv4.ip_forward'] : [];
  if (link === 'all') return forward;
  return link === 'default' ? [...forward, of('all')] : [...forward, of('all'), of('default')];
}

/** The link that a setting belongs to; `undefined` for one of the whole namespace. */
export function linkOfSysctl(name: string): string | undefined {
  const link = ofLink.exec(name)?.[3];
  return link === 'all' || link === 'default' ? undefined : link;
}
