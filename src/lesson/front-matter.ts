import { isMap, isScalar } from 'yaml';
import { NslabError } from '../errors.js';
import { lessonSettings, type LessonSettings } from './settings.js';
import { readYaml, readYamlSettings } from './yaml-settings.js';

export interface FrontMatter extends LessonSettings {
  readonly title?: string;
}

/**
 * The title and our own settings from a lesson's YAML front matter; every other key belongs to other tools.
 * @param line the file's line of the first line of `yaml`
 * @throws {NslabError} `front-matter` with line and column, `unknown-setting` or `setting-value`.
 */
export function readFrontMatter(file: string, yaml: string, line: number): FrontMatter {
  const text = readYaml(yaml, {
    file,
    line,
    code: 'front-matter',
    name: { en: 'front matter', zh: ' front matter' },
    hint: {
      en: 'front matter is YAML between two lines of `---`; quote values that contain `:` or `#`',
      zh: 'front matter 是两行 `---` 之间的 YAML；含有 `:` 或 `#` 的值要加引号',
    },
  });
  const title: unknown = text.document.get('title');
  const found: FrontMatter = typeof title === 'string' || typeof title === 'number' ? { title: `${title}` } : {};
  const ours = text.document.get('nslab', true);
  if (ours === undefined) return found;
  if (!isMap(ours)) {
    throw new NslabError(
      'front-matter',
      { en: 'unexpected value of `nslab`, expected settings below it', zh: '`nslab` 的值意外，应在它下面写设置' },
      {
        position: text.at(isScalar(ours) ? (ours.range?.[0] ?? 0) : 0),
        hint: {
          en: 'write, for example, `nslab:` and on the next line `  requires: [ping]`',
          zh: '例如写 `nslab:`，并在下一行写 `  requires: [ping]`',
        },
      },
    );
  }
  return { ...found, ...readYamlSettings(text, ours, lessonSettings) };
}
