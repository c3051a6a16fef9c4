import { isLiteralSecret } from './literal-value.js';
import { namesSecret } from '../../engine/session/secret-name.js';
import { unquoted, type ShellPiece } from './shell-pieces.js';

/** Whether the words behind a program's name have a secret among them. */
type Finder = (words: readonly string[]) => boolean;

/** An option with a single letter, followed by its value or with it in the same word. */
function option(letters: string, isSecret: (value: string) => boolean = isLiteralSecret): Finder {
  const alone = new RegExp(`^-[A-Za-z]{0,6}[${letters}]$`);
  const joined = new RegExp(`^-[A-Za-z]{0,3}?[${letters}](?=[^])`);
  return (words) =>
    words.some((word, at) => {
      const next = words[at + 1];
      if (alone.test(word)) return next !== undefined && isSecret(next);
      return joined.test(word) && isSecret(word.replace(joined, ''));
    });
}

/** Only with the value in the same word: on its own the option asks for it. */
const joinedP: Finder = (words) => words.some((word) => /^-p./.test(word) && isLiteralSecret(word.slice(2)));
const pair =
  (separator: string) =>
  (value: string): boolean => {
    const bare = unquoted(value);
    const at = bare.indexOf(separator);
    return at > 0 && !/^\w+:\/\//.test(bare) && isLiteralSecret(bare.slice(at + 1));
  };
const afterWord =
  (name: RegExp): Finder =>
  (words) =>
    words.some((word, at) => name.test(word) && words[at + 1] !== undefined && isLiteralSecret(words[at + 1]!));
const lastWord =
  (fewest: number): Finder =>
  (words) => {
    const plain = words.filter((word) => !word.startsWith('-'));
    return plain.length >= fewest && isLiteralSecret(plain.at(-1)!);
  };
const login: Finder = (words) => words.some((word) => word === 'login') && option('p')(words);
const curlUser = option('uU', pair(':'));

/** No command has its secret farther from its name; a text that repeats one must not take for ever. */
const mostWords = 60;

/** What is known of programs: where they take a secret. */
const programs: Readonly<Record<string, Finder>> = {
  curl: (words) =>
    curlUser(words) ||
    words.some((word, at) => /^--(?:proxy-)?user$/.test(word) && pair(':')(words[at + 1] ?? '')) ||
    words.some((word) => /^--(?:proxy-)?user=/.test(word) && pair(':')(word.replace(/^[^=]*=/, ''))),
  sshpass: option('p'),
  mysql: joinedP,
  mysqldump: joinedP,
  mysqladmin: (words) => joinedP(words) || afterWord(/^password$/)(words),
  mariadb: joinedP,
  'mariadb-dump': joinedP,
  'mariadb-admin': joinedP,
  '7z': joinedP,
  smbclient: option('U', pair('%')),
  rpcclient: option('U', pair('%')),
  lftp: option('u', pair(',')),
  ldapsearch: option('w'),
  ldapadd: option('w'),
  ldapmodify: option('w'),
  'redis-cli': option('a'),
  useradd: option('p'),
  usermod: option('p'),
  docker: login,
  podman: login,
  helm: login,
  az: login,
  htpasswd: (words) => words.some((word) => /^-\w*b/.test(word)) && lastWord(2)(words),
  mkpasswd: lastWord(1),
  openssl: (words) =>
    words.some((word) => /^pass:./.test(unquoted(word)) && isLiteralSecret(unquoted(word).slice('pass:'.length))) ||
    (words[0] === 'passwd' && lastWord(2)(words.filter((word, at) => words[at - 1] !== '-salt'))),
  'ssh-keygen': option('NP'),
  wpa_passphrase: lastWord(2),
  nmcli: afterWord(/^password$|psk$|^wifi-sec\.wep-key/),
  pppd: afterWord(/^password$/),
  mongosh: option('p'),
  zip: option('P'),
  ipmitool: option('P'),
  mosquitto_pub: option('P'),
  mosquitto_sub: option('P'),
  snmpwalk: option('AX'),
  snmpget: option('AX'),
};

/** Whether a secret stands among the words of a command: of an option that is called so, or where its program takes one. */
export function hasSecretArgument({ words }: ShellPiece): boolean {
  return words.some((word, at) => {
    const finder = programOf(word);
    if (finder?.(words.slice(at + 1, at + mostWords))) return true;
    const next = words[at + 1];
    const name = /^--?([A-Za-z][\w.-]{2,80})$/.exec(word)?.[1];
    return name !== undefined && next !== undefined && !/^[-<>]/.test(next) && namesSecret(name) && isLiteralSecret(next);
  });
}

function programOf(word: string): Finder | undefined {
  const name = word.slice(word.lastIndexOf('/') + 1);
  return Object.hasOwn(programs, name) ? programs[name] : undefined;
}
