import { closest, distance } from 'fastest-levenshtein';
import * as v from 'valibot';
import { isMap, isNode, isScalar } from 'yaml';
import { NslabError, type Position } from '../../errors.js';
import type { Words } from '../../words.js';
import { readYaml, type YamlText } from '../yaml-settings.js';
import { variantForms, variantsSchema, type WrittenVariants } from './variants-schema.js';

/** A list of variants as it is written, of the right form. What it says of a lesson is not compared with the lesson yet. */
export interface VariantList {
  readonly file: string;
  readonly written: WrittenVariants;
  /** The place of what stands at a path of keys and numbers, or of the nearest thing around it. */
  readonly at: (...path: readonly (string | number)[]) => Position;
}

/**
 * Reads a list of variants; `docs/variants.md` tells its form.
 * @throws {NslabError} `variants`, `unknown-setting` or `setting-value`, with line and column
 */
export function readVariants(file: string, text: string): VariantList {
  const yaml = readYaml(text, {
    file,
    line: 1,
    code: 'variants',
    name: { en: 'list of variants', zh: '变体列表' },
    hint: {
      en: 'a list of variants is YAML; put commands that contain `: ` or ` #`, or begin with a quote, `*`, `&`, `{` or `[`, in quotes',
      zh: '变体列表是 YAML；含有 `: ` 或 ` #`，或以引号、`*`、`&`、`{`、`[` 开头的命令要加引号',
    },
  });
  const at = (...path: readonly (string | number)[]): Position => yaml.at(offsetOf(yaml, path));
  const result = v.safeParse(variantsSchema, plain(yaml, at()));
  if (result.success) return { file, written: result.output, at };
  throw wrongForm(yaml, result.issues[0], at);
}

function plain({ document }: YamlText, position: Position): unknown {
  try {
    return document.toJS();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new NslabError(
      'variants',
      { en: `invalid list of variants: ${message}`, zh: `无效的变体列表：${message}` },
      {
        position,
        hint: { en: 'write the commands out instead of YAML aliases', zh: '不要用 YAML 别名，把命令写全' },
        cause: error,
      },
    );
  }
}

function offsetOf({ document }: YamlText, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

function wrongForm(yaml: YamlText, issue: v.BaseIssue<unknown>, at: VariantList['at']): NslabError {
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  const name = path.findLast((part) => typeof part === 'string');
  if (issue.type === 'strict_object' && issue.expected === 'never') return unknownKey(yaml, path, at);
  if (issue.type === 'strict_object' && issue.input === undefined) {
    return new NslabError(
      'variants',
      { en: `unexpected end, expected \`${name}\``, zh: `缺少 \`${name}\`` },
      { position: at(...path), hint: formOf(name) },
    );
  }
  if (name === undefined) {
    return new NslabError(
      'variants',
      { en: 'unexpected content, expected `steps`', zh: '内容不对，应当有 `steps`' },
      { position: at(), hint: formOf('steps') },
    );
  }
  const isBare = typeof issue.input !== 'object' && typeof issue.input !== 'string';
  return new NslabError(
    'setting-value',
    {
      en: `unexpected value \`${written(issue.input)}\` for \`${name}\``,
      zh: `\`${name}\` 的值 \`${written(issue.input)}\` 不对`,
    },
    {
      position: at(...path),
      hint: {
        en: `${formOf(name).en}${isBare ? '; put a command that is a single word like `true` in quotes' : ''}`,
        zh: `${formOf(name).zh}${isBare ? '；像 `true` 这样只有一个词的命令要加引号' : ''}`,
      },
    },
  );
}

function unknownKey({ document, at: place }: YamlText, path: readonly (string | number)[], at: VariantList['at']): NslabError {
  const key = String(path.at(-1));
  const known = Object.keys(variantForms);
  const nearest = closest(key, known);
  const map = document.getIn(path.slice(0, -1), true);
  const pair = isMap(map) ? map.items.find((item) => isScalar(item.key) && String(item.key.value) === key) : undefined;
  const offset = isNode(pair?.key) ? pair.key.range?.[0] : undefined;
  // In braces a comma begins the next key.
  if (pair && pair.value === null) {
    return new NslabError(
      'unknown-setting',
      { en: `unexpected key \`${key}\` without a value`, zh: `键 \`${key}\` 没有值` },
      {
        position: offset === undefined ? at(...path) : place(offset),
        hint: { en: 'put a command or a sentence that contains a comma in quotes', zh: '含有逗号的命令或句子要加引号' },
      },
    );
  }
  return new NslabError(
    'unknown-setting',
    { en: `unknown key \`${key}\``, zh: `未知的键 \`${key}\`` },
    {
      position: offset === undefined ? at(...path) : place(offset),
      hint:
        nearest !== key && distance(key, nearest) <= 2
          ? { en: `did you mean \`${nearest}\`?`, zh: `是不是想写 \`${nearest}\`？` }
          : {
              en: 'an entry has `step`, `occurrence`, `right`, `wrong`, `neither`; a variant has `type`, `why`, `extras`, `names`, and a wrong one `cause`',
              zh: '一个条目有 `step`、`occurrence`、`right`、`wrong`、`neither`；一个变体有 `type`、`why`、`extras`、`names`，错误的还有 `cause`',
            },
    },
  );
}

function formOf(name: string | undefined): Words {
  const form = name !== undefined && Object.hasOwn(variantForms, name) ? variantForms[name] : undefined;
  return form
    ? { en: `\`${name}\` is ${form.en}`, zh: `\`${name}\` 应当是${form.zh}` }
    : { en: 'docs/variants.md tells the form', zh: '格式见 docs/variants.md' };
}

function written(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
