import { NslabError } from '../errors.js';
import type { PlacedSettings } from './markdown.js';
import { readSetting } from './setting.js';
import { splitSettings, stepSettings, type StepSettings } from './settings.js';

/**
 * The settings of a comment or of a fence's info string as data.
 * @throws {NslabError} `unknown-setting` or `setting-value`, with line and column.
 */
export function readStepSettings(file: string, written: PlacedSettings): StepSettings {
  const seen = new Set<string>();
  return splitSettings(written.text).reduce<StepSettings>((settings, { key, value, offset }) => {
    const before = written.text.slice(0, offset).split('\n');
    const line = written.line + before.length - 1;
    const column = before.length === 1 ? written.column + offset : before.at(-1)!.length + 1;
    if (seen.has(key)) {
      throw new NslabError(
        'setting-value',
        { en: `unexpected second \`${key}\`, expected it once`, zh: `\`${key}\` 重复出现，只应出现一次` },
        {
          position: { file, line, column },
          hint:
            key === 'capture'
              ? { en: 'write both in one, with a comma between: capture="a=1,b=2"', zh: '写成一个，中间用逗号隔开：capture="a=1,b=2"' }
              : { en: 'leave one of them out', zh: '去掉其中一个' },
        },
      );
    }
    seen.add(key);
    return { ...settings, ...readSetting(stepSettings, key, value, { file, line, column }) };
  }, {});
}
