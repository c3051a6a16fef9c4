import { closest, distance } from 'fastest-levenshtein';
import { NslabError, type Position } from '../errors.js';
import { splitCommands } from './command-lines.js';
import { outputLevels, type Capture, type OutputLevel } from './lesson.js';

/** What a comment before a block or the info string of its fence may say of the block's steps. */
export interface StepSettings {
  readonly id?: string;
  readonly exit?: readonly number[];
  readonly skip?: string;
  readonly terminal?: string;
  readonly timeoutMs?: number;
  /** How long a step is tried again until it passes. */
  readonly retryMs?: number;
  /** What the lines of the block are, whatever they look like. */
  readonly read?: BlockReading;
  /** `always`: also what nslab would hold for impossible here. */
  readonly run?: 'always';
  /** The shell that the first command is typed into. */
  readonly shell?: string;
  /** Whether Ctrl-C ends it. */
  readonly stop?: 'ctrl-c' | 'never';
  /** How strictly the output is compared. */
  readonly output?: OutputLevel;
  /** Why the steps are known not to pass. */
  readonly expectFail?: string;
  /** What later commands and outputs use of the output. */
  readonly captures?: readonly Capture[];
  /** The version of a tool that prints this instead of the output before. */
  readonly alternative?: string;
}

export type BlockReading = 'commands' | 'session' | 'output' | 'file' | 'nothing';

/** What the front matter may say of the whole lesson, under its key `nslab`. */
export interface LessonSettings {
  readonly requires?: readonly string[];
  /** Of each step. */
  readonly timeoutMs?: number;
  /** Of the whole lesson. */
  readonly lessonTimeoutMs?: number;
  /** A lesson, as a path from this one's folder. */
  readonly continues?: string;
  readonly setup?: readonly string[];
  readonly teardown?: readonly string[];
  readonly output?: OutputLevel;
  /** Values for placeholders, by name. */
  readonly values?: Readonly<Record<string, string>>;
}

interface Setting<Settings> {
  /** How a right value looks, for the message about a wrong one. */
  readonly form: string;
  /** The setting as data, or `undefined` for a wrong value. */
  readonly read: (value: unknown) => Settings | undefined;
}

const plainName = /^[\w.-]+$/;
const readings = ['commands', 'session', 'output', 'file', 'nothing'] as const;
const stops = ['ctrl-c', 'never'] as const;
const commandsForm = 'commands, as a list or one a line';
const time = 'a time up to a day, such as 500ms, 10s or 2m';

const output: Setting<{ output?: OutputLevel }> = {
  form: 'exact, volatile, contains or off',
  read: (value) => {
    // YAML reads a bare `off` as false.
    const level = value === false ? 'off' : value;
    return isOneOf(outputLevels, level) ? { output: level } : undefined;
  },
};

export const stepSettings: Readonly<Record<string, Setting<StepSettings>>> = {
  alternative: {
    form: 'the version of a tool in quotes, such as "iproute2 6.1"',
    read: (value) => (String(value).trim() ? { alternative: String(value) } : undefined),
  },
  capture: {
    form: 'a name, or a name and the documented text, such as pid or pid=1234',
    read: (value) => {
      const captures = String(value).split(',').map(readCapture);
      return captures.every((capture) => capture !== undefined) ? { captures } : undefined;
    },
  },
  exit: {
    form: 'exit statuses from 0 to 255, such as 1 or 0,130',
    read: (value) => {
      const exit = String(value).split(',').map(Number);
      return exit.every((status) => Number.isInteger(status) && status >= 0 && status <= 255) && String(value) !== ''
        ? { exit }
        : undefined;
    },
  },
  'expect-fail': {
    form: 'a reason in quotes',
    read: (value) => (String(value).trim() ? { expectFail: String(value) } : undefined),
  },
  id: { form: 'letters, digits, dots and dashes', read: (value) => (plainName.test(String(value)) ? { id: String(value) } : undefined) },
  output,
  read: {
    form: 'commands, session, output, file or nothing',
    read: (value) => (isOneOf(readings, value) ? { read: value } : undefined),
  },
  retry: {
    form: time,
    read: (value) => {
      const read = readTimeout(value);
      return read && { retryMs: read.timeoutMs };
    },
  },
  run: { form: 'always', read: (value) => (value === 'always' ? { run: 'always' } : undefined) },
  shell: {
    form: 'host or the name of a namespace',
    read: (value) => (/^[\w.:-]+$/.test(String(value)) ? { shell: String(value) } : undefined),
  },
  skip: { form: 'a reason in quotes', read: (value) => (String(value).trim() ? { skip: String(value) } : undefined) },
  stop: { form: 'ctrl-c or never', read: (value) => (isOneOf(stops, value) ? { stop: value } : undefined) },
  terminal: {
    form: 'letters, digits, dots and dashes',
    read: (value) => (plainName.test(String(value)) ? { terminal: String(value) } : undefined),
  },
  timeout: { form: time, read: readTimeout },
};

