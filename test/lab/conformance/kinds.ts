/** One kind of shell that documents open, and what is to be seen of it. */
export interface ShellKind {
  /** What opens it in the terminal's own bash; nothing for that one itself. */
  readonly open: string | undefined;
  readonly shell: 'bash' | 'dash' | 'busybox';
  readonly namespace: string | RegExp;
  readonly greeting: RegExp | '';
  /** What it says when it is left. */
  readonly farewell: string;
  /** The program that has to be installed for it. */
  readonly needs: string | undefined;
  /** Whether it takes a lab with more than one user. */
  readonly becomesUser: boolean;
}

const banner = /^(\n*BusyBox v[^\n]*\n[^\n]*)?\n*$/;

function bash(open: string | undefined, more: Partial<ShellKind> = {}): ShellKind {
  return { open, shell: 'bash', namespace: 'host', greeting: '', farewell: 'exit', needs: undefined, becomesUser: false, ...more };
}

function dash(open: string, more: Partial<ShellKind> = {}): ShellKind {
  return bash(open, { shell: 'dash', farewell: '', ...more });
}

function busybox(open: string, more: Partial<ShellKind> = {}): ShellKind {
  return bash(open, { shell: 'busybox', greeting: banner, farewell: '', needs: 'busybox', ...more });
}

/** A namespace without a name. */
export const unnamed = /^net:\[\d+\]$/;

export const kinds = {
  own: bash(undefined),
  bash: bash('bash'),
  'bash -l': bash('bash -l', { farewell: 'logout' }),
  'bash --norc': bash('bash --norc'),
  'env -i bash': bash('env -i bash --norc --noprofile'),
  sh: dash('sh'),
  'env -i sh': dash('env -i sh'),
  'busybox sh': busybox('busybox sh'),
  'unshare -n busybox ash': busybox('unshare -n busybox ash', { namespace: unnamed }),
  'ip netns exec bash': bash('ip netns exec ns1 bash', { namespace: 'ns1' }),
  'ip netns exec sh': dash('ip netns exec ns1 sh', { namespace: 'ns1' }),
  nsenter: bash('nsenter --net=/run/netns/ns1', { namespace: 'ns1', farewell: 'logout' }),
  'unshare -n bash': bash('unshare -n bash', { namespace: unnamed }),
  'unshare --pid bash': bash('unshare --fork --pid --mount-proc bash'),
  'sudo -i': bash('sudo -i', { farewell: 'logout' }),
  'sudo su': bash('sudo su', { becomesUser: true }),
  'su - learner': bash('su - learner', { farewell: 'logout', becomesUser: true }),
  'su learner': bash('su learner', { becomesUser: true }),
  script: bash('script -q /dev/null', { needs: 'script' }),
  'script sh': dash('script -q -e -c sh /dev/null', { needs: 'script' }),
  'exec bash': bash('exec bash'),
  'exec sh': dash('exec sh'),
} as const satisfies Readonly<Record<string, ShellKind>>;

export type KindName = keyof typeof kinds;

export const kindNames = Object.keys(kinds) as readonly KindName[];

/** Each way of a bash to start: with nslab's settings or without, as a login shell, as another user, on a terminal of its own. */
export const bashKinds: readonly KindName[] = ['own', 'bash --norc', 'ip netns exec bash', 'nsenter', 'su learner', 'script'];
export const dashKinds: readonly KindName[] = ['sh', 'ip netns exec sh', 'script sh'];
export const busyboxKinds: readonly KindName[] = ['busybox sh', 'unshare -n busybox ash'];
export const distinctKinds: readonly KindName[] = [...bashKinds, ...dashKinds, 'busybox sh'];
/** Those that have nslab's hooks besides their prompts. */
export const hookedKinds = bashKinds.filter((name) => name !== 'bash --norc' && name !== 'env -i bash');
/** Where an echoed Ctrl-C and redirected prompts don't get in the way: script(1) echoes, busybox prints its prompts to standard output. */
export const quietKinds = distinctKinds.filter((name) => !name.startsWith('script') && !name.includes('busybox'));
/** One of each program, for what takes its time. */
export const fewKinds: readonly KindName[] = ['own', 'sh', 'busybox sh'];
/** Some more, for what takes a little time. */
export const someKinds: readonly KindName[] = [...fewKinds, 'bash --norc', 'su learner', 'script sh'];
/** Those that know what terminal they run on. */
export const termKinds = kindNames.filter((name) => !name.startsWith('env -i'));
/** Shells of another user can't do what root can. */
export const rootKinds = kindNames.filter((name) => !name.endsWith('learner'));
/** Those from which one goes back to another shell. */
export const nestedKinds = kindNames.filter((name) => name !== 'own' && !name.startsWith('exec'));
