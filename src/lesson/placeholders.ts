import { readShellInput } from './shell-command.js';

/** Words that authors put where the reader is to put something of their own. */
const generic =
  /^(?:YOUR|MY|THE|SOME|TARGET|SOURCE|DEST|REMOTE|LOCAL|PUBLIC|PRIVATE|HOST|CONTAINER|NETWORK|NS|NAME|NAMESPACE|NAMESPACES|NETNS|IFACE|INTERFACE|DEV|DEVICE|LINK|ADDR|ADDRESS|PREFIX|PREFIXLEN?|CIDR|SUBNET|NETMASK|MASK|PID|IP|IPADDR|GATEWAY|GW|PORT|ID|CMD|COMMAND|USER|PASSWORD|FILE|BRIDGE|VETH|PEER|NIC|MAC|IMAGE)$/;
/** Set by every shell, or by the one of a lab. */
const environment = new Set(
  'HOME USER LOGNAME PATH SHELL PWD OLDPWD HOSTNAME TERM LANG UID EUID PPID RANDOM SECONDS LINENO BASH BASH_VERSION SHLVL COLUMNS LINES IFS REPLY OPTARG OPTIND EDITOR TMPDIR FUNCNAME PIPESTATUS BASHPID BASH_SOURCE SUDO_USER'.split(
    ' ',
  ),
);

export interface Placeholder {
  /** As it stands in the command: `<NAME>`, `[dev-name]`, `$PID`. */
  readonly text: string;
  /** What a value is given for: `NAME`, `dev-name`, `PID`. */
  readonly name: string;
}

/** What in a command stands for something that the reader has to know. @param isSet whether a variable of that name has a value by then */
export function findPlaceholders(command: string, isSet: (variable: string) => boolean): Placeholder[] {
  const bare = command.replaceAll(/'[^']*'|"[^"]*"/g, (quoted) => ' '.repeat(quoted.length)).replaceAll(/(^|\s)#.*$/gm, '$1');
  const found: Placeholder[] = [];
  const add = (text: string, name: string): void => {
    if (!found.some((other) => other.text === text)) found.push({ text, name: name.trim() });
  };
  // `<NAME>`, but not `<BROADCAST,UP>`, `<in >out`
  for (const match of bare.matchAll(/(?<!<)<([\p{L}][^<>|&;,\n]*?)>(?![\w(])/gu)) if (!/\s$/.test(match[1]!)) add(match[0], match[1]!);
  // `[dev-name]` as a word, and no test, no glob
  for (const match of bare.matchAll(/(?<=[\s/=@:]|^)\[([\p{L}][\p{L}\w -]+)\](?=[\s/:,@]|$)/gu))
    if (!/^(?:a-z|A-Z|[a-z]{1,2})$/.test(match[1]!)) add(match[0], match[1]!);
  for (const match of bare.matchAll(/(?<![$\w{])\{([\p{L}][\w -]+)\}(?=[\s/:]|$)/gu)) add(match[0], match[1]!);
  for (const match of bare.matchAll(/\bx(?:\.x){3}\b|\b\d{1,3}\.\d{1,3}\.[\dxy]{1,3}\.[xy]{1,3}\b/gi)) add(match[0], match[0]);
  if (!/^\s*(?:echo|printf|git commit)\b/.test(command)) {
    for (const match of bare.matchAll(/(?<=\s)(?:x{3,6}|\.{3,}|\?)(?=\s|$)/gi)) add(match[0], match[0]);
    for (const match of bare.matchAll(
      /(?<=[\s=/@:]|^)[^\s=/@:;|&<>[\]{}()#$]*(?:\p{Script=Han}|\p{Script=Hangul}|\p{Script=Katakana}|\p{Script=Hiragana}|\p{Script=Cyrillic})[^\s;|&<>[\]{}()]*/gu,
    ))
      add(match[0], match[0]);
    for (const match of bare.matchAll(
      /(?<=[\s=/@:]|^)([A-Z][A-Z\d]*(?:[_-][A-Z\d]+)*|your[-_]\w[\w-]*|my[-_](?:namespace|interface|ip)[\w-]*)(?=[\s/@:;]|$)/g,
    )) {
      if (isGeneric(match[1]!)) add(match[1]!, match[1]!);
    }
  }
  const { assigned, commands, used } = readShellInput(command);
  const read = new Set(commands.flatMap(({ words }) => (words[0] === 'read' ? words.slice(1) : [])));
  for (const name of used) {
    if (assigned.includes(name) || read.has(name)) continue;
    if (/^[A-Za-z_]\w*$/.test(name) && !isSet(name) && !environment.has(name) && !/^(?:BASH|LC|XDG|PS)/.test(name)) add(`$${name}`, name);
  }
  return found;
}

function isGeneric(word: string): boolean {
  if (/^your/i.test(word)) return true;
  const parts = word.toUpperCase().split(/[_-]/);
  return (
    parts.every((part) => generic.test(part.replace(/(?<=[A-Z])\d+$/, '')) || /^\d$/.test(part)) &&
    !/^(?:NS\d*|LINK|HOST|USER|MAC|IP)$/.test(word)
  );
}

/** The command with values in the place of its placeholders. @param values by the placeholder's name, compared without case */
export function fillPlaceholders(command: string, placeholders: readonly Placeholder[], values: Readonly<Record<string, string>>): string {
  const known = new Map(Object.entries(values).map(([name, value]) => [normal(name), value]));
  return placeholders.reduce((filled, { text, name }) => {
    const value = known.get(normal(name));
    if (value === undefined) return filled;
    const forms = text.startsWith('$') ? [text, `\${${name}}`] : [text];
    return forms.reduce((part, form) => part.split(form).join(value), filled);
  }, command);
}

function normal(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]+/g, '-');
}
