import { descendantsOf, listeningSockets, networkNamespace, type ListeningSocket } from './processes.js';

/** Who listens in the namespaces of a lab, each namespace once, by its inode. A namespace without a process has nobody who could. */
export function listenersIn(first: number): (ListeningSocket & { readonly inode: number })[] {
  const seen = new Set<string>();
  return descendantsOf(first).flatMap((pid) => {
    const namespace = networkNamespace(pid);
    if (namespace === undefined || seen.has(namespace)) return [];
    seen.add(namespace);
    return listeningSockets(pid).map((socket) => ({ ...socket, inode: Number(/\d+/.exec(namespace)?.[0]) }));
  });
}
