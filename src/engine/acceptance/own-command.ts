import { lookMistake } from '../../lesson/known/look-mistake.js';
import { isLooking } from '../../lesson/known/looking.js';
import { looksOf } from '../../lesson/known/looks.js';
import { onlyPrints } from '../../lesson/known/only-prints.js';
import type { Step } from '../../lesson/lesson.js';
import { shellEffect } from '../../lesson/story/shells.js';
import type { EffectCause } from '../../verify/effect/causes/effect-cause.js';
import { onlyLooks } from '../session/only-looks.js';
import type { SessionState } from '../session/session-state.js';
import type { OwnCause } from './own-answer.js';
import { hasSameFacts } from './same-facts.js';

/** The status of what Ctrl-C has ended. */
const interrupted = 130;

/** A command of the person's own, and the lab after it. */
export interface OwnCommand {
  readonly command: string;
  readonly shell: string;
  readonly exitCode: number | null;
  readonly output: string;
  /** Whether it changed nothing that nslab sees. */
  readonly isLook: boolean;
  readonly state: SessionState;
  /** The namespace of the shell that the step is to be typed into, after it. */
  readonly shellNow: string;
  /** Why it has failed, if that can be told. */
  readonly diagnose: () => OwnCause;
}

/** Nobody means to do a step by it: it looks, prints, opens a shell or leaves one. */
export function isIdleCommand({ command, shell, exitCode, isLook: isUnchanged }: OwnCommand, step: Step): boolean {
  if (shellEffect(command, shell) !== undefined) return shellEffect(step.command, step.shell) === undefined;
  const looks = looksOf(command, shell)?.filter(({ subject }) => !/^(?:true|:)/.test(subject)) ?? [];
  return isUnchanged && (exitCode === interrupted || onlyLooks(command) || onlyPrints(command) || looks.length > 0);
}

/** Another kind of look that shows all that the lesson shows. What is asked of others is no look at what is there. */
export function showsTheSame({ command, expect }: Step, own: OwnCommand): boolean {
  return isLooking(command) && !onlyPrints(own.command) && hasSameFacts(expect.output?.lines ?? [], own.output);
}

/** What is wrong with a look that is of the lesson's kind, and somewhere else. */
export function lookCause(step: Step, own: OwnCommand): EffectCause | undefined {
  const mistake = own.isLook ? lookMistake(step.command, own.command, step.shell, own.shell) : undefined;
  if (!mistake) return undefined;
  const { kind, found, meant } = mistake;
  if (kind === 'place') return { code: 'looked-elsewhere', params: { namespace: found, otherNamespace: meant }, about: null };
  return { code: 'asked-another', params: { name: found, meant }, about: null };
}
