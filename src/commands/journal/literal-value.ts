import { namesSecret } from '../../engine/session/secret-name.js';
import { unquoted } from './shell-pieces.js';

/** Words that stand where a secret could, and are none. */
const harmless =
  /^(?:true|false|yes|no|on|off|none|null|nil|undefined|required|requisite|optional|sufficient|any|auto|default|prompt|ask|stdin|-|[01]|\*+|x{3,}|\.{3}|…+|\?+)$/i;
const place = /^(?:\.{0,2}\/|~|@|(?:file|env|fd|stdin):)/;
/** What the shell puts something else in place of, and what a reader is to put something in place of. A default after `:-` is literal. */
const expansion =
  /\$\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|`[^`]*`|\$\{\w+\}|\$\{\w+:?\?[^}]*\}|\$[\w@*#?!$-]|\$\w+|<[^<>]*>|\{\{[^{}]*\}\}|^\[[^[\]]*\]$/g;

/** Whether a word, with its quotes, has text of its own where a secret may stand: no expansion, placeholder, path or yes. */
export function isLiteralSecret(word: string): boolean {
  if (/^\$\(|^`/.test(word.replace(/^"/, ''))) return false;
  const text = unquoted(word);
  if (harmless.test(text) || place.test(text)) return false;
  if (/^[A-Z][A-Z\d_]*$/.test(text) && namesSecret(text)) return false;
  // Between single quotes a dollar is one: a hash as of crypt(5).
  if (word.startsWith("'") && /^\$\w+\$/.test(text)) return true;
  return /[\p{L}\p{N}]/u.test(text.replaceAll(/\$\w{2,}/g, '').replaceAll(expansion, ''));
}
