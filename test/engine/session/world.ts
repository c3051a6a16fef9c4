/** An interactive shell that somebody has open. */
export interface Shell {
  readonly program: 'bash' | 'dash';
  /** The network namespace that it is in; `null` for the lab's own, `unnamed` for one of its own. */
  readonly namespace: string | null;
  readonly user: 'root' | 'learner';
  variables: string[];
  functions: string[];
  aliases: string[];
  /** Numbers of files that it has open for writing and for reading. */
  writes: number[];
  reads: number[];
  /** Its jobs in the background: the entry that has printed the number of each. */
  jobs: { readonly number: number; readonly entry: number }[];
  hasCoprocess: boolean;
  /** Folders that pushd has put away. */
  pushed: number;
}

export interface Link {
  readonly name: string;
  readonly namespace: string | null;
  readonly kind: 'veth' | 'bridge';
  readonly peer: string | null;
  readonly addresses: readonly string[];
}

/**
 * What exists in a lab, as far as it takes to write commands that mostly succeed. It need not be right: a command that fails has to fail
 * again when it is done again.
 */
export interface World {
  /** The shells of each terminal, the innermost last. */
  readonly shells: Record<string, Shell[]>;
  namespaces: string[];
  links: Link[];
  files: string[];
  folders: string[];
  pipes: string[];
  /** Folders over which something is mounted. */
  mounts: string[];
}

export function emptyWorld(): World {
  return { shells: {}, namespaces: [], links: [], files: [], folders: [], pipes: [], mounts: [] };
}

export function newShell(program: Shell['program'], namespace: string | null = null, user: Shell['user'] = 'root'): Shell {
  return {
    program,
    namespace,
    user,
    variables: [],
    functions: [],
    aliases: [],
    writes: [],
    reads: [],
    jobs: [],
    hasCoprocess: false,
    pushed: 0,
  };
}

/** The shells of a terminal, which is opened when it is not there. */
export function shellsOf(world: World, terminal: string): [Shell, ...Shell[]] {
  const shells = (world.shells[terminal] ??= [newShell('bash')]);
  return shells as [Shell, ...Shell[]];
}

export function shellOf(world: World, terminal: string): Shell {
  return shellsOf(world, terminal).at(-1)!;
}
