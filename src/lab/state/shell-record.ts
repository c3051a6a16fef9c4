/** What a bash has written down of itself (lab/shell-rc.ts), as the words of the shell. */
export interface ShellRecord {
  /** By name: the attributes and the value, as `declare -p` prints them. */
  readonly variables: ReadonlyMap<string, string>;
  /** With their attributes before them, if they have some. */
  readonly functions: ReadonlyMap<string, string>;
  readonly aliases: ReadonlyMap<string, string>;
  /** `on` or `off`. */
  readonly options: ReadonlyMap<string, string>;
  /** By the name of the signal. */
  readonly traps: ReadonlyMap<string, string>;
  readonly parameters: readonly string[];
  /** The stack of pushd, a line each. */
  readonly directories: string;
  /** The number of the last job that was started in the background; nothing when there is none. */
  readonly job: string;
}

const separator = '\u001E';

/** @param text one character for each byte */
export function parseShellRecord(text: string): ShellRecord {
  const { variables, rest } = readVariables(text);
  const part = (name: string): string => {
    const head = `${separator}${name}\n`;
    const start = rest.indexOf(head);
    if (start === -1) return '';
    const end = rest.indexOf(`\n${separator}`, start + head.length - 1);
    return rest.slice(start + head.length, end === -1 ? undefined : end + 1);
  };
  const parameters = part('parameters').split('\n').slice(0, -1);
  return {
    variables,
    functions: readFunctions(part('functions'), part('attributes')),
    aliases: new Map(statements(part('aliases')).flatMap((line) => entry(/^alias (?:-- )?([^=]+)=(.*)$/s.exec(line)))),
    options: readOptions(part('options')),
    traps: new Map(statements(part('traps')).flatMap((line) => trap(line))),
    // With none printf prints one that is empty.
    parameters: parameters.length === 1 && parameters[0] === "''" ? [] : parameters,
    directories: part('directories').trimEnd(),
    job: part('job').trim(),
  };
}

/** They come first: where they end is known from their quotes, whatever is in their values. */
function readVariables(text: string): { readonly variables: ReadonlyMap<string, string>; readonly rest: string } {
  const variables = new Map<string, string>();
  const head = `${separator}variables\n`;
  let at = text.startsWith(head) ? head.length : 0;
  while (at < text.length && text[at] !== separator) {
    const end = statementEnd(text, at);
    const [, attributes = '', name = '', value = ''] = /^declare (-\S*) ([^=\n]+)(=.*)?$/s.exec(text.slice(at, end)) ?? [];
    if (name !== '') variables.set(name, attributes + value);
    at = end + 1;
  }
  return { variables, rest: text.slice(at) };
}

/** Where the line ends that begins at `at`, which goes on inside of quotes. */
function statementEnd(text: string, at: number): number {
  let quote = '';
  for (let index = at; index < text.length; index += 1) {
    const sign = text[index]!;
    if (quote === '') {
      if (sign === '\n') return index;
      if (sign === '\\') index += 1;
      else if (sign === '"') quote = '"';
      else if (sign === "'") quote = text[index - 1] === '$' ? "$'" : "'";
    } else if (sign === '\\' && quote !== "'") index += 1;
    else if (sign === quote.at(-1)) quote = '';
  }
  return text.length;
}

function statements(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = statementEnd(text, at);
    found.push(text.slice(at, end));
    at = end + 1;
  }
  return found;
}

/** Each begins with a line `NAME () ` and ends before the next of these. */
function readFunctions(text: string, attributes: string): ReadonlyMap<string, string> {
  const heads = [...text.matchAll(/^(\S+) \(\) ?\n\{ ?\n/gm)];
  const others = new Map([...attributes.matchAll(/^declare -f(\w+) (.+)$/gm)].map(([, letters, name]) => [name, `declare -f${letters}\n`]));
  return new Map(
    heads.map((head, index) => [head[1]!, (others.get(head[1]) ?? '') + text.slice(head.index, heads[index + 1]?.index).trimEnd()]),
  );
}

function readOptions(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/^(?:shopt -([su])|set ([-+])o) (\S+)$/gm)].map(([, shopt, set, name]) => [
      name!,
      (shopt ?? set) === 's' || set === '-' ? 'on' : 'off',
    ]),
  );
}

function trap(line: string): [string, string][] {
  const at = line.lastIndexOf(' ');
  return line.startsWith('trap -- ') ? [[line.slice(at + 1), line.slice('trap -- '.length, at)]] : [];
}

function entry(match: RegExpExecArray | null): [string, string][] {
  return match ? [[match[1]!, match[2]!]] : [];
}
