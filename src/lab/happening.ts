import type { StreamPart } from './marks.js';

/** What is to be dealt with while a person has a terminal: what its shell tells, keys, its end, and what time brings. */
export type Happening =
  | StreamPart
  | { readonly kind: 'keys' | 'lost' | 'look' }
  /** Enter at the prompt of a shell that does not tell lines, when the terminal has shown the keys before it. */
  | { readonly kind: 'enter' }
  /** The person is to leave, at once or, at the second time, whatever goes on. */
  | { readonly kind: 'leave' }
  /** Something has been waited for long enough: a shell that prepares itself, a line that is told, the next prompt. */
  | { readonly kind: 'give-up' | 'show' | 'go-on' };

/** Whether a shell tells by it that it goes on to something else. */
export function isMark({ kind }: Happening): boolean {
  return kind === 'start' || kind === 'continue' || kind === 'end' || kind === 'ready';
}

/** Whether it is a part of a prompt, drawn for the first time or once more. */
export function isOfPrompt(happening: Happening): boolean {
  const { kind } = happening;
  return kind === 'ready' || kind === 'continue' || (kind === 'end' && !happening.isFromHook);
}
