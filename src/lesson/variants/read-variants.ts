import { closest, distance } from 'fastest-levenshtein';
import * as v from 'valibot';
import { isMap, isNode, isScalar } from 'yaml';
import { NslabError, type Position } from '../../errors.js';
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
    name: 'list of variants',
    hint: 'a list of variants is YAML; put commands that contain `: ` or ` #`, or begin with a quote, `*`, `&`, `{` or `[`, in quotes',
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
    throw new NslabError('variants', `invalid list of variants: ${message}`, {
      position,
      hint: 'write the commands out instead of YAML aliases',
      cause: error,
    });
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
    return new NslabError('variants', `unexpected end, expected \`${name}\``, { position: at(...path), hint: formOf(name) });
  }
  if (name === undefined) {
    return new NslabError('variants', 'unexpected content, expected `steps`', { position: at(), hint: formOf('steps') });
  }
  const isBare = typeof issue.input !== 'object' && typeof issue.input !== 'string';
  return new NslabError('setting-value', `unexpected value \`${written(issue.input)}\` for \`${name}\``, {
    position: at(...path),
    hint: `${formOf(name)}${isBare ? '; put a command that is a single word like `true` in quotes' : ''}`,
  });
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
    return new NslabError('unknown-setting', `unexpected key \`${key}\` without a value`, {
      position: offset === undefined ? at(...path) : place(offset),
      hint: 'put a command or a sentence that contains a comma in quotes',
    });
  }
  return new NslabError('unknown-setting', `unknown key \`${key}\``, {
    position: offset === undefined ? at(...path) : place(offset),
    hint:
      nearest !== key && distance(key, nearest) <= 2
        ? `did you mean \`${nearest}\`?`
        : 'an entry has `step`, `occurrence`, `right`, `wrong`, `neither`; a variant has `type`, `why`, `extras`, `names`, and a wrong one `cause`',
  });
}

function formOf(name: string | undefined): string {
  return name !== undefined && Object.hasOwn(variantForms, name)
    ? `\`${name}\` is ${variantForms[name]}`
    : 'docs/variants.md tells the form';
}

function written(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
