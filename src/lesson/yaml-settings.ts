import { LineCounter, parseDocument, type Document, type YAMLMap } from 'yaml';
import { NslabError, type Position } from '../errors.js';
import { readSetting, type Setting } from './setting.js';
import type { Words } from '../words.js';

/** Where a text of YAML stands, and how errors in it are told. */
export interface YamlSource {
  readonly file: string;
  /** The file's line of the first line of the text. */
  readonly line: number;
  readonly code: 'front-matter' | 'config' | 'baseline' | 'variants';
  /** What the text is, for messages. */
  readonly name: Words;
  /** What to try when it is no YAML. */
  readonly hint: Words;
}

export interface YamlText {
  readonly source: YamlSource;
  readonly document: Document;
  /** The place in the file of an offset in the text. */
  readonly at: (offset: number) => Position;
}

/**
 * Reads a text of YAML so that its places are known.
 * @throws {NslabError} the source's code, with line and column
 */
export function readYaml(text: string, source: YamlSource): YamlText {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const at = (offset: number): Position => {
    const place = lineCounter.linePos(offset);
    return { file: source.file, line: place.line + source.line - 1, column: place.col };
  };
  const error = document.errors[0];
  if (error) {
    const position = at(error.pos[0]);
    throw new NslabError(
      source.code,
      { en: `invalid ${source.name.en}: ${error.message}`, zh: `无效的${source.name.zh}：${error.message}` },
      { position, hint: source.hint, cause: error },
    );
  }
  return { source, document, at };
}

/**
 * The settings of a map as data.
 * @throws {NslabError} `unknown-setting` or `setting-value`, and the source's code for an alias that can't be followed
 */
export function readYamlSettings<Settings extends object>(
  { source, document, at }: YamlText,
  map: YAMLMap,
  known: Readonly<Record<string, Setting<Settings>>>,
): Settings {
  let settings = {} as Settings;
  for (const pair of map.items) {
    const key = pair.key as { value?: unknown; range?: [number, number, number] };
    const position = at(key.range?.[0] ?? 0);
    const values = plain(map, document, source, position);
    const name = String(key.value);
    settings = { ...settings, ...readSetting(known, name, values[name], position) };
  }
  return settings;
}

/** The values of a map; an alias without an anchor, or too many of them, shows only here, wherever in the document it is. */
function plain(map: YAMLMap, document: Document, source: YamlSource, position: Position): Record<string, unknown> {
  try {
    document.toJS();
    return map.toJS(document) as Record<string, unknown>;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new NslabError(
      source.code,
      { en: `invalid ${source.name.en}: ${message}`, zh: `无效的${source.name.zh}：${message}` },
      {
        position,
        hint: { en: 'write the values out instead of YAML aliases', zh: '直接写出值，不要用 YAML 别名' },
        cause: error,
      },
    );
  }
}
