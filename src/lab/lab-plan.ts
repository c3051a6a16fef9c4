import { NslabError } from '../errors.js';
import type { CgroupPlan } from './cgroup.js';
import type { IdMap } from './id-map.js';
import { namespaceCeilings, resourceLimits } from './limits.js';
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
  readonly cgroups: readonly CgroupPlan[];
  readonly fixtures: string | undefined;
  readonly isAcknowledging: boolean;
}): string {
  const processor = architecture();
  if (!processor) {
    throw new NslabError('unsupported-system', `nslab does not run on this processor (${process.arch})`, {
      hint: 'use one of x64 or arm64',
    });
  }
  return [
    ...Object.entries(processor.calls).map(([name, number]) => line('call', name, `${number}`)),
    ...lab.cgroups.map(({ folder, limits }) =>
      line('cgroup', folder, ...limits.flatMap(({ controller, file, most }) => [controller, file, `${most}`])),
    ),
    ...resourceLimits.map(([resource, most]) => line('limit', `${resource}`, `${most}`)),
    ...Object.entries(namespaceCeilings).map(([kind, most]) => line('ceiling', kind, `${most}`)),
    ...(lab.ids.kind === 'range' ? [line('range', `${lab.ids.size}`)] : []),
    ...(lab.fixtures === undefined ? [] : [line('fixtures', lab.fixtures)]),
    ...(lab.isAcknowledging ? [line('acknowledge')] : []),
    line('root', buildFolder),
    line('hostname', hostname),
    line('filter', systemCallFilter(processor).toString('hex')),
    ...rootFileSystem(hostname, lab.token, lab.fixtures !== undefined).map((item) => line(item.verb, ...words(item), item.file)),
    line('end'),
  ].join('\n');
}

function words(item: FileItem): string[] {
  switch (item.verb) {
    case 'folder':
      return [];
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
