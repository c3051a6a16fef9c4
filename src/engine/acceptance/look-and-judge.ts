import type { Typed } from '../lesson-run.js';
import type { EntryEnd } from '../session/journal.js';
import type { SessionState } from '../session/session-state.js';
import { lookAt } from '../session/state-at-rest.js';
import type { Aim } from './aim.js';
import { judgeOwn, type EndedOwn } from './judge-own.js';
import type { OwnAnswer } from './own-answer.js';

/** What a look at the lab after a command has brought. */
interface Looked {
  readonly answer: OwnAnswer | null;
  /** The lab; `null` when it can't be looked at any more. */
  readonly state: SessionState | null;
  readonly fulfils: EntryEnd['fulfils'];
}

/** Where nobody looks. */
export const notLooked: Looked = { answer: null, state: null, fulfils: null };

/**
 * Looks at the lab after a command, and judges it where it is one of the person's own.
 * @param aim the step that they are at; `undefined` for a command that is not to be judged
 * @param onRight called as soon as it is known to have done the step
 */
export async function lookAndJudge(
  aim: Aim | undefined,
  ended: Omit<EndedOwn, 'typed'> & { readonly typed: Typed | undefined },
  onRight: ((answer: OwnAnswer) => void) | undefined,
): Promise<Looked> {
  const { entry, typed, before, world } = ended;
  const look = (): Promise<SessionState | null> => lookAt(world, entry.kind === 'step' ? 'network-known' : 'at-rest', before);
  if (!aim || !typed) return { ...notLooked, state: await look() };
  const { answer, state } = await judgeOwn(
    aim,
    { ...ended, typed },
    { glance: () => lookAt(world, 'glance', before), look, onRight: (right) => onRight?.(right) },
  );
  return {
    answer,
    state,
    fulfils: answer.kind === 'right' ? { key: aim.step.key, names: answer.names, also: answer.also.map(({ key }) => key) } : null,
  };
}
