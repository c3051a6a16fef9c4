import type { EntryEnd, JournalEntry } from '../../engine/session/journal.js';
import { hasSecret } from './has-secret.js';
import { isSecretVariable, namesSecret } from '../../engine/session/secret-name.js';

/** A text that the person has given for a secret and that is shorter stands in too many commands by chance. */
const shortestSecret = 4;

/** An entry as it may be written down. As for bash's HISTCONTROL=ignorespace, a space before its command says that it may not. */
export function entryWithoutSecrets(entry: JournalEntry, secrets: readonly string[]): JournalEntry & { readonly isWithheld?: true } {
  const isSecret = entry.command.startsWith(' ') || saysSecret(entry.command, secrets);
  return isSecret ? { ...entry, command: '', isWithheld: true } : entry;
}

/** What came of an entry, as it may be written down. @param isWithheld whether the command is; then what may repeat it is as well */
export function endWithoutSecrets(end: EntryEnd, isWithheld: boolean, secrets: readonly string[]): EntryEnd {
  const { step } = end;
  const reason = step?.reason;
  const isTold =
    reason && !isWithheld && ![reason.text, ...Object.values(reason.params).map(String)].some((text) => saysSecret(text, secrets));
  return {
    ...end,
    values: isWithheld ? [] : end.values,
    keys: isWithheld || end.keys === null || saysSecret(end.keys, secrets) ? null : end.keys,
    step: step && { ...step, reason: reason && !isTold ? { ...reason, params: {}, text: '' } : step.reason },
    digests: end.digests && Object.fromEntries(Object.entries(end.digests).filter(([name]) => !isSecretVariable(name))),
  };
}

/** The values of placeholders that may be written down, and those that may not. */
export function splitValues(values: Readonly<Record<string, string>>): {
  kept: Readonly<Record<string, string>>;
  secrets: readonly string[];
} {
  const isSecret = ([name, value]: [string, string]): boolean => namesSecret(name) || hasSecret(value);
  const rows = Object.entries(values);
  return {
    kept: Object.fromEntries(rows.filter((row) => !isSecret(row))),
    secrets: rows.filter(isSecret).flatMap(([, value]) => (value.length >= shortestSecret ? [value] : [])),
  };
}

function saysSecret(text: string, secrets: readonly string[]): boolean {
  return secrets.some((secret) => text.includes(secret)) || hasSecret(text);
}
