import { looksOf } from './looks.js';

/** In what a look differs from another one that is of the same kind. */
export type LookMistake =
  /** Where it looks. */
  | { readonly kind: 'place'; readonly found: string; readonly meant: string }
  /** Whom it asks. */
  | { readonly kind: 'target'; readonly found: string; readonly meant: string };

/**
 * What is wrong with a command that looks as the lesson's does, but somewhere else, or that asks somebody else; `undefined` for another kind of look.
 * @param shell the namespace of the shell that the lesson's is typed into
 * @param ownShell and of that which the learner's is typed into
 */
export function lookMistake(reference: string, own: string, shell: string, ownShell: string): LookMistake | undefined {
  const [wanted, found] = [looksOf(reference, shell)?.[0], looksOf(own, ownShell)?.[0]];
  if (!wanted || !found || wanted.subject === 'namespaces') return undefined;
  const [askedWanted, askedFound] = [askedBy(wanted.subject), askedBy(found.subject)];
  if (askedWanted !== undefined && askedFound !== undefined && askedWanted !== askedFound)
    return { kind: 'target', found: askedFound, meant: askedWanted };
  const isCards = (subject: string): boolean => subject === 'link' || subject === 'address';
  const isSameKind = wanted.subject === found.subject || (isCards(wanted.subject) && isCards(found.subject));
  return isSameKind && wanted.place !== found.place ? { kind: 'place', found: found.place, meant: wanted.place } : undefined;
}

function askedBy(subject: string): string | undefined {
  return /^(?:reach|trace|arping) (.+)$/.exec(subject)?.[1];
}
