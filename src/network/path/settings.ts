import type { Family, Namespace, Snapshot } from '../snapshot.js';

/** The number that a namespace has for a setting of the kernel, its own or that of every fresh one; `undefined` for the kernel's own. */
function numberOf({ inherited }: Snapshot, namespace: Namespace, name: string): number | undefined {
  const value = namespace.sysctls[name] ?? inherited?.[name];
  return value === undefined ? undefined : Number(value);
}

/** The name of a setting of one link: a `/` stands for a `.` in the name of the link. */
function ofLink(family: 4 | 6, link: string, name: string): string {
  return `net.ipv${family}.conf.${link.replaceAll('.', '/')}.${name}`;
}

/** Whether it passes on what comes in by a link (ip-sysctl, `ip_forward`). */
export function isForwarding(snapshot: Snapshot, namespace: Namespace, family: Family, inDevice: string): boolean {
  if (family === 6) {
    const all = numberOf(snapshot, namespace, 'net.ipv6.conf.all.forwarding') ?? 0;
    return (numberOf(snapshot, namespace, ofLink(6, inDevice, 'forwarding')) ?? all) > 0;
  }
  return (
    (numberOf(snapshot, namespace, ofLink(4, inDevice, 'forwarding')) ?? numberOf(snapshot, namespace, 'net.ipv4.ip_forward') ?? 0) > 0
  );
}

/** 0, 1 for strict, 2 for loose: the larger of what holds for all links and for this one. */
export function reversePathFilter(snapshot: Snapshot, namespace: Namespace, link: string): number {
  const own =
    numberOf(snapshot, namespace, ofLink(4, link, 'rp_filter')) ?? numberOf(snapshot, namespace, 'net.ipv4.conf.default.rp_filter') ?? 0;
  return Math.max(numberOf(snapshot, namespace, 'net.ipv4.conf.all.rp_filter') ?? 0, own);
}

export function isIpv6Disabled(snapshot: Snapshot, namespace: Namespace, link: string): boolean {
  return (
    numberOf(snapshot, namespace, 'net.ipv6.conf.all.disable_ipv6') === 1 ||
    numberOf(snapshot, namespace, ofLink(6, link, 'disable_ipv6')) === 1
  );
}

/** Whether it leaves pings unanswered. */
export function ignoresEchoes(snapshot: Snapshot, namespace: Namespace): boolean {
  return numberOf(snapshot, namespace, 'net.ipv4.icmp_echo_ignore_all') === 1;
}
