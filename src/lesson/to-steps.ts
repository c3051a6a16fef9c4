import type { LessonSettings, StepSettings } from './settings.js';
import type { ExpectedOutput, Expectations, OutputLevel, Step } from './lesson.js';
import { fillPlaceholders, findPlaceholders, type Placeholder } from './placeholders.js';
import { readShellInput } from './shell-command.js';
import { toSkip } from './story/skip.js';
import { whyNotHere } from './story/cannot-run.js';
import { effectsOf } from './story/effects.js';
import { defaultTimeoutMs, endlessKind, patienceMs, waitsForOthers } from './story/endless.js';
import { followShells } from './story/follow-shells.js';
import { assignTerminals } from './story/terminals.js';
import { stepKey } from './step-key.js';
import type { WrittenCommand } from './block-content.js';

/** A command with all that is known of its place in the document, before its place in the story is. */
export interface Draft {
  readonly written: WrittenCommand;
  readonly settings: StepSettings;
  readonly section: string;
  /** What the author says between the command before and this one. */
  readonly said: string;
  /** Numbers the blocks, so that neighbours in one are known. */
  readonly block: number;
}

/**
 * Reads the commands of a document as one story: which terminal and shell each is typed into, which ones go on, which can't be run here.
 * @param before the steps of the lessons that this one continues
 */
export function toSteps(file: string, drafts: readonly Draft[], lesson: LessonSettings, before: readonly Step[] = []): Step[] {
  const values = lesson.values ?? {};
  /** With values for names that have one, so that a shell has the name of its namespace. */
  const commands = drafts.map(({ written }) =>
    fillPlaceholders(
      written.command,
      findPlaceholders(written.command, () => true),
      values,
    ),
  );
  const terminals = assignTerminals(
    drafts.map((draft) => ({
      ...draft,
      command: draft.written.command,
      hasInterrupt: hasInterrupt(draft),
      named: draft.settings.terminal,
    })),
  );
  const typedBefore = before.map(({ command, terminal, shell, skip }) => {
    return { command, terminal, prompt: null, saidBefore: '', block: 0, isLeftOut: skip?.code === 'setting', named: shell };
  });
  const typed = drafts.map((draft, index) => ({
    command: commands[index]!,
    terminal: terminals[index]!,
    prompt: draft.written.prompt,
    saidBefore: draft.said,
    block: draft.block,
    isLeftOut: draft.settings.skip !== undefined,
    named: draft.settings.shell,
  }));
  const places = followShells([...typedBefore, ...typed]).slice(before.length);
  const told = new Story();
  // Docker makes these itself, on the machine and in its containers.
  if (lesson.needs?.includes('docker')) for (const link of ['docker0', 'eth0']) told.links.add(link);
  for (const step of before) {
    for (const { name } of step.captures) told.captured.add(name);
    told.note(step.command, step.shell, step.terminal, step.expect.output, false);
  }
  const keys = new Map<string, number>();
  return drafts.map((draft, index): Step => {
    const { written, settings } = draft;
    const { impliedExits } = places[index]!;
    // As the grammar of the shell reads `<NAME>`.
    const shell = places[index]!.shell.replace(/^_(\w+)_$/, '<$1>');
    const terminal = terminals[index]!;
    const placeholders = findPlaceholders(written.command, (name) => told.variables.has(name));
    const command = fillPlaceholders(written.command, placeholders, values);
    const open = findPlaceholders(command, (name) => told.variables.has(name)).filter(
      ({ name, text }) => text.startsWith('$') || !told.captured.has(name),
    );
    const next = terminals[index + 1];
    const isAwaited = next !== undefined && next !== terminal && waitsForOthers(written.command);
    const kind = settings.stop === 'never' ? undefined : (endlessKind(written.command) ?? (isAwaited ? 'watched' : undefined));
    const runsOn = kind !== undefined && next !== undefined && next !== terminal;
    const why =
      settings.run === 'always' && settings.skip === undefined
        ? null
        : whySkipped(draft, command, shell, open, told, told.isStillRunning(terminal, written.command));
    const step: Step = {
      key: stepKey(written.command, settings.id, keys, { file, line: written.line }),
      id: index + 1,
      line: written.line,
      endLine: written.endLine,
      command,
      section: draft.section,
      terminal,
      shell,
      impliedExits,
      timeoutMs: settings.timeoutMs ?? lesson.timeoutMs ?? (kind && !hasInterrupt(draft) ? patienceMs(kind) : defaultTimeoutMs(command)),
      retryMs: settings.retryMs ?? 0,
      endless: kind ?? null,
      runsOn,
      expect: expectations(draft, kind !== undefined, lesson.output ?? 'volatile'),
      skip: why,
      expectFail: settings.expectFail ?? null,
      captures: settings.captures ?? [],
      isForced: settings.run === 'always',
      placeholders: open.map(({ name }) => name),
    };
    for (const { name } of step.captures) told.captured.add(name);
    told.note(commands[index]!, shell, terminal, written.output, runsOn && kind !== 'replies' && kind !== 'screen');
    return step;
  });
}

