import type { Family, Namespace } from '../snapshot.js';

/** The number that a namespace has for a setting of the kernel; a fresh one's where the snapshot says nothing. */
function numberOf(namespace: Namespace, name: string): number | undefined {
  const value = namespace.sysctls[name];
  return value === undefined ? undefined : Number(value);
}

/** Whether it passes on what comes in by a link (ip-sysctl, `ip_forward`). */
export function isForwarding(namespace: Namespace, family: Family, inDevice: string): boolean {
  if (family === 6) {
    const all = numberOf(namespace, 'net.ipv6.conf.all.forwarding') ?? 0;
    return (numberOf(namespace, `net.ipv6.conf.${inDevice}.forwarding`) ?? all) > 0;
  }
  return (numberOf(namespace, `net.ipv4.conf.${inDevice}.forwarding`) ?? numberOf(namespace, 'net.ipv4.ip_forward') ?? 0) > 0;
}

/** 0, 1 for strict, 2 for loose: the larger of what holds for all links and for this one. */
export function reversePathFilter(namespace: Namespace, link: string): number {
  const own = numberOf(namespace, `net.ipv4.conf.${link}.rp_filter`) ?? numberOf(namespace, 'net.ipv4.conf.default.rp_filter') ?? 0;
  return Math.max(numberOf(namespace, 'net.ipv4.conf.all.rp_filter') ?? 0, own);
}

export function isIpv6Disabled(namespace: Namespace, link: string): boolean {
  return numberOf(namespace, 'net.ipv6.conf.all.disable_ipv6') === 1 || numberOf(namespace, `net.ipv6.conf.${link}.disable_ipv6`) === 1;
}

/** Whether it leaves pings unanswered. */
export function ignoresEchoes(namespace: Namespace): boolean {
  return numberOf(namespace, 'net.ipv4.icmp_echo_ignore_all') === 1;
}
