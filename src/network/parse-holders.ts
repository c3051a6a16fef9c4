import { labText } from './lab-text.js';
import type { Holder } from './snapshot.js';

/** What keeps a namespace, as read from /proc. */
export interface Held {
  readonly names: readonly string[];
  readonly holders: readonly Holder[];
  /** The processes in it, as the runner numbers them. */
  readonly pids: readonly number[];
}

const named = /^(?:\/var)?\/run\/netns\/([^/]+)$/;

export function heldBy(lines: readonly Buffer[]): Held {
  const names = new Set<string>();
  const holders: Holder[] = [];
  const pids: number[] = [];
  for (const line of lines) {
    const [kind, first = '', second = '', third = ''] = line.toString('latin1').split('\t');
    if (kind === 'mount') {
      const path = unescaped(second, /\\([0-7]{3})/g, 8);
      const name = first === 'here' ? named.exec(path)?.[1] : undefined;
      if (name === undefined) holders.push({ kind, path });
      else names.add(name);
    } else if (kind === 'process' || kind === 'file') {
      if (kind === 'process') pids.push(Number(first));
      holders.push({ kind, pid: Number(second), command: unescaped(third, /%([0-9A-F]{2})/g, 16) });
    }
  }
  return { names: [...names].toSorted(), holders: withoutRepeats(holders).toSorted(inOrder), pids };
}

function unescaped(latin1: string, pattern: RegExp, base: number): string {
  return labText(
    Buffer.from(
      latin1.replaceAll(pattern, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, base) & 0xff)),
      'latin1',
    ),
  );
}

/** One process may have a namespace open several times. */
function withoutRepeats(holders: readonly Holder[]): Holder[] {
  return [...new Map(holders.map((holder) => [JSON.stringify(holder), holder])).values()];
}

const ranks = { process: 0, file: 1, mount: 2 } as const;

function inOrder(a: Holder, b: Holder): number {
  if (a.kind !== b.kind) return ranks[a.kind] - ranks[b.kind];
  return a.kind === 'mount' && b.kind === 'mount'
    ? a.path < b.path
      ? -1
      : Number(a.path > b.path)
    : (a as { pid: number }).pid - (b as { pid: number }).pid;
}
