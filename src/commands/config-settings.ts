import { reasonCodes } from '../engine/events.js';
import type { JsonSchema, YamlSetting } from '../lesson/setting.js';
import { lessonSettings, type LessonSettings } from '../lesson/settings.js';
import { reporters } from '../report/reporters.js';

/** What a configuration file may say: the options of `check`, and settings for lessons that do not have their own. */
export interface ConfigSettings extends Pick<LessonSettings, 'timeoutMs' | 'lessonTimeoutMs' | 'values'> {
  /** As paths from the file's folder. */
  readonly paths?: readonly string[];
  readonly jobs?: number;
  readonly failOn?: readonly string[];
  readonly minChecked?: number;
  readonly isStrict?: boolean;
  /** Each a name, or a name, `=` and a path from the file's folder. */
  readonly reporters?: readonly string[];
  /** A path from the file's folder. */
  readonly baseline?: string;
  readonly output?: OutputLevel;
}

const outputLevels = ['exact', 'volatile', 'contains', 'off'] as const;
type OutputLevel = (typeof outputLevels)[number];

/** What `--fail-on` takes. */
export const failureWords: readonly string[] = ['fail', 'drift', 'skip', 'unreachable', ...reasonCodes];

const mostOfAnything = 999_999;
const reporterPattern = new RegExp(`^(?:${Object.keys(reporters).join('|')})(?:=[^]+)?$`, 'u');

export const configSettings: Readonly<Record<string, YamlSetting<ConfigSettings>>> = {
  baseline: {
    form: 'a path from the folder of this file',
    schema: { type: 'string', pattern: '\\S' },
    read: (value) => (typeof value === 'string' && value.trim() !== '' ? { baseline: value } : undefined),
  },
  'fail-on': {
    form: `a list of verdicts or reason codes: ${failureWords.join(', ')}`,
    schema: listOf({ enum: failureWords }),
    read: (value) => readList(value, (word) => failureWords.includes(word), 'failOn'),
  },
  jobs: {
    form: 'a number from 1',
    schema: { type: 'integer', minimum: 1, maximum: mostOfAnything },
    read: (value) => (isCount(value, 1) ? { jobs: value } : undefined),
  },
  'lesson-timeout': lessonSettings['lesson-timeout']!,
  'min-checked': {
    form: 'a number from 0',
    schema: { type: 'integer', minimum: 0, maximum: mostOfAnything },
    read: (value) => (isCount(value, 0) ? { minChecked: value } : undefined),
  },
  output: {
    form: `${outputLevels.slice(0, -1).join(', ')} or ${outputLevels.at(-1)}`,
    schema: { enum: outputLevels },
    read: (value) => {
      const output = outputLevels.find((level) => level === value);
      return output && { output };
    },
  },
  paths: {
    form: 'a list of files and folders, such as [docs, README.md]',
    schema: listOf({ type: 'string', pattern: '\\S' }),
    read: (value) => readList(value, (path) => path.trim() !== '', 'paths'),
  },
  reporter: {
    form: `a list of ${Object.keys(reporters).join(' or ')}`,
    schema: listOf({ type: 'string', pattern: reporterPattern.source }),
    read: (value) => readList(value, (name) => reporterPattern.test(name), 'reporters'),
  },
  set: lessonSettings['values']!,
  strict: {
    form: 'true or false',
    schema: { type: 'boolean' },
    read: (value) => (typeof value === 'boolean' ? { isStrict: value } : undefined),
  },
  timeout: lessonSettings['timeout']!,
};

function isCount(value: unknown, least: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= mostOfAnything;
}

function listOf(items: JsonSchema): JsonSchema {
  return { type: 'array', minItems: 1, items };
}

function readList(value: unknown, isRight: (item: string) => boolean, name: 'failOn' | 'paths' | 'reporters'): ConfigSettings | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.every((item) => typeof item === 'string' && isRight(item)) ? { [name]: value as string[] } : undefined;
}
