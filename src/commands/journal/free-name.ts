import { lstatSync } from 'node:fs';

/** One that no file has, made from a name: what was put aside before stays. */
export function freeName(name: string): string {
  for (let count = 1; ; count += 1) {
    const free = count === 1 ? name : `${name}${count}`;
    if (!lstatSync(free, { throwIfNoEntry: false })) return free;
  }
}
