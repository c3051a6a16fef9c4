import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { journalFolder } from './journal-folder.js';

/** The one path of a lesson, whatever links lead to it. */
export function realLessonPath(lessonFile: string): string {
  try {
    return realpathSync(lessonFile);
  } catch {
    return path.resolve(lessonFile);
  }
}

/** The journal of a lesson: a name that a person knows again, and a hash that makes it the only one. */
export function journalPath(lessonPath: string, folder = journalFolder()): string {
  const readable = path
    .basename(lessonPath, path.extname(lessonPath))
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 40)
    .replaceAll(/^-|-$/g, '');
  const hash = createHash('sha256').update(lessonPath).digest('hex').slice(0, 16);
  return path.join(folder, `${readable === '' ? 'lesson' : readable}-${hash}.ndjson`);
}
