import { splitCommands } from './command-lines.js';
import { outputLevels, type Capture, type Need, type OutputLevel } from './lesson.js';
import type { JsonSchema, Setting, YamlSetting } from './setting.js';
import { readTimeMs, timeForm, timeSchema } from './time.js';
import { same, type Words } from '../words.js';

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
  readonly needs?: readonly Need[];
  readonly requires?: readonly string[];
  /** Of each step. */
  readonly timeoutMs?: number;
  /** Of the whole lesson. */
  readonly lessonTimeoutMs?: number;
  /** How long a person takes for the lesson. */
  readonly minutes?: number;
  /** A lesson, as a path from this one's folder. */
  readonly continues?: string;
  readonly setup?: readonly string[];
  readonly teardown?: readonly string[];
  readonly output?: OutputLevel;
  /** Values for placeholders, by name. */
  readonly values?: Readonly<Record<string, string>>;
}

const plainName = /^[\w.-]+$/;
/** Ten hours: more is a course, or seconds. */
const mostMinutes = 600;
const readings = ['commands', 'session', 'output', 'file', 'nothing'] as const;
const stops = ['ctrl-c', 'never'] as const;
const commandsForm: Words = { en: 'commands, as a list or one a line', zh: '命令，写成列表或每行一条' };
/** As lines, at least one has to be more than a comment. */
const commandsSchema: JsonSchema = {
  anyOf: [
    { type: 'string', pattern: '(?:^|[\\r\\n])\\s*[^\\s#]' },
    { type: 'array', items: { type: 'string', pattern: '\\S' } },
  ],
};

const output: YamlSetting<{ output?: OutputLevel }> = {
  form: { en: 'exact, volatile, contains or off', zh: 'exact、volatile、contains 或 off' },
  schema: { enum: [...outputLevels, false] },
  read: (value) => {
    // YAML reads a bare `off` as false.
    const level = value === false ? 'off' : value;
    return isOneOf(outputLevels, level) ? { output: level } : undefined;
  },
};

export const stepSettings: Readonly<Record<string, Setting<StepSettings>>> = {
  alternative: {
    form: { en: 'the version of a tool in quotes, such as "iproute2 6.1"', zh: '加引号的工具版本，例如 "iproute2 6.1"' },
    read: (value) => (String(value).trim() ? { alternative: String(value) } : undefined),
  },
  capture: {
    form: {
      en: 'a name, or a name and the documented text, such as pid or pid=1234',
      zh: '一个名字，或名字加文档中的文本，例如 pid 或 pid=1234',
    },
    read: (value) => {
      const captures = String(value).split(',').map(readCapture);
      return captures.every((capture) => capture !== undefined) ? { captures } : undefined;
    },
  },
  exit: {
    form: { en: 'exit statuses from 0 to 255, such as 1 or 0,130', zh: '0 到 255 的退出状态，例如 1 或 0,130' },
    read: (value) => {
      const exit = String(value).split(',').map(Number);
      return exit.every((status) => Number.isInteger(status) && status >= 0 && status <= 255) && String(value) !== ''
        ? { exit }
        : undefined;
    },
  },
  'expect-fail': {
    form: { en: 'a reason in quotes', zh: '加引号的原因' },
    read: (value) => (String(value).trim() ? { expectFail: String(value) } : undefined),
  },
  id: {
    form: { en: 'letters, digits, dots and dashes', zh: '字母、数字、点和短横线' },
    read: (value) => (plainName.test(String(value)) ? { id: String(value) } : undefined),
  },
  output,
  read: {
    form: { en: 'commands, session, output, file or nothing', zh: 'commands、session、output、file 或 nothing' },
    read: (value) => (isOneOf(readings, value) ? { read: value } : undefined),
  },
  retry: {
    form: timeForm,
    read: (value) => {
      const retryMs = readTimeMs(value);
      return retryMs === undefined ? undefined : { retryMs };
    },
  },
  run: { form: same('always'), read: (value) => (value === 'always' ? { run: 'always' } : undefined) },
  shell: {
    form: { en: 'host or the name of a namespace', zh: 'host 或命名空间的名字' },
    read: (value) => (/^[\w.:-]+$/.test(String(value)) ? { shell: String(value) } : undefined),
  },
  skip: {
    form: { en: 'a reason in quotes', zh: '加引号的原因' },
    read: (value) => (String(value).trim() ? { skip: String(value) } : undefined),
  },
  stop: { form: { en: 'ctrl-c or never', zh: 'ctrl-c 或 never' }, read: (value) => (isOneOf(stops, value) ? { stop: value } : undefined) },
  terminal: {
    form: { en: 'letters, digits, dots and dashes', zh: '字母、数字、点和短横线' },
    read: (value) => (plainName.test(String(value)) ? { terminal: String(value) } : undefined),
  },
  timeout: { form: timeForm, read: readTimeout },
};

