/** Words after which a name means something about a secret, and not the secret. */
const about = new Set(
  `file files path dir directory folder url uri host name id type length len size count ttl expiry expires expiration policy days age min max helper
  store manager prompt field input env var fd stdin hint reset ring bucket rate limit limits burst provider endpoint mode algorithm algo format version
  cmd command program ref info status required enabled disabled`.split(/\s+/),
);
const anywhere = /passw(?:or)?d|passphrase|passcode|contraseña|mot de passe|密码|密碼|口令|令牌|密钥|密鑰|私钥|私鑰|凭证|凭据|憑證/;
/** A key is one of many things in networks; these are secret. */
const keys = /(?:api|private|priv|access|secret|signing|encryption|master|auth|preshared|shared|account|service|license) ?keys?$/;
const asPassword = /(?:^| )(?:pass|psk)$|^(?:require|master|db|user|root|my|ssh|key|store|admin|pg)pass$|(?<=.) pwd$/;

/** Whether the name of a variable, an option, a field or a placeholder says that its value is a secret. */
export function namesSecret(name: string): boolean {
  const words = name
    .slice(0, 200)
    .replaceAll(/(?<=[\p{Ll}\d])(?=\p{Lu})/gu, ' ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.replace(/\d+$/, ''))
    .filter((word) => word !== '');
  const last = words.at(-1);
  if (last === undefined || about.has(last)) return false;
  const joined = words.join(' ');
  if (anywhere.test(joined) || keys.test(joined) || asPassword.test(joined)) return true;
  if (/^(?:secrets?|credentials?|creds|authorization)$/.test(last) || words.includes('secret')) return true;
  return last.endsWith('token') || (last.endsWith('secret') && last.length > 'secret'.length);
}

/** Whether the name of a part of a state has that of a secret variable in it; paths such as /etc/passwd are none. */
export function isSecretVariable(name: string): boolean {
  const words = name.split(/[\s:.]+/).filter((word) => !word.startsWith('/'));
  return words.flatMap((word) => word.split('/')).some((word) => /^[A-Za-z_]\w*$/.test(word) && namesSecret(word));
}
