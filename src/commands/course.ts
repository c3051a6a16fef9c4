import { existsSync } from 'node:fs';
import path from 'node:path';
import { languages, type Language } from '../network/language.js';
import { realLessonPath } from './journal/journal-path.js';

/** The lessons that come with nslab in one language, as a path that is short from where the person is. */
export function courseFolder(language: Language): string {
  const folder = path.join(root(), language);
  const relative = path.relative(process.cwd(), folder);
  return relative.startsWith('..') ? folder : relative;
}

/** The name that a lesson of the course has in every language, without its extension; `undefined` for any other lesson. */
export function courseName(lessonFile: string): string | undefined {
  const parts = path.relative(realLessonPath(root()), realLessonPath(lessonFile)).split(path.sep);
  const [language, ...rest] = parts;
  if (!languages.some((known) => known === language) || rest.length === 0) return undefined;
  const name = rest.join('/');
  return name.slice(0, name.length - path.extname(name).length);
}

/** The files of a lesson in all languages; that file alone when it does not belong to the course. */
export function translations(lessonFile: string): string[] {
  const name = courseName(lessonFile);
  if (name === undefined) return [lessonFile];
  return languages.map((language) => path.join(root(), language, `${name}${path.extname(lessonFile)}`)).filter((file) => existsSync(file));
}

function root(): string {
  const beside = path.join(import.meta.dirname, '../lessons');
  return path.resolve(existsSync(beside) ? beside : path.join(import.meta.dirname, '../../lessons'));
}
