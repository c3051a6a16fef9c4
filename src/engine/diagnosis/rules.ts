import type { Finding } from './diagnosis.js';
import { addressSaid } from './rules/address-said.js';
import { linkMissing } from './rules/link-missing.js';
import { nameNotKnown } from './rules/name-not-known.js';
import { namespaceMissing } from './rules/namespace-missing.js';
import { nothingComes } from './rules/nothing-comes.js';
import { notShown } from './rules/not-shown.js';
import { routeSaid } from './rules/route-said.js';
import { takenAlready } from './rules/taken-already.js';
import { wordsSaid } from './rules/words-said.js';
import type { Scene } from './scene.js';

/** Looks for one family of causes. Gives nothing when the step is not about it, or when nothing is sure enough. */
export type Rule = (scene: Scene) => Finding | undefined;

/** In the order in which they are asked: what a tool says in plain words first, what has to be followed up through the network later. */
export const rules: readonly Rule[] = [
  namespaceMissing,
  linkMissing,
  wordsSaid,
  takenAlready,
  addressSaid,
  routeSaid,
  nameNotKnown,
  nothingComes,
  notShown,
];