export const lessonSettings: Readonly<Record<string, Setting<LessonSettings>>> = {
  continues: {
    form: "a lesson's path from the folder of this one, such as 01-first.md",
    read: (value) => (typeof value === 'string' && value.trim() !== '' ? { continues: value } : undefined),
  },
  'lesson-timeout': {
    form: time,
    read: (value) => {
      const read = readTimeout(value);
      return read && { lessonTimeoutMs: read.timeoutMs };
    },
  },
  output,
  requires: {
    form: 'a list of programs, such as [ping, iptables]',
    read: (value) => (Array.isArray(value) && value.every((item) => typeof item === 'string') ? { requires: value } : undefined),
  },
  setup: {
    form: commandsForm,
    read: (value) => {
      const setup = readCommands(value);
      return setup && { setup };
    },
  },
  teardown: {
    form: commandsForm,
    read: (value) => {
      const teardown = readCommands(value);
      return teardown && { teardown };
    },
  },
  timeout: { form: time, read: readTimeout },
  values: {
    form: 'a value for each name, such as {NAME: ns1}',
    read: (value) => {
      const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
      const isRight = entries.length > 0 && entries.every(([, entry]) => typeof entry === 'string' || typeof entry === 'number');
      return isRight ? { values: Object.fromEntries(entries.map(([name, entry]) => [name, String(entry)])) } : undefined;
    },
  },
};

function readCapture(written: string): Capture | undefined {
  const match = /^\s*([A-Za-z_][\w-]*)(?:=(\S(?:.*\S)?))?\s*$/.exec(written);
  return match ? { name: match[1]!, text: match[2] ?? null } : undefined;
}

/** Commands as a list, or as lines. */
function readCommands(value: unknown): string[] | undefined {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string' && item.trim() !== '') ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const commands = splitCommands(value);
  return commands.length > 0 ? commands : undefined;
}

function isOneOf<const Word extends string>(words: readonly Word[], value: unknown): value is Word {
  return words.some((word) => word === value);
}

/**
 * One setting as data.
 * @throws {NslabError} `unknown-setting`, naming the nearest known one, or `setting-value`, saying what form it takes.
 */
export function readSetting<Settings>(
  known: Readonly<Record<string, Setting<Settings>>>,
  key: string,
  value: unknown,
  position: Position,
): Settings {
  const setting = Object.hasOwn(known, key) ? known[key] : undefined;
  if (!setting) {
    const nearest = closest(key, Object.keys(known));
    const hint = distance(key, nearest) <= 3 ? `did you mean \`${nearest}\`?` : `known here: ${Object.keys(known).join(', ')}`;
    throw new NslabError('unknown-setting', `unknown setting \`${key}\``, { position, hint });
  }
  const settings = setting.read(value);
  if (!settings) {
    throw new NslabError('setting-value', `unexpected value \`${String(value)}\` for \`${key}\``, {
      position,
      hint: `\`${key}\` takes ${setting.form}`,
    });
  }
  return settings;
}

interface WrittenSetting {
  readonly key: string;
  readonly value: string;
  /** Where the key starts in the text. */
  readonly offset: number;
}

/** `key=value` and `key="some words"`, as they stand in a comment or an info string. */
export function splitSettings(text: string): WrittenSetting[] {
  return [...text.matchAll(/([^\s=]+)(?:=(?:"([^"]*)"|'([^']*)'|(\S*)))?/g)].map((match) => ({
    key: match[1]!,
    value: match[2] ?? match[3] ?? match[4] ?? '',
    offset: match.index,
  }));
}

/** A day; timers of Node count to 25. */
const longestTimeoutMs = 86_400_000;

function readTimeout(value: unknown): { timeoutMs: number } | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(String(value));
  const timeoutMs = match ? Number(match[1]) * { ms: 1, s: 1000, m: 60_000 }[match[2] as 'ms' | 's' | 'm'] : 0;
  return timeoutMs > 0 && timeoutMs <= longestTimeoutMs ? { timeoutMs } : undefined;
}
