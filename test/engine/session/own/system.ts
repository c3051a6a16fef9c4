import { isInLab } from '../../../../src/lab/programs.js';
import { oneOf, type OwnKind, type Scene } from './own-kind.js';

function asRoot({ shell, pick }: Scene, ...commands: readonly string[]): string | undefined {
  return shell.user === 'root' ? pick.of(commands) : undefined;
}

const needs = (program: string, kinds: Readonly<Record<string, OwnKind>>): Readonly<Record<string, OwnKind>> =>
  isInLab(program) ? kinds : {};

/** The rest of a lab: firewalls, its name, mounts; and looks at it. */
export const systemKinds: Readonly<Record<string, OwnKind>> = {
  ...needs('iptables', {
    'iptables rule': (scene) =>
      asRoot(
        scene,
        'iptables -A INPUT -p icmp -j DROP',
        'iptables -t nat -A POSTROUTING -s 10.1.0.0/24 -j MASQUERADE',
        'iptables -P FORWARD DROP',
        'iptables -N mine; iptables -A FORWARD -j mine',
        'iptables -D INPUT 1',
        'iptables -F',
      ),
  }),
  ...needs('nft', {
    'nft rule': (scene) =>
      asRoot(
        scene,
        "nft add table inet mine; nft 'add chain inet mine in { type filter hook input priority 0; }'",
        'nft add rule inet mine in tcp dport 22 drop',
        'nft flush ruleset',
        "nft 'add set inet mine blocked { type ipv4_addr; elements = { 192.0.2.1 } }'",
        'nft list ruleset',
      ),
  }),
  'host name': (scene) => asRoot(scene, 'hostname other', 'hostname lab', 'echo third > /proc/sys/kernel/hostname; HOSTNAME=third'),
  'tmpfs mounted': ({ shell, pick, world }) => {
    if (shell.user !== 'root') return undefined;
    const place = pick.of(['/mnt', '/media']);
    if (world.mounts.includes(place)) return undefined;
    return {
      command: `mount -t tmpfs -o size=1m own ${place}; echo inside > ${place}/note`,
      after: (after) => void after.mounts.push(place),
    };
  },
  'bind mount': ({ shell, world }) =>
    shell.user !== 'root' || world.mounts.includes('/srv/bound')
      ? undefined
      : { command: 'mkdir -p /srv/bound; mount --bind /etc/netns /srv/bound', after: (after) => void after.mounts.push('/srv/bound') },
  'file mounted over a file': (scene) =>
    asRoot(scene, 'echo own > /tmp/own-hosts; mount --bind /tmp/own-hosts /etc/hosts', 'umount /etc/hosts'),
  'mount changed': ({ shell, world, pick }) =>
    shell.user !== 'root' || world.mounts.length === 0
      ? undefined
      : `mount -o remount,${pick.of(['bind,ro', 'bind,rw'])} ${pick.of(world.mounts)}`,
  unmounted: ({ shell, world, pick }) => {
    if (shell.user !== 'root' || world.mounts.length === 0) return undefined;
    const place = pick.of(world.mounts);
    return {
      command: `umount ${pick.of(['', '-l '])}${place}`,
      after: (after) => void (after.mounts = after.mounts.filter((other) => other !== place)),
    };
  },
  'users and groups': (scene) =>
    asRoot(scene, 'echo "guest:x:1001:1001::/tmp:/bin/sh" >> /etc/passwd', 'usermod -s /bin/sh learner 2>/dev/null; true'),
  look: oneOf(
    'ls /',
    'ls -la /tmp',
    'cat /etc/hosts',
    'id',
    'pwd',
    'env | grep -c .',
    'ps -e -o comm= | sort | uniq',
    'df /tmp | wc -l',
    'hostname',
    'set | wc -l >/dev/null',
    'type ls',
    'tty',
    'stty -a | head -n 1',
    'umask',
    'dirs',
    'trap',
  ),
  'settings of the terminal': oneOf('stty -echoctl', 'stty cols 100', 'tput cols >/dev/null; true'),
};
