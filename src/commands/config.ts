import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { isMap } from 'yaml';
import { NslabError } from '../errors.js';
import { readYaml, readYamlSettings } from '../lesson/yaml-settings.js';
import { configSettings, type ConfigSettings } from './config-settings.js';
import { readText } from './text-file.js';

export const configName = 'nslab.config.yaml';

/** What a configuration file says; its paths count from the current folder now. */
export interface Config extends ConfigSettings {
  readonly file?: string;
}

/**
 * The configuration: of the file given, else of the nearest one above; `false` for none.
 * @throws {NslabError} `config`, `unknown-setting` or `setting-value` with its place, and what `readText` throws
 */
export function findConfig(given: string | boolean | undefined): Config {
  const file = typeof given === 'string' ? given : given === false ? undefined : nearestConfig(process.cwd());
  return file === undefined ? {} : { file, ...readConfig(file) };
}

/** The file in this folder or the nearest above, as far as the repository goes. */
function nearestConfig(folder: string): string | undefined {
  const file = path.join(folder, configName);
  if (existsSync(file) && !isFromAnybody(file)) return fromHere(file);
  const above = path.dirname(folder);
  return above === folder || existsSync(path.join(folder, '.git')) ? undefined : nearestConfig(above);
}

/** Whether somebody else has put the file into a folder that is open to all, such as /tmp; it could say where a report is written. */
function isFromAnybody(file: string): boolean {
  const openToAll = 0o1002;
  return (statSync(path.dirname(file)).mode & openToAll) === openToAll && statSync(file).uid !== process.getuid?.();
}

function readConfig(file: string): ConfigSettings {
  const yaml = readYaml(readText(file, 'a configuration'), {
    file,
    line: 1,
    code: 'config',
    name: { en: 'configuration', zh: '配置' },
    hint: {
      en: 'a configuration is YAML, one setting a line: `jobs: 2`; quote values that contain `:` or `#`',
      zh: '配置是 YAML，每行一个设置：`jobs: 2`；含有 `:` 或 `#` 的值要加引号',
    },
  });
  const { contents } = yaml.document;
  if (contents === null) return {};
  if (!isMap(contents)) {
    throw new NslabError(
      'config',
      { en: 'unexpected content, expected settings', zh: '内容意外，应为设置' },
      {
        position: yaml.at(contents.range?.[0] ?? 0),
        hint: { en: 'write one setting a line, for example `paths: [docs]`', zh: '每行写一个设置，例如 `paths: [docs]`' },
      },
    );
  }
  const settings = readYamlSettings(yaml, contents, configSettings);
  const resolve = (name: string): string => fromHere(path.resolve(path.dirname(file), name));
  return {
    ...settings,
    ...(settings.paths && { paths: settings.paths.map(resolve) }),
    ...(settings.baseline !== undefined && { baseline: resolve(settings.baseline) }),
    ...(settings.reporters && { reporters: settings.reporters.map((name) => name.replace(/(?<==)[^]+/u, resolve)) }),
  };
}

/** A path as short as it can be told. */
function fromHere(file: string): string {
  const relative = path.relative('', file);
  if (relative === '') return '.';
  return relative.startsWith('../../..') ? file : relative;
}
