/** What GitHub's runner makes of a log; written anew from how it reads lines, so that nothing else than what we mean can be a command. */
export interface RunnerCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

const names = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]);

/** The commands that are obeyed of a log. */
export function obeyed(log: string): RunnerCommand[] {
  const found: RunnerCommand[] = [];
  let token: string | undefined;
  for (const line of log.split(/\r\n|\r|\n/)) {
    const command = readColons(line, token) ?? readBrackets(line, token);
    if (command === undefined) continue;
    if (token !== undefined) {
      if (command.name.toLowerCase() === token.toLowerCase()) token = undefined;
    } else if (command.name.toLowerCase() === 'stop-commands') token = command.data;
    else found.push(command);
  }
  return found;
}

/** `::name key=value,key=value::data`, at the start of a line but for blanks. */
function readColons(line: string, token: string | undefined): RunnerCommand | undefined {
  // oxlint-disable-next-line no-control-regex -- .NET takes these for blanks as well
  const text = line.replace(/^[\s\u0085\u001C-\u001F]+/, '');
  const end = text.indexOf('::', 2);
  if (!text.startsWith('::') || end === -1) return undefined;
  return read(text.slice(2, end), ',', text.slice(end + 2), token, { '%0D': '\r', '%0A': '\n' }, { '%3A': ':', '%2C': ',' });
}

/** `##[name key=value;key=value]data`, anywhere in a line. */
function readBrackets(line: string, token: string | undefined): RunnerCommand | undefined {
  const start = line.indexOf('##[');
  const end = line.indexOf(']', start);
  if (start === -1 || end === -1) return undefined;
  return read(line.slice(start + 3, end), ';', line.slice(end + 1), token, { '%0D': '\r', '%0A': '\n', '%3B': ';', '%5D': ']' }, {});
}

function read(
  head: string,
  separator: string,
  data: string,
  token: string | undefined,
  escapes: Readonly<Record<string, string>>,
  ofProperties: Readonly<Record<string, string>>,
): RunnerCommand | undefined {
  const [, name, words = ''] = /^([^ ]*)(?: (.*))?$/s.exec(head)!;
  if (!names.has(name!.toLowerCase()) && name!.toLowerCase() !== token?.toLowerCase()) return undefined;
  const unescape = (text: string, table: Readonly<Record<string, string>>): string =>
    Object.entries({ ...table, '%25': '%' }).reduce((result, [from, to]) => result.replaceAll(from, to), text);
  const properties = words
    .trim()
    .split(separator)
    .filter((word) => /^[^=]+=./s.test(word))
    .map((word) => [word.slice(0, word.indexOf('=')), unescape(word.slice(word.indexOf('=') + 1), { ...escapes, ...ofProperties })]);
  return { name: name!, properties: Object.fromEntries(properties) as Record<string, string>, data: unescape(data, escapes) };
}
