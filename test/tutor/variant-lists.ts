import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readLesson } from '../../src/commands/lesson-files.js';
import { readChain } from '../../src/engine/run-lesson.js';
import type { Lesson } from '../../src/lesson/lesson.js';
import { readVariants } from '../../src/lesson/variants/read-variants.js';
import type { Variant } from '../../src/lesson/variants/variant.js';
import { variantsOfLesson } from '../../src/lesson/variants/variants-of-lesson.js';
import { knownCauses } from './known-causes.js';

/** A list with the lesson that it is about. */
interface ListOfLesson {
  readonly file: string;
  readonly lesson: Lesson;
  /** The lessons that it continues, first one first. */
  readonly before: readonly Lesson[];
  readonly variants: readonly Variant[];
}

const root = path.resolve(import.meta.dirname, '../..');
const folders = [path.join(root, 'lessons/variants'), path.join(root, 'test/tutor/lessons')];

/** The lists of the lessons, and those that the environment variable NSLAB_VARIANTS names, with `:` between them. */
export function variantLists(): readonly ListOfLesson[] {
  const ours = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => path.join(folder, name)),
  );
  const named = (process.env['NSLAB_VARIANTS'] ?? '').split(':').filter((file) => file !== '');
  return [...ours, ...named].map((given) => {
    const file = path.relative('', given);
    const list = readVariants(file, readFileSync(file, 'utf8'));
    const lessonFile = path.join(path.dirname(file), list.written.lesson ?? path.basename(file).replace(/\.variants\.yaml$/, '.md'));
    const { lesson, before } = readChain(lessonFile, (name, earlier) => readLesson(name, { before: earlier ?? [] }));
    return { file, lesson, before, variants: variantsOfLesson(list, lesson, knownCauses) };
  });
}
