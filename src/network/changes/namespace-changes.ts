import type { HeldBy } from '../change.js';
import type { Namespace } from '../snapshot.js';
import type { Compared } from './compared.js';

/** Namespaces that were made, are gone, or have other names. */
export function compareNamespaces(compared: Compared): void {
  const { story } = compared;
  for (const namespace of compared.namespaces) {
    const { before, after, isNew, label } = namespace;
    if (!after) namespace.finding = story.add({ kind: 'namespace-removed', namespace: label });
    else if (isNew) {
      const isNamed = after.names.length > 0;
      const heldBy = isNamed ? null : holderOf(after);
      namespace.finding = story.add({ kind: 'namespace-added', namespace: label, isNamed, container: after.container, heldBy });
      for (const name of after.names.filter((other) => other !== label))
        story.add({ kind: 'namespace-named', namespace: label, name }, namespace.finding);
    } else if (before && before.names.join('/') !== after.names.join('/')) {
      for (const name of before.names.filter((other) => !after.names.includes(other)))
        story.add({ kind: 'namespace-unnamed', namespace: label, name, heldBy: holderOf(after) });
      for (const name of after.names.filter((other) => !before.names.includes(other)))
        story.add({ kind: 'namespace-named', namespace: label, name });
    }
  }
}

/** What keeps a namespace: its first other name, or the first process, file or mount. */
function holderOf({ names: [name], holders }: Namespace): HeldBy | null {
  return name === undefined ? (holders[0] ?? null) : { kind: 'name', name };
}
