import { NslabError } from '../errors.js';
import { planAllCgroups, planCgroups, type CgroupPlan } from './cgroup.js';
import { dockerScript } from './docker-script.js';
import type { IdMap } from './id-map.js';
import { namespaceCeilings, processLimit, resourceLimits } from './limits.js';
import { findInSystem } from './programs.js';
import { buildFolder, rootFileSystem, type FileItem } from './root-file-system.js';
import { systemCallFilter } from './system-call-filter.js';
import { architecture } from './system-calls.js';

const hostname = 'lab';

/**
 * What the lab's program is told to make, line by line; `lab-script.ts` lists the words.
 * @throws {NslabError} `unsupported-system` on a processor that nslab does not know.
 */
export function labPlan(lab: {
  readonly ids: IdMap;
  readonly token: string;
  readonly fixtures: string | undefined;
  readonly isAcknowledging: boolean;
  /** Without user namespaces, and with Docker. */
  readonly isPrivileged: boolean;
  readonly isRecorded: boolean;
}): string {
  const processor = architecture();
  if (!processor) {
    throw new NslabError(
      'unsupported-system',
      { en: `nslab does not run on this processor (${process.arch})`, zh: `nslab 不能在这种处理器上运行（${process.arch}）` },
      {
        hint: { en: 'use one of x64 or arm64', zh: '请用 x64 或 arm64' },
      },
    );
  }
  const { isPrivileged, isRecorded } = lab;
  const takesRequests = isRecorded || lab.isAcknowledging;
  const files = rootFileSystem(hostname, lab.token, { hasFixtures: lab.fixtures !== undefined, isPrivileged, isRecorded, takesRequests });
  return [
    ...Object.entries(processor.calls).map(([name, number]) => line('call', name, `${number}`)),
    ...(lab.isPrivileged ? privilegedPart() : ordinaryPart()),
    ...(lab.ids.kind === 'range' ? [line('range', `${lab.ids.size}`)] : []),
    ...(lab.fixtures === undefined ? [] : [line('fixtures', lab.fixtures)]),
    ...(lab.isAcknowledging ? [line('acknowledge')] : []),
    line('root', buildFolder),
    line('hostname', hostname),
    line('filter', systemCallFilter(processor, lab.isPrivileged).toString('hex')),
    ...files.map((item) => line(item.verb, ...words(item), item.file)),
    line('end'),
  ].join('\n');
}

function ordinaryPart(): string[] {
  return [
    ...planCgroups().map(cgroupLine),
    ...resourceLimits.map(([resource, most]) => line('limit', `${resource}`, `${most}`)),
    ...Object.entries(namespaceCeilings).map(([kind, most]) => line('ceiling', kind, `${most}`)),
  ];
}

/** Ceilings and the limit on processes would be counted for root of the machine, so its control groups have to do. */
function privilegedPart(): string[] {
  const { groups, hierarchies } = planAllCgroups();
  return [
    line('privileged'),
    ...groups.map(cgroupLine),
    ...hierarchies.map(({ type, options, name }) => line('hierarchy', type, options, name)),
    ...resourceLimits.filter(([resource]) => resource !== processLimit).map(([resource, most]) => line('limit', `${resource}`, `${most}`)),
    line('prepare', findInSystem('perl')!, '-e', dockerScript, findInSystem('dockerd')!, findInSystem('busybox')!),
  ];
}

function cgroupLine({ folder, limits }: CgroupPlan): string {
  return line('cgroup', folder, ...limits.flatMap(({ controller, file, most }) => [controller, file, most]));
}

function words(item: FileItem): string[] {
  switch (item.verb) {
    case 'folder':
      return item.mode === undefined ? [] : [item.mode];
    case 'link':
      return [item.target];
    case 'file':
      return [item.mode, item.text];
    case 'copy':
    case 'bind':
      return [item.from];
    case 'tmpfs':
      return [item.options];
  }
}

/** Words separated by tabs, in which no sign stands that separates words or lines. */
function line(...parts: readonly string[]): string {
  return parts.map((part) => part.replaceAll(/[%\t\n]/g, escape)).join('\t');
}

function escape(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`;
}
