import type { Namespace } from '../../../network/snapshot.js';
import type { FactList } from '../fact-list.js';
import type { Naming } from '../naming.js';
import { linkOfSysctl, sysctlSources } from './sysctl-sources.js';

/** Settings that a fresh namespace has otherwise. One that is as the setting for all links is may have come with that. */
export function addSysctlFacts(facts: FactList, { label, sysctls }: Namespace, naming: Naming): void {
  const place = naming.namespace(label);
  for (const [name, value] of Object.entries(sysctls)) {
    const link = linkOfSysctl(name);
    const renamed = link === undefined ? name : name.replace(`.${link}.`, `.${naming.link(label, link)}.`);
    facts.add(
      'sysctl',
      place,
      renamed,
      '',
      value,
      sysctlSources(name).some((other) => sysctls[other] === value),
    );
  }
}
