import { isLiteralSecret } from './literal-value.js';
import { hasSecretArgument } from './secret-arguments.js';
import { hasSecretInput } from './secret-input.js';
import { namesSecret } from '../../engine/session/secret-name.js';
import { namedValues, secretForms, secretShapes } from './secret-patterns.js';
import { shellPieces, unquoted } from './shell-pieces.js';

/** Commands in quotes in commands in quotes: nobody types more of them. */
const deepest = 3;

/**
 * Whether what is typed looks as if it had a secret in it: written down, not read from a file or a variable. When in doubt it does: a command that is not
 * kept is a nuisance, a password on a disk is worse.
 */
export function hasSecret(text: string, depth = 0): boolean {
  if (secretShapes.some((shape) => shape.test(text))) return true;
  const plain = text.replaceAll('\\"', '"');
  for (const pattern of namedValues) {
    for (const [, name, value] of plain.matchAll(pattern)) if (namesSecret(name!) && isLiteralSecret(value!)) return true;
  }
  for (const form of secretForms) for (const [, secret] of plain.matchAll(form)) if (isLiteralSecret(secret!)) return true;
  const pieces = shellPieces(text);
  if (pieces.some(hasSecretArgument) || hasSecretInput(pieces)) return true;
  if (depth === deepest) return false;
  return pieces.some(({ words }) => words.some((word) => insides(word).some((inside) => hasSecret(inside, depth + 1))));
}

/** Text in a word that may be commands itself: of `$(…)`, and of quotes. */
function insides(word: string): string[] {
  const from = word.indexOf('$(');
  const substituted = from === -1 ? /`([^`]+)`/.exec(word)?.[1] : word.slice(from + 2, Math.max(from + 2, word.lastIndexOf(')')));
  const bare = unquoted(word);
  return [...(substituted === undefined ? [] : [substituted]), ...(bare !== word && /\s/.test(bare) ? [bare] : [])];
}
