import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { NslabError, type Position } from '../errors.js';
import { lessonSettings, readSetting, type LessonSettings } from './settings.js';

export interface FrontMatter extends LessonSettings {
  readonly title?: string;
}

/**
 * The title and our own settings from a lesson's YAML front matter; every other key belongs to other tools.
 * @param line the file's line of the first line of `yaml`
 * @throws {NslabError} `front-matter` with line and column, `unknown-setting` or `setting-value`.
 */
export function readFrontMatter(file: string, yaml: string, line: number): FrontMatter {
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter, prettyErrors: false });
  const at = (offset: number): { file: string; line: number; column: number } => {
    const place = lineCounter.linePos(offset);
    return { file, line: place.line + line - 1, column: place.col };
  };
  const error = document.errors[0];
  if (error) {
    throw new NslabError('front-matter', `invalid front matter: ${error.message}`, {
      position: at(error.pos[0]),
      hint: 'front matter is YAML between two lines of `---`; quote values that contain `:` or `#`',
      cause: error,
    });
  }
  const title: unknown = document.get('title');
  const found: FrontMatter = typeof title === 'string' || typeof title === 'number' ? { title: `${title}` } : {};
  const ours = document.get('nslab', true);
  if (ours === undefined) return found;
  if (!isMap(ours)) {
    throw new NslabError('front-matter', 'unexpected value of `nslab`, expected settings below it', {
      position: at(isScalar(ours) ? (ours.range?.[0] ?? 0) : 0),
      hint: 'write, for example, `nslab:` and on the next line `  requires: [ping]`',
    });
  }
  return ours.items.reduce<FrontMatter>((settings, pair) => {
    const key = pair.key as { value?: unknown; range?: [number, number, number] };
    const json = values(document, at(key.range?.[0] ?? 0));
    const name = String(key.value);
    return { ...settings, ...readSetting(lessonSettings, name, json.nslab[name], at(key.range?.[0] ?? 0)) };
  }, found);
}

/** The document as plain values; an alias without an anchor, or too many of them, shows only here. */
function values(document: Document, position: Position): { nslab: Record<string, unknown> } {
  try {
    return document.toJS() as { nslab: Record<string, unknown> };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new NslabError('front-matter', `invalid front matter: ${message}`, {
      position,
      hint: 'write the values out instead of YAML aliases',
      cause: error,
    });
  }
}
