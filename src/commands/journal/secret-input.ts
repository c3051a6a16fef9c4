import { isLiteralSecret } from './literal-value.js';
import { unquoted, type ShellPiece } from './shell-pieces.js';

/** Programs that name others and do not run them. */
const talkers = /^(?:grep|egrep|rg|man|which|type|command|apropos|whatis|ls|echo|printf|dpkg|apt|apt-get)$/;

/** As far as is looked for what is fed. */
const mostPieces = 100;

/** Whether a secret is fed to a program that reads one: `echo … | sudo -S`, `chpasswd <<< …`. */
export function hasSecretInput(pieces: readonly ShellPiece[]): boolean {
  return pieces.some((piece, at) => {
    if (!readsSecret(piece.words)) return false;
    const redirected = piece.words.findIndex((word) => word === '<<<' || word === '<<' || word === '<<-');
    if (piece.words[redirected] === '<<<') return isLiteralSecret(lastPart(piece.words[redirected + 1] ?? ''));
    if (redirected !== -1)
      return pieces.slice(at + 1, at + mostPieces).some(({ words }) => words.length > 0 && isLiteralSecret(lastPart(words[0]!)));
    return /^\|&?$/.test(piece.operator) && feeders(pieces, at).some(saysSecret);
  });
}

function readsSecret(words: readonly string[]): boolean {
  const names = words.map((word) => word.slice(word.lastIndexOf('/') + 1));
  if (talkers.test(names[0]!)) return false;
  if (names.includes('chpasswd') || words.includes('--password-stdin')) return true;
  if (names.includes('sudo') && words.some((word) => /^-[A-Za-z]*S[A-Za-z]*$/.test(word) || word === '--stdin')) return true;
  if (words.includes('passwd')) return words.includes('--stdin') || isRun(words, 'passwd');
  if (isRun(words, 'wg')) return words.some((word) => /^(?:pubkey|set|setconf|syncconf|addconf)$/.test(word));
  if (words.includes('--passphrase-fd') || isRun(words, 'cryptsetup')) return true;
  return isRun(words, 'smbpasswd') || isRun(words, 'vncpasswd') || isRun(words, 'kinit');
}

/** Whether the command is this program, maybe as another user or in another namespace. */
function isRun(words: readonly string[], program: string): boolean {
  const at = words.indexOf(program);
  return at === 0 || (at > 0 && /^(?:sudo|env|ip|nsenter|docker|podman|ssh|su|doas|chroot)$/.test(words[0]!));
}

/** What comes before it in its pipeline: back to where a line begins. */
function feeders(pieces: readonly ShellPiece[], at: number): readonly ShellPiece[] {
  const before = pieces.slice(Math.max(0, at - mostPieces), at + 1);
  const from = before.findLastIndex(({ operator }) => operator === '\n' || operator === '');
  return before.slice(Math.max(0, from), -1);
}

function saysSecret({ words }: ShellPiece): boolean {
  const said = words.findIndex((word) => word === 'echo' || word === 'printf');
  if (said === -1) return false;
  const shown = words.slice(said + 1).filter((word) => !/^-[neE]+$/.test(word) && !/^(?:%s|\\n|\s)*$/.test(unquoted(word)));
  return shown.some((word) => isLiteralSecret(lastPart(word)));
}

/** Of `user:password` the password. */
function lastPart(word: string): string {
  const bare = unquoted(word);
  const at = bare.indexOf(':');
  return at === -1 ? word : bare.slice(at + 1);
}