export const lessonSettings: Readonly<Record<string, YamlSetting<LessonSettings>>> = {
  continues: {
    form: { en: "a lesson's path from the folder of this one, such as 01-first.md", zh: '从本课所在目录算起的课程路径，例如 01-first.md' },
    schema: { type: 'string', pattern: '\\S' },
    read: (value) => (typeof value === 'string' && value.trim() !== '' ? { continues: value } : undefined),
  },
  'lesson-timeout': {
    form: timeForm,
    schema: timeSchema,
    read: (value) => {
      const lessonTimeoutMs = readTimeMs(value);
      return lessonTimeoutMs === undefined ? undefined : { lessonTimeoutMs };
    },
  },
  minutes: {
    form: { en: `a whole number of minutes from 1 to ${mostMinutes}`, zh: `1 到 ${mostMinutes} 的整数，以分钟计` },
    schema: { type: 'integer', minimum: 1, maximum: mostMinutes },
    read: (value) =>
      typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= mostMinutes ? { minutes: value } : undefined,
  },
  needs: {
    form: same('docker'),
    schema: { enum: ['docker'] },
    read: (value) => (value === 'docker' ? { needs: [value] } : undefined),
  },
  output,
  requires: {
    form: { en: 'a list of programs, such as [ping, iptables]', zh: '程序的列表，例如 [ping, iptables]' },
    schema: { type: 'array', items: { type: 'string' } },
    read: (value) => (Array.isArray(value) && value.every((item) => typeof item === 'string') ? { requires: value } : undefined),
  },
  setup: {
    form: commandsForm,
    schema: commandsSchema,
    read: (value) => {
      const setup = readCommands(value);
      return setup && { setup };
    },
  },
  teardown: {
    form: commandsForm,
    schema: commandsSchema,
    read: (value) => {
      const teardown = readCommands(value);
      return teardown && { teardown };
    },
  },
  timeout: { form: timeForm, schema: timeSchema, read: readTimeout },
  values: {
    form: { en: 'a value for each name, such as {NAME: ns1}', zh: '每个名字一个值，例如 {NAME: ns1}' },
    schema: { type: 'object', minProperties: 1, additionalProperties: { type: ['string', 'number'] } },
    read: (value) => {
      const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
      const isRight = entries.length > 0 && entries.every(([, entry]) => typeof entry === 'string' || Number.isFinite(entry));
      return isRight ? { values: Object.fromEntries(entries.map(([name, entry]) => [name, String(entry)])) } : undefined;
    },
  },
};

function readCapture(written: string): Capture | undefined {
  const match = /^\s*([A-Za-z_][\w-]*)(?:=(\S(?:.*\S)?))?\s*$/.exec(written);
  return match ? { name: match[1]!, text: match[2] ?? null } : undefined;
}

function readTimeout(value: unknown): { timeoutMs: number } | undefined {
  const timeoutMs = readTimeMs(value);
  return timeoutMs === undefined ? undefined : { timeoutMs };
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
