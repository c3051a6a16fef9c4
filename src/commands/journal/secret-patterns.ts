/** Text that is a secret by its shape, wherever it stands. */
export const secretShapes: readonly RegExp[] = [
  /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\n|["'])*(?:Proc-Type|[A-Za-z0-9+/=]{16})/,
  /(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{20}|github_pat_\w{20}|glpat-[\w-]{16}|(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])|xox[abeoprs]-[\w-]{10})/,
  /(?<![A-Za-z0-9_-])(?:sk-(?=[\w-]{0,40}\d)(?:[a-z]{2,8}\d*-)?[A-Za-z0-9_]{20}|[sr]k_(?:live|test)_[A-Za-z0-9]{16}|npm_[A-Za-z0-9]{30}|AIza[\w-]{30}|hf_[A-Za-z0-9]{30})/,
  /(?<![A-Za-z0-9_-])(?:dop_v1_[a-f0-9]{40}|dckr_pat_[\w-]{20}|glsa_\w{20}|hvs\.[\w-]{20}|tskey-[a-z]{2,10}-\w{10}|pypi-AgE[\w-]{20}|SG\.[\w-]{16,40}\.[\w-]{16}|AGE-SECRET-KEY-1\w{20})/,
  /(?<![A-Za-z0-9_-])eyJ[\w-]{8,5000}\.eyJ[\w-]{8,5000}\.[\w-]*/,
  /\bBearer\s{1,10}[A-Za-z0-9._~+/-]{16}/,
];

const value = String.raw`("[^"\n]{0,5000}"|'[^'\n]{0,5000}'|[^\s"',}]{1,5000})`;

/** A name and its value, in variables, options, queries, lists of mount(8), lines of configuration, YAML, JSON and headers. A value may be such a pair in turn. */
export const namedValues: readonly RegExp[] = [
  /(?<![\w$.{-])-{0,2}([A-Za-z_][\w.-]{1,80})\+?=(?![=~])(?=("(?:[^"\\\n]|\\.){0,5000}"|'[^'\n]{0,5000}'|[^\s"'&;,|)]{1,5000}))/g,
  new RegExp(
    String.raw`(?:^|["'{,]|\\n)[ \t-]{0,40}["']?([A-Za-z_][\w.-]{1,80})["']?[ \t]{0,10}:[ \t]{0,10}${value}[ \t]{0,10}(?=$|["',}]|\\n)`,
    'gm',
  ),
  new RegExp(String.raw`(?:^|["']|\\n)[ \t]{0,40}([A-Za-z][\w.-]{1,80})[ \t]{1,10}=[ \t]{1,10}${value}[ \t]{0,10}(?=$|["']|\\n)`, 'gm'),
];

/** Other forms in which a secret is written down; what is captured is the secret. */
export const secretForms: readonly RegExp[] = [
  // RFC 3986, section 3.2.1
  /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@'"]{0,200}:([^\s/@'"]{1,400})@/gi,
  // RFC 9110, section 11.6.2
  /(?:^|["'{,])(?:proxy-)?authorization["']?[ \t]{0,10}:[ \t]{0,10}["']?(?:(?:basic|bearer|token|apikey|digest|negotiate)[ \t]{1,10})?(?!(?:basic|bearer|token|apikey|digest|negotiate)\b)([^\s"',}]{1,5000})/gim,
  /\bidentified\s{1,10}(?:with\s{1,10}\S{1,80}\s{1,10})?by\s{1,10}(?:password\s{1,10})?('[^'\n]{1,400}'|"[^"\n]{1,400}")/gi,
  /\b(?:alter|create)\s{1,10}(?:user|role)\b[^;\n]{0,200}?\bpassword\s{1,10}('[^'\n]{1,400}')/gi,
  /\bset\s{1,10}password\b[^;=\n]{0,100}=\s{0,10}(?:password\()?('[^'\n]{1,400}')/gi,
  // ipsec.secrets(5)
  /:\s{0,10}PSK\s{1,10}("[^"\n]{1,400}")/g,
];
