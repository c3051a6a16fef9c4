import type { FactStatement } from '../../network/fact.js';
import { agrees, different, missing, type Finding } from './finding.js';
import type { ProbeAnswer } from './reach.js';

/** A setting of the kernel below `net` (sysctl(8)), as it reads inside of the namespace. */
export function checkSysctl({ namespace, name, value }: FactStatement & { kind: 'sysctl' }, answer: ProbeAnswer | undefined): Finding {
  if (answer?.kind !== 'value') return missing(`sysctl ${name} in ${namespace}`);
  const real = answer.text.trim().split(/\s+/).join(' ');
  return real === value ? agrees : different(`${name} is ${real} in ${namespace}, not ${value}`);
}
