import { closest, distance } from 'fastest-levenshtein';
import { NslabError, type Position } from '../errors.js';
import type { Words } from '../words.js';

export interface Setting<Settings> {
  /** How a right value looks, for the message about a wrong one. */
  readonly form: Words;
  /** The setting as data, or `undefined` for a wrong value. */
  readonly read: (value: unknown) => Settings | undefined;
}

/** A setting that stands in YAML, where editors can help: `schema` allows exactly what `read` does. */
export interface YamlSetting<Settings> extends Setting<Settings> {
  readonly schema: JsonSchema;
}

/** A part of a JSON Schema, draft 7. */
export type JsonSchema = Readonly<Record<string, unknown>>;

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
    const hint =
      distance(key, nearest) <= 3
        ? { en: `did you mean \`${nearest}\`?`, zh: `是不是想写 \`${nearest}\`？` }
        : { en: `known here: ${Object.keys(known).join(', ')}`, zh: `这里可用的有：${Object.keys(known).join('、')}` };
    throw new NslabError('unknown-setting', { en: `unknown setting \`${key}\``, zh: `未知的设置 \`${key}\`` }, { position, hint });
  }
  const settings = setting.read(value);
  if (!settings) {
    throw new NslabError(
      'setting-value',
      { en: `unexpected value \`${written(value)}\` for \`${key}\``, zh: `\`${key}\` 的值 \`${written(value)}\` 不对` },
      {
        position,
        hint: { en: `\`${key}\` takes ${setting.form.en}`, zh: `\`${key}\` 的值应为：${setting.form.zh}` },
      },
    );
  }
  return settings;
}

function written(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
