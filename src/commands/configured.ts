import type { CheckOptions } from './check.js';
import { configName, findConfig, type Config } from './config.js';
import { usage } from './values.js';

interface Configured {
  readonly paths: readonly string[];
  readonly options: CheckOptions;
  readonly config: Config;
}

/**
 * What is to be checked and how: what stands in the configuration counts where the command line says nothing.
 * @throws {NslabError} `usage` when no path is left, and what `findConfig` throws
 */
export function configured(given: readonly string[], options: CheckOptions): Configured {
  const config = findConfig(options.config);
  const paths = given.length > 0 ? given : config.paths;
  if (!paths) {
    throw usage(
      { en: 'nothing to check: no path is given', zh: '没有可以检查的内容：没有给出路径' },
      {
        en: `name files or folders, or list them as \`paths\` in ${config.file ?? configName}`,
        zh: `指定文件或目录，或在 ${config.file ?? configName} 的 \`paths\` 中列出`,
      },
    );
  }
  return {
    paths,
    config,
    options: {
      ...(config.jobs !== undefined && { jobs: `${config.jobs}` }),
      ...(config.failOn && { failOn: config.failOn.join(',') }),
      ...(config.minChecked !== undefined && { minChecked: `${config.minChecked}` }),
      ...(config.isStrict !== undefined && { strict: config.isStrict }),
      ...(config.reporters && { reporter: config.reporters }),
      ...(config.baseline !== undefined && { baseline: config.baseline }),
      ...options,
    },
  };
}

/** The settings of the configuration for lessons that do not have their own. */
export function lessonDefaults({ timeoutMs, lessonTimeoutMs, output }: Config): Pick<Config, 'timeoutMs' | 'lessonTimeoutMs' | 'output'> {
  return {
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(lessonTimeoutMs !== undefined && { lessonTimeoutMs }),
    ...(output && { output }),
  };
}
