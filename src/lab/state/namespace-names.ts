import { plainName } from './plain-text.js';
import type { LabProcess } from './lab-process.js';
import type { RawLab } from './raw-lab.js';

/** What the namespaces of a lab are called, whose numbers go by chance. */
export interface NamespaceNames {
  /** `host` for the one of PID 1, a name of ip-netns(8), else `unnamed 1`, in the order of the processes in them. @param kind as in /proc/PID/ns */
  readonly nameOf: (kind: string, number: string) => string;
  /** The namespaces of a process that are not those of PID 1, as `network ns1, mounts unnamed 1`. */
  readonly ofProcess: (process: LabProcess) => string;
}

const words: Readonly<Record<string, string>> = {
  cgroup: 'control groups',
  ipc: 'ipc',
  mnt: 'mounts',
  net: 'network',
  pid: 'processes',
  time: 'time',
  user: 'users',
  uts: 'host name',
};

export function namespaceNames(lab: RawLab, processes: readonly LabProcess[]): NamespaceNames {
  const names = new Map<string, string>();
  const first = lab.processes[0]!;
  const linkOf = (links: ReadonlyMap<string, Buffer>, kind: string): string => links.get(kind)?.toString('latin1') ?? '';
  for (const kind of Object.keys(words)) names.set(linkOf(first.links, kind), 'host');
  const [table = ''] = lab.mounts.values();
  for (const [, link = '', file = ''] of table.matchAll(/^\d+ \d+ \S+ (net:\[\d+\]) (?:\/var)?\/run\/netns\/(\S+) /gm)) {
    const bytes = Buffer.from(
      file.replaceAll(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8))),
      'latin1',
    );
    if (!names.has(link)) names.set(link, plainName(bytes));
  }
  for (const kind of Object.keys(words)) {
    let count = 0;
    for (const { raw } of processes) {
      const link = linkOf(raw.links, kind);
      if (!names.has(link)) names.set(link, `unnamed ${(count += 1)}`);
    }
  }
  const nameOf = (kind: string, number: string): string => names.get(`${kind}:[${number}]`) ?? 'unnamed';
  return {
    nameOf,
    ofProcess: ({ raw }) =>
      Object.entries(words)
        .map(([kind, word]) => [word, names.get(linkOf(raw.links, kind)) ?? 'unnamed'] as const)
        .filter(([, name]) => name !== 'host')
        .map(([word, name]) => `${word} ${name}`)
        .join(', '),
  };
}
