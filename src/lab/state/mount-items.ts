import type { Lab } from '../create-lab.js';
import { withoutDrawnNames, withoutNumber } from './lab-chance.js';
import type { IdMap } from '../id-map.js';
import type { StateItems } from './lab-state.js';
import type { NamespaceNames } from './namespace-names.js';
import { plainName } from './plain-text.js';
import type { RawLab } from './raw-lab.js';

/** Where Docker mounts what containers need. */
const dockersOwn = /^\/(?:run\/(?:docker|containerd)|var\/lib\/(?:docker|containerd))/;
/** Where the parts of a container's file system lie, under names that are drawn. */
const layers = /^(?:lowerdir|upperdir|workdir)=/;

/** Adds every mount of every mount namespace in which processes of the lab live. */
export function addMounts(items: StateItems, { mounts }: RawLab, names: NamespaceNames, { ids, isPrivileged }: Lab): void {
  for (const [number, table] of mounts) {
    const place = names.nameOf('mnt', number);
    for (const line of table.split('\n').filter(Boolean)) {
      const mount = mountOf(line, ids);
      if (isPrivileged && dockersOwn.test(mount.path)) continue;
      items.add('mount', `${mount.path}${place === 'host' ? '' : ` in the mounts ${place}`}`, withoutDrawnNames(mount.text));
    }
  }
}

/** A line of proc_pid_mountinfo(5) without the numbers in it. */
function mountOf(line: string, ids: IdMap): { readonly path: string; readonly text: string } {
  const [before, after] = splitOnce(line, ' - ');
  const [, , , root = '', path = '', options = '', ...tags] = before.split(' ');
  const [type = '', source = '', superOptions = ''] = after.split(' ');
  const shared = tags.map((tag) => tag.replace(/:\d+$/, '')).filter((tag) => tag !== 'propagate_from');
  const settings = superOptions
    .split(',')
    .filter((option) => type !== 'overlay' || !layers.test(option))
    .map((option) => insideId(option, ids));
  const text = [
    `type ${type}`,
    `source ${named(source)}`,
    `part ${withoutNumber(named(root))}`,
    `options ${options}`,
    `settings ${named(settings.join(','))}`,
  ];
  return { path: named(path), text: [...text, ...(shared.length > 0 ? [shared.join(' ')] : [])].join('\n') };
}

/** Some file systems show ids as they are outside, which are drawn for each lab. */
function insideId(option: string, { uidBase, gidBase, size }: IdMap): string {
  const [, kind, digits] = /^(uid|gid)=(\d+)$/.exec(option) ?? [];
  if (kind === undefined) return option;
  const id = Number(digits) - (kind === 'uid' ? uidBase : gidBase);
  return id >= 0 && id < size ? `${kind}=${id}` : option;
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** The kernel writes some bytes of a name as three octal digits. */
function named(field: string): string {
  return plainName(
    Buffer.from(
      field.replaceAll(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8))),
      'latin1',
    ),
  );
}
