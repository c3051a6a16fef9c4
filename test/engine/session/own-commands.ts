import fc from 'fast-check';
import { fileKinds } from './own/files.js';
import { nestedKinds } from './own/nested.js';
import { networkKinds } from './own/network.js';
import { Picks, type OwnKind, type Written } from './own/own-kind.js';
import { processKinds } from './own/processes.js';
import { shellKinds } from './own/shell.js';
import { systemKinds } from './own/system.js';
import { variableKinds } from './own/variables.js';
import { shellOf, type World } from './world.js';

/** Every kind of command that a learner may type of their own accord, by its name. No command depends on time or chance, and none takes long. */
export const ownKinds: Readonly<Record<string, OwnKind>> = {
  ...variableKinds,
  ...shellKinds,
  ...fileKinds,
  ...processKinds,
  ...nestedKinds,
  ...networkKinds,
  ...systemKinds,
};

/** What somebody wants to type; the words of it depend on what there is then. */
export interface OwnWish {
  readonly kind: string;
  readonly picks: readonly number[];
}

/** Wishes of any kind, or of those that are named. */
export function ownWish(kinds: readonly string[] = Object.keys(ownKinds)): fc.Arbitrary<OwnWish> {
  return fc.record({ kind: fc.constantFrom(...kinds), picks: fc.array(fc.nat(59), { minLength: 4, maxLength: 4 }) });
}

/**
 * The command that a wish comes to; nothing when there is nothing for it to be about.
 * @param entry what the entry is known by that it becomes
 */
export function writeOwn({ kind, picks }: OwnWish, world: World, terminal: string, entry: number): Required<Written> | undefined {
  const written = ownKinds[kind]!({ world, pick: new Picks(picks), terminal, shell: shellOf(world, terminal), entry });
  if (written === undefined) return undefined;
  return typeof written === 'string' ? { command: written, after: () => {} } : { after: () => {}, ...written };
}
