import { existsSync } from 'node:fs';
import path from 'node:path';
import { isMap, isSeq, stringify, type Node } from 'yaml';
import { reasonCodes, type StepEnd } from '../engine/events.js';
import type { FindKnown } from '../engine/known-failures.js';
import { NslabError } from '../errors.js';
import type { Lesson } from '../lesson/lesson.js';
import { readYaml, type YamlText } from '../lesson/yaml-settings.js';
import { cleanOutput } from '../verify/clean-output.js';
import { readText } from './text-file.js';
import { writeAtomically } from './write-atomically.js';
import type { Words } from '../words.js';

/** A failure that a baseline file lists. */
interface Entry {
  /** A path from the folder of the baseline file. */
  readonly file: string;
  readonly key: string;
  /** The reason code; a step that fails for another reason is not known to. */
  readonly code: string;
  readonly command: string;
  readonly reason: string;
}

/** The failures that are known of a set of lessons, in a file beside them. */
export class Baseline {
  readonly #file: string;
  readonly #entries: readonly Entry[];

  /** @throws {NslabError} `baseline` with its place, and what `readText` throws */
  constructor(file: string, mayBeMissing: boolean) {
    this.#file = file;
    this.#entries = mayBeMissing && !existsSync(file) ? [] : readEntries(file);
  }

  /** Whether the failure of a step is listed; one that passes is listed whatever it failed with. */
  readonly find: FindKnown = (file, { key, reason }) => {
    const entry = this.#entries.find(
      (other) => other.key === key && this.#isOf(other, file) && (reason === null || reason.code === other.code),
    );
    return entry && { reason: entry.reason, from: this.#file };
  };

  /** Entries of steps that a lesson does not have. */
  stale(lesson: Lesson): string[] {
    const keys = new Set(lesson.steps.map(({ key }) => key));
    return this.#entries
      .filter((entry) => this.#isOf(entry, lesson.file) && !keys.has(entry.key))
      .map(({ key, command }) => `${key} (${command})`);
  }

  /** Files that are not there any more. */
  missing(): string[] {
    return this.#entries.map(({ file }) => file).filter((file) => !existsSync(path.resolve(path.dirname(this.#file), file)));
  }

  /** Writes the failures of a run in the place of what was listed of its lessons; reasons that somebody has written stay. */
  write(files: readonly string[], failures: readonly StepEnd[], skipped: readonly StepEnd[]): number {
    const gone = this.missing();
    const others = this.#entries.filter((entry) => !gone.includes(entry.file) && !files.some((file) => this.#isOf(entry, file)));
    // What could not be run this time may still be as it was.
    const kept = this.#entries.filter((entry) => skipped.some((step) => step.key === entry.key && this.#isOf(entry, step.file)));
    const found = failures.map((step): Entry => {
      const old = this.#entries.find((entry) => entry.key === step.key && entry.code === step.reason?.code && this.#isOf(entry, step.file));
      const reason = old?.reason ?? cleanOutput(step.reason?.text ?? step.verdict);
      return {
        file: this.#nameOf(step.file),
        key: step.key,
        code: step.reason?.code ?? step.verdict,
        command: cleanOutput(step.command),
        reason,
      };
    });
    const known = [...others, ...kept, ...found].toSorted((a, b) => a.file.localeCompare(b.file, 'en', { numeric: true }));
    const head =
      '# Steps that are known not to pass. `nslab check --baseline FILE --write-baseline` makes it anew and keeps the reasons, but no comments.\n';
    writeAtomically(this.#file, head + stringify({ schema: 1, known }, { lineWidth: 0 }));
    return found.length;
  }

  #isOf(entry: Entry, file: string): boolean {
    return path.resolve(path.dirname(this.#file), entry.file) === path.resolve(file);
  }

  #nameOf(file: string): string {
    return path.relative(path.dirname(path.resolve(this.#file)), path.resolve(file));
  }
}

function readEntries(file: string): Entry[] {
  const yaml = readYaml(readText(file, 'a baseline'), {
    file,
    line: 1,
    code: 'baseline',
    name: { en: 'baseline', zh: '基线' },
    hint: {
      en: 'correct it, or move it away and make a new one with --write-baseline',
      zh: '修正它，或把它移走并用 --write-baseline 生成新的',
    },
  });
  const { contents } = yaml.document;
  const known = isMap(contents) ? contents.get('known', true) : undefined;
  if (!isMap(contents) || contents.get('schema') !== 1 || !isSeq(known))
    throw wrong(yaml, contents, { en: 'expected `schema: 1` and a list `known`', zh: '应有 `schema: 1` 和列表 `known`' });
  return known.items.map((item) => readEntry(yaml, item as Node));
}

function readEntry(yaml: YamlText, item: Node): Entry {
  if (!isMap(item))
    throw wrong(yaml, item, {
      en: 'expected `file`, `key`, `code`, `command` and `reason`',
      zh: '应有 `file`、`key`、`code`、`command` 和 `reason`',
    });
  const word = (name: string): string => {
    const value: unknown = item.get(name);
    if (typeof value === 'string' && value.trim() !== '') return value;
    // A key may be all digits, which YAML reads as a number.
    const node = item.get(name, true) as { readonly source?: string } | undefined;
    if (typeof value === 'number' && node?.source !== undefined) return node.source;
    throw wrong(yaml, item, { en: `expected a text for \`${name}\``, zh: `\`${name}\` 应为文本` });
  };
  const code = word('code');
  const known: readonly string[] = reasonCodes;
  if (!known.includes(code))
    throw wrong(yaml, item, { en: `expected one of the codes ${known.join(', ')}`, zh: `应为以下代码之一：${known.join('、')}` });
  return { file: word('file'), key: word('key'), code, command: word('command'), reason: word('reason') };
}

function wrong(yaml: YamlText, node: Node | null, expected: Words): NslabError {
  return new NslabError(
    'baseline',
    { en: `unexpected content, ${expected.en}`, zh: `内容意外，${expected.zh}` },
    {
      position: yaml.at(node?.range?.[0] ?? 0),
      hint: {
        en: 'correct it, or move it away and make a new one with --write-baseline',
        zh: '修正它，或把它移走并用 --write-baseline 生成新的',
      },
    },
  );
}