function hasInterrupt({ written }: Draft): boolean {
  return written.output?.lines.some((line) => line.trim() === '^C') ?? false;
}

function expectations(draft: Draft, isEndless: boolean, level: OutputLevel): Expectations {
  const { settings, written } = draft;
  const stop = settings.stop === 'never' ? null : settings.stop === 'ctrl-c' || hasInterrupt(draft) || isEndless ? 'ctrl-c' : null;
  return { exit: settings.exit ?? (stop ? [0, 130] : [0]), output: written.output, level: settings.output ?? level, stop, state: [] };
}

function whySkipped(
  { settings, written }: Draft,
  command: string,
  shell: string,
  open: readonly Placeholder[],
  told: Story,
  isStillRunning: boolean,
): Step['skip'] {
  if (settings.skip !== undefined) return { code: 'setting', params: {}, text: settings.skip };
  if (open.length > 0) {
    const names = open.map(({ text }) => text).join(', ');
    return toSkip('placeholder', 'placeholder', { names, count: open.length, set: open.map(({ name }) => `--set ${name}=…`).join(' ') });
  }
  if (isStillRunning) return toSkip('redisplay', 'redisplay');
  return whyNotHere(command, shell, told, written.output?.lines ?? []) ?? null;
}

/** What the document has told so far. */
class Story {
  readonly links = new Set<string>();
  readonly addresses: string[] = [];
  readonly numbers = new Set<string>();
  readonly variables = new Set<string>();
  /** The names that the lesson gives to pieces of outputs. */
  readonly captured = new Set<string>();
  hostNames = '';
  /** The command that still runs in each terminal. */
  readonly #running = new Map<string, string>();

  isStillRunning(terminal: string, command: string): boolean {
    return this.#running.get(terminal) === command;
  }

  note(command: string, shell: string, terminal: string, output: ExpectedOutput | null, runsOn: boolean): void {
    for (const name of effectsOf(command, shell).provides) {
      const kind = name.slice(0, name.indexOf(':'));
      const value = name.slice(name.indexOf(':') + 1);
      if (kind === 'link') this.links.add(value.slice(0, value.lastIndexOf('@')));
      else if (kind === 'addr' && !value.includes('%')) this.addresses.push(value);
      else if (kind === 'var') this.variables.add(value);
    }
    if (/hosts|dnsmasq|named|unbound|address=/.test(command)) this.hostNames += `${command}\n`;
    for (const name of readShellInput(command).assigned) this.variables.add(name);
    for (const line of output?.lines ?? []) for (const number of line.match(/\b\d{2,}\b/g) ?? []) this.numbers.add(number);
    if (runsOn) this.#running.set(terminal, command);
    else if (!this.isStillRunning(terminal, command)) this.#running.delete(terminal);
  }
}
