import { existsSync } from 'node:fs';
import path from 'node:path';
import { sentences } from '../engine/diagnosis/sentences.js';
import { readChain } from '../engine/run-lesson.js';
import { NslabError } from '../errors.js';
import type { Lesson } from '../lesson/lesson.js';
import { readVariants } from '../lesson/variants/read-variants.js';
import type { Variant } from '../lesson/variants/variant.js';
import { variantsOfLesson } from '../lesson/variants/variants-of-lesson.js';
import { effectSentences } from '../verify/effect/causes/effect-sentences.js';
import { readLesson } from './lesson-files.js';
import { readText } from './text-file.js';

/** A list with the lesson that it is about. */
export interface ListOfLesson {
  readonly file: string;
  readonly lesson: Lesson;
  /** The lessons that it continues, first one first. */
  readonly before: readonly Lesson[];
  readonly variants: readonly Variant[];
}

/** What a wrong variant may be taken for. */
const causes: readonly string[] = [...Object.keys(effectSentences), ...Object.keys(sentences)];

/**
 * A list of variants, or that of a lesson.
 * @throws {NslabError} `not-found`, and what `readVariants` and `variantsOfLesson` throw
 */
export function readVariantList(given: string): ListOfLesson {
  const file = /\.(?:md|mdx|markdown)$/.test(given) ? listOf(given) : given;
  const list = readVariants(file, readText(file, 'a list of variants'));
  const lessonFile = path.join(path.dirname(file), list.written.lesson ?? path.basename(file).replace(/\.variants\.ya?ml$/, '.md'));
  const { lesson, before } = readChain(lessonFile, (name, earlier) => readLesson(name, { before: earlier ?? [] }));
  return { file, lesson, before, variants: variantsOfLesson(list, lesson, causes) };
}

/** Beside the lesson, or, for one that is there in several languages, in the folder `variants` beside those. */
function listOf(lesson: string): string {
  const name = path.basename(lesson).replace(/\.\w+$/, '');
  const places = [path.join(path.dirname(lesson), `${name}.variants.yaml`), path.join(path.dirname(lesson), '../variants', `${name}.yaml`)];
  const found = places.find((place) => existsSync(place));
  if (found !== undefined) return found;
  throw new NslabError(
    'not-found',
    { en: 'this lesson has no list of variants', zh: '这一课没有变体列表' },
    {
      position: { file: lesson },
      hint: { en: `write one: ${places[0]}; docs/variants.md tells how`, zh: `写一个：${places[0]}；格式见 docs/variants.md` },
    },
  );
}
