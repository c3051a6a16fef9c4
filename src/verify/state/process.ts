import type { FactStatement } from '../../network/fact.js';
import type { Namespace } from '../../network/snapshot.js';
import { agrees, missing, type Finding } from './finding.js';

/** What the kernel keeps of a program's name (proc_pid_comm(5)). */
const longestName = 15;

/** A process that lives in the namespace (network_namespaces(7)). */
export function checkProcess({ namespace, command }: FactStatement & { kind: 'process' }, { holders }: Namespace): Finding {
  const name = command.slice(0, longestName);
  if (holders.some((holder) => holder.kind === 'process' && holder.command === name)) return agrees;
  return missing(`process ${command} in ${namespace}`);
}
