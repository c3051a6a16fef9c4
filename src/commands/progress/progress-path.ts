import path from 'node:path';
import { courseName } from '../course.js';
import { journalFolder } from '../journal/journal-folder.js';
import { journalPath, realLessonPath } from '../journal/journal-path.js';

/** Which lesson progress is about: one that comes with nslab goes by its name, so that its translations share it; any other by its one path. */
export function progressIdentity(lessonFile: string): string {
  const name = courseName(lessonFile);
  return name === undefined ? realLessonPath(lessonFile) : `nslab:${name}`;
}

/** Where progress is kept: beside the journals. It need not be there. */
export function progressFolder(): string {
  return path.join(path.dirname(journalFolder()), 'progress');
}

/** The file of a lesson, with a name that a person knows again. */
export function progressPath(identity: string): string {
  const { dir, name } = path.parse(journalPath(identity, progressFolder()));
  return path.join(dir, `${name}.json`);
}
