import type { FactStatement } from '../../network/fact.js';
import { agrees, missing, type Finding } from './finding.js';
import type { ProbeAnswer } from './reach.js';

/** What the kernel keeps of a program's name (proc_pid_comm(5)), in bytes. */
const longestName = 15;

/** A process that lives in the namespace (network_namespaces(7)). */
export function checkProcess({ namespace, command }: FactStatement & { kind: 'process' }, answer: ProbeAnswer | undefined): Finding {
  const names = answer?.kind === 'value' ? answer.text.split('\n') : [];
  return names.includes(command.slice(0, longestName)) ? agrees : missing(`process ${command} in ${namespace}`);
}
