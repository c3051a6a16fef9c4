import { NslabError } from '../errors.js';
import type { Words } from '../words.js';

/**
 * `NAME=VALUE` words as values by name.
 * @throws {NslabError} `usage`
 */
export function readValues(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    words.map((word) => {
      const match = /^([^=]+)=(.*)$/s.exec(word);
      if (!match)
        throw usage(
          { en: `unexpected --set ${word}, expected a name and a value`, zh: `--set ${word} 意外，应为名字和值` },
          { en: 'for example --set NAME=ns1', zh: '例如 --set NAME=ns1' },
        );
      return [match[1]!.replaceAll(/^[<[{$]+|[>\]}]+$/g, ''), match[2]!];
    }),
  );
}

/** Whether this is a run of CI, by the variable that its systems set. */
export function isInCi(): boolean {
  return !/^(?:|0|false|no|off)$/i.test(process.env['CI'] ?? '');
}

export function usage(words: Words, hint: Words): NslabError {
  return new NslabError('usage', words, { hint });
}
