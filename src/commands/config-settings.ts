import { reasonCodes } from '../engine/events.js';
import type { JsonSchema, YamlSetting } from '../lesson/setting.js';
import { lessonSettings, type LessonSettings } from '../lesson/settings.js';
import { reportFormats } from '../report/reporters.js';

/** What a configuration file may say: the options of `check`, and settings for lessons that do not have their own. */
export interface ConfigSettings extends Pick<LessonSettings, 'timeoutMs' | 'lessonTimeoutMs' | 'output' | 'values'> {
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
}

/** What `--fail-on` takes. */
export const failureWords: readonly string[] = ['fail', 'drift', 'skip', 'unreachable', ...reasonCodes];

const mostOfAnything = 999_999;
const reporterPattern = new RegExp(`^(?:${Object.keys(reportFormats).join('|')})(?:=[^]+)?$`, 'u');

export const configSettings: Readonly<Record<string, YamlSetting<ConfigSettings>>> = {
  baseline: {
    form: { en: 'a path from the folder of this file', zh: '从本文件所在目录算起的路径' },
    schema: { type: 'string', pattern: '\\S' },
    read: (value) => (typeof value === 'string' && value.trim() !== '' ? { baseline: value } : undefined),
  },
  'fail-on': {
    form: { en: `a list of verdicts or reason codes: ${failureWords.join(', ')}`, zh: `判定或原因代码的列表：${failureWords.join('、')}` },
    schema: listOf({ enum: failureWords }),
    read: (value) => readList(value, (word) => failureWords.includes(word), 'failOn'),
  },
  jobs: {
    form: { en: 'a number from 1', zh: '不小于 1 的数' },
    schema: { type: 'integer', minimum: 1, maximum: mostOfAnything },
    read: (value) => (isCount(value, 1) ? { jobs: value } : undefined),
  },
  'lesson-timeout': lessonSettings['lesson-timeout']!,
  'min-checked': {
    form: { en: 'a number from 0', zh: '不小于 0 的数' },
    schema: { type: 'integer', minimum: 0, maximum: mostOfAnything },
    read: (value) => (isCount(value, 0) ? { minChecked: value } : undefined),
  },
  output: lessonSettings['output']!,
  paths: {
    form: { en: 'a list of files and folders, such as [docs, README.md]', zh: '文件和目录的列表，例如 [docs, README.md]' },
    schema: listOf({ type: 'string', pattern: '\\S' }),
    read: (value) => readList(value, (path) => path.trim() !== '', 'paths'),
  },
  reporter: {
    form: { en: `a list of ${Object.keys(reportFormats).join(' or ')}`, zh: `列表，可用的有 ${Object.keys(reportFormats).join('、')}` },
    schema: listOf({ type: 'string', pattern: reporterPattern.source }),
    read: (value) => readList(value, (name) => reporterPattern.test(name), 'reporters'),
  },
  set: lessonSettings['values']!,
  strict: {
    form: { en: 'true or false', zh: 'true 或 false' },
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
