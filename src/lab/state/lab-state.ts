export type StateKind =
  | 'file'
  | 'mount'
  | 'host-name'
  | 'process'
  | 'shell'
  | 'open-file'
  | 'variable'
  | 'function'
  | 'alias'
  | 'option'
  | 'trap'
  | 'parameter';

/** One thing in a lab that is not its network. */
export interface StateItem {
  readonly kind: StateKind;
  /** For people, unique within its kind: `/root/a.txt`, `sleep 300`. */
  readonly name: string;
  /** All that makes it equal or not, as text. */
  readonly text: string;
  /** Whether it changes by itself, such as a file that a process of the lab has open for writing. */
  readonly isRestless: boolean;
}

/** Everything of a lab that is not its network, by kind and name. */
export type LabState = ReadonlyMap<string, StateItem>;
