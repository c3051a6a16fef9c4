import type { RuleFact } from '../../network/fact.js';
import type { Namespace } from '../../network/snapshot.js';
import { agrees, missing, type Finding } from './finding.js';

/** A rule of policy routing (ip-rule(8)). It may select more narrowly than what is said of it. */
export function checkRule({ namespace, priority, parts }: RuleFact, { rules }: Namespace): Finding {
  const holds = rules.some((rule) => {
    const words = ` ${rule.text} `;
    return (priority === null || rule.priority === priority) && parts.every((part) => words.includes(` ${part} `));
  });
  if (holds) return agrees;
  return missing(`rule ${[...(priority === null ? [] : [`priority ${priority}`]), ...parts].join(' ')} in ${namespace}`);
}
