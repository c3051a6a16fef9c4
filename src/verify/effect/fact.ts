/** What a fact is about. */
export type EffectFactKind =
  | 'namespace'
  | 'link'
  | 'peer'
  | 'lower'
  | 'attribute'
  | 'address'
  | 'route'
  | 'rule'
  | 'neighbour'
  | 'forwarding'
  | 'chain'
  | 'policy'
  | 'firewall-rule'
  | 'firewall-order'
  | 'sysctl'
  | 'file'
  | 'mode'
  | 'mount'
  | 'host-name'
  | 'process'
  | 'shell'
  | 'shells'
  | 'folder'
  | 'variable'
  | 'function'
  | 'alias'
  | 'option'
  | 'trap'
  | 'parameter'
  | 'open-file';

/** What can be so or otherwise in a lab: the key of a fact. */
export interface FactPlace {
  readonly kind: EffectFactKind;
  /** The namespace; of what belongs to a shell, its terminal; else empty. */
  readonly place: string;
  /** The link, the destination, the file, the setting: what it is about. */
  readonly subject: string;
  /** Which of several things of that subject. */
  readonly detail: string;
}

export interface Fact extends FactPlace {
  readonly value: string;
  /** Whether the kernel or the shell makes it of other facts, so that it need not be asked for where those are. */
  readonly isDerived: boolean;
}

/** A moment of a lab as facts, by their keys. */
export type Facts = ReadonlyMap<string, Fact>;

export function factKey({ kind, place, subject, detail }: FactPlace): string {
  return `${kind}\u0000${place}\u0000${subject}\u0000${detail}`;
}
