import type { PlacedSettings } from './markdown.js';
import { readSetting } from './setting.js';
import { splitSettings, stepSettings, type StepSettings } from './settings.js';

/**
 * The settings of a comment or of a fence's info string as data.
 * @throws {NslabError} `unknown-setting` or `setting-value`, with line and column.
 */
export function readStepSettings(file: string, written: PlacedSettings): StepSettings {
  return splitSettings(written.text).reduce<StepSettings>((settings, { key, value, offset }) => {
    const before = written.text.slice(0, offset).split('\n');
    const line = written.line + before.length - 1;
    const column = before.length === 1 ? written.column + offset : before.at(-1)!.length + 1;
    return { ...settings, ...readSetting(stepSettings, key, value, { file, line, column }) };
  }, {});
}
