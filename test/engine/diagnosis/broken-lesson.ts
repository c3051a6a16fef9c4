import type { StepEnd } from '../../../src/engine/events.js';
import type { Params } from '../../../src/engine/diagnosis/diagnosis.js';
import { runDocument, session } from '../lab-trial.js';

/** A lesson with one mistake in it. The line that fails for it begins with `!`; what follows from `#` on are lines that the lesson shows as its output. */
export interface BrokenLesson {
  readonly name: string;
  readonly lines: readonly string[];
  /** `null` when nothing is to be said. */
  readonly code: string | null;
  /** Those that have to be among its params. */
  readonly params?: Params;
}

/** Two namespaces and a cable between them, whole. */
export function twoNamespaces(a = 'ns1', b = 'ns2', network = '10.0.0'): string[] {
  return [
    `ip netns add ${a}; ip netns add ${b}`,
    `ip link add veth-a netns ${a} type veth peer name veth-b netns ${b}`,
    `ip -n ${a} addr add ${network}.1/24 dev veth-a; ip -n ${b} addr add ${network}.2/24 dev veth-b`,
    `ip -n ${a} link set veth-a up; ip -n ${b} link set veth-b up; ip -n ${a} link set lo up; ip -n ${b} link set lo up`,
  ];
}

/** A namespace between two others, whole but for what is told to be left out. */
export function router({ forwards = true, left = true, right = true } = {}): string[] {
  return [
    'ip netns add left; ip netns add mid; ip netns add right',
    'ip link add l0 netns left type veth peer name m0 netns mid; ip link add r0 netns right type veth peer name m1 netns mid',
    'ip -n left addr add 10.1.0.2/24 dev l0; ip -n left link set l0 up; ip -n right addr add 10.2.0.2/24 dev r0; ip -n right link set r0 up',
    'ip -n mid addr add 10.1.0.1/24 dev m0; ip -n mid link set m0 up; ip -n mid addr add 10.2.0.1/24 dev m1; ip -n mid link set m1 up',
    ...(left ? ['ip -n left route add default via 10.1.0.1'] : []),
    ...(right ? ['ip -n right route add default via 10.2.0.1'] : []),
    `ip netns exec mid sysctl -w net.ipv4.ip_forward=${forwards ? 1 : 0}`,
  ];
}

/** Namespaces c1 … at a bridge br0 of the host, whole. */
export function bridge(count = 2): string[] {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return [
    'ip link add br0 type bridge; ip link set br0 up',
    ...numbers.map(
      (n) => `ip netns add c${n}; ip link add port${n} type veth peer name eth0 netns c${n}; ip link set port${n} master br0 up`,
    ),
    ...numbers.map((n) => `ip -n c${n} addr add 192.168.5.${n}/24 dev eth0; ip -n c${n} link set eth0 up`),
  ];
}

/** Runs a broken lesson in a lab of its own. @returns the step that its mark is at */
export async function runBroken({ lines }: BrokenLesson): Promise<StepEnd> {
  const shown = lines.flatMap((line) => {
    const [command = '', ...output] = line.replace(/^!/, '').split('\n# ');
    return [command.startsWith('#') ? command : `$ ${command}`, ...output];
  });
  const place = lines.findIndex((line) => line.startsWith('!'));
  const { steps } = await runDocument(session(...shown));
  return steps[place]!;
}
