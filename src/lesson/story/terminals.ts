import { endlessKind } from './endless.js';

/** What an author says when the next commands belong into another terminal than the ones before. */
const another = new RegExp(
  [
    String.raw`\b(?:an?other|second|third|new|separate|different|2nd|other|extra|additional) (?:ssh |bash |shell )?(?:terminal|shell|window|tab|console|tmux|pane|session)`,
    String.raw`(?:另[外一]?[外一]?个?|第二个?|第三个?|新开?一?个?|新的|再开一?个?|其他)(?:的)?(?:终端|窗口|shell|会话|标签页)`,
    String.raw`(?:新|另)(?:开|打开|启)[^，。\n]{0,6}(?:终端|窗口)`,
    String.raw`別の(?:ターミナル|端末|ウィンドウ)|다른 ?터미널|새 ?터미널|друго[йм] терминал|второ[йм] терминал|otra? terminal|anderen Terminal|autre terminal`,
  ].join('|'),
  'iu',
);
const numbered =
  /\b(?:terminal|window|shell|console|tab|session|pane)[ -]?(?:#|no\.? ?|number )?(\d|one|two|three|a|b|c)\b|(?:终端|窗口|ターミナル|端末|터미널|терминал\w*)\s?([1-9一二三A-Ca-c])(?![\w])/iu;
const ordinal =
  /\b(first|1st|original|main|initial|previous)\b (?:ssh )?(?:terminal|shell|window|tab|console|session)|(第一个|原来的?|原先的?|之前的?|刚才的?)(?:终端|窗口)/iu;
const names: Readonly<Record<string, string>> = { one: '1', two: '2', three: '3', a: '1', b: '2', c: '3', 一: '1', 二: '2', 三: '3' };

/**
 * The terminal that a text sends the reader to last: `main` for the first, else `terminal-2` and so on; `undefined` when it speaks of none.
 * @param current the terminal of the commands before
 */
function terminalOf(text: string, current: string): string | undefined {
  const cues = [
    ...all(numbered, text).map((match) => ({ at: match.index ?? 0, terminal: named((match[1] ?? match[2]!).toLowerCase()) })),
    ...all(ordinal, text).map((match) => ({ at: match.index ?? 0, terminal: 'main' })),
    ...all(another, text).map((match) => ({ at: match.index ?? 0, terminal: otherThan(current, match[0]) })),
  ];
  return cues.toSorted((a, b) => a.at - b.at).at(-1)?.terminal;
}

function all(pattern: RegExp, text: string): RegExpMatchArray[] {
  return [...text.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))];
}

function named(written: string): string {
  const number = names[written] ?? written;
  return number === '1' ? 'main' : `terminal-${number}`;
}

function otherThan(current: string, words: string): string {
  if (/third|第三/.test(words)) return 'terminal-3';
  if (current === 'main') return 'terminal-2';
  return /\bother\b/i.test(words) && !/another/i.test(words) ? 'main' : current;
}

/** A command, and what tells where it is typed. */
interface TerminalCommand {
  readonly command: string;
  readonly written: { readonly prompt: string | null; readonly caption: string };
  readonly said: string;
  readonly block: number;
  readonly section: string;
  readonly hasInterrupt: boolean;
  /** The terminal that the lesson itself names. */
  readonly named: string | undefined;
}

/**
 * The terminal of each command. A document that says nothing has one, except where a server still runs in it: then the next block can only be meant
 * for another.
 */
export function assignTerminals(commands: readonly TerminalCommand[]): string[] {
  let current = 'main';
  let block = -1;
  /** What the author has sent the reader to, and not back from. */
  let isSent = false;
  const occupied = new Set<string>();
  /** What still goes on, by its command, for it may be shown again. */
  const running = new Map<string, string>();
  return commands.map((typed, index) => {
    const previous = commands[index - 1];
    const isNewBlock = typed.block !== block;
    block = typed.block;
    const said = terminalOf(isNewBlock ? typed.said : typed.written.caption, current);
    if (typed.named !== undefined) return typed.named;
    if (said !== undefined) {
      current = said;
      isSent = said !== 'main';
    } else if (isNewBlock && running.has(typed.command)) {
      current = running.get(typed.command)!;
      isSent = current !== 'main';
    } else if (isNewBlock && isSent && (previous?.section !== typed.section || (!occupied.has('main') && !hasPromptOf(previous, typed)))) {
      current = 'main';
      isSent = false;
    } else if (isNewBlock && occupied.has(current) && previous?.command !== typed.command) {
      current = freeTerminal(occupied);
    }
    const kind = endlessKind(typed.command);
    for (const [command, terminal] of running) if (terminal === current && command !== typed.command) running.delete(command);
    if (kind === 'watched' || kind === 'server') running.set(typed.command, current);
    if (!typed.hasInterrupt && (kind === 'server' || (kind === 'watched' && isTraffic(commands[index + 1], typed)))) occupied.add(current);
    else occupied.delete(current);
    return current;
  });
}

/** Whether two commands have the same prompt, one that tells more than who types. */
function hasPromptOf(previous: TerminalCommand | undefined, typed: TerminalCommand): boolean {
  const { prompt } = typed.written;
  return prompt !== null && prompt.length > 1 && previous?.written.prompt === prompt;
}

/** Whether the next block sends something that a command watches for. */
function isTraffic(next: TerminalCommand | undefined, typed: TerminalCommand): boolean {
  return (
    next !== undefined && next.block !== typed.block && /\b(?:ping|curl|wget|nc|arping|traceroute|iperf3?|dig|telnet)\b/.test(next.command)
  );
}

function freeTerminal(occupied: ReadonlySet<string>): string {
  for (let number = 2; ; number += 1) if (!occupied.has(`terminal-${number}`)) return `terminal-${number}`;
}
