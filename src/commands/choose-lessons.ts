import { readChain, type ReadLesson } from '../engine/run-lesson.js';
import { isSelective, selectSteps, unknownWords, type Selection } from '../engine/selection.js';
import { filesOfShard, type Shard } from './shards.js';
import { usage } from './values.js';
import type { Words } from '../words.js';

export interface Choice {
  readonly selection: Selection;
  /** Only what has changed since this revision; `true` stands for the current commit. */
  readonly changed: string | true | undefined;
  readonly shard: Shard | undefined;
  /** The configuration file, if there is one. */
  readonly config: string | undefined;
}

/** The lessons that are run. That none is left is no error when all were looked at: then `whyNone` says why. */
interface Chosen {
  readonly files: readonly string[];
  readonly whyNone?: Words;
}

/**
 * The lessons that have the steps of the selection, have changed, and are in the shard.
 * @throws {NslabError} `usage`, and what `changedLessons` throws
 */
export async function chooseLessons(
  found: readonly string[],
  { selection, changed, shard, config }: Choice,
  read: ReadLesson,
): Promise<Chosen> {
  let files = selectFiles(found, selection, read);
  if (changed !== undefined) {
    const revision = changed === true ? undefined : changed;
    const all = files.length;
    // Loading what starts git takes longer than most lessons to be read.
    const { changedLessons } = await import('./changed-lessons.js');
    files = await changedLessons(files, revision, config, read);
    if (files.length === 0)
      return {
        files,
        whyNone: {
          en: `none of ${count(all)} has changed since ${revision ?? 'the last commit'}`,
          zh: `${all} 个课程自${revision === undefined ? '上次提交' : ` ${revision} `}以来都没有变化`,
        },
      };
  }
  if (shard) {
    const all = files.length;
    files = filesOfShard(files, shard, read);
    if (files.length === 0)
      return {
        files,
        whyNone: {
          en: `shard ${shard.index}/${shard.count} is empty: there ${all === 1 ? 'is' : 'are'} only ${count(all)}`,
          zh: `分片 ${shard.index}/${shard.count} 是空的：只有 ${all} 个课程`,
        },
      };
  }
  return { files };
}

function count(lessons: number): string {
  return `${lessons} ${lessons === 1 ? 'lesson' : 'lessons'}`;
}

/** The lessons that have the steps of a selection. */
function selectFiles(files: readonly string[], selection: Selection, read: ReadLesson): readonly string[] {
  if (!isSelective(selection)) return files;
  const lessons = files.map((file) => readChain(file, read).lesson);
  const unknown = lessons.map((lesson) => unknownWords(lesson, selection));
  const nowhere = unknown[0]?.find((word) => unknown.every((words) => words.includes(word)));
  if (nowhere !== undefined) {
    throw usage(
      { en: `no step has the key or the line ${nowhere}`, zh: `没有步骤的键或行号是 ${nowhere}` },
      { en: `\`nslab plan --keys ${files[0]}\` shows the keys of its steps`, zh: `\`nslab plan --keys ${files[0]}\` 会列出各步骤的键` },
    );
  }
  const selected = files.filter((_, index) => selectSteps(lessons[index]!, selection).count > 0);
  if (selected.length === 0)
    throw usage(
      { en: 'no step is left of these lessons', zh: '这些课程中没有剩下要运行的步骤' },
      { en: '--from has to come before --to, and --only between them', zh: '--from 必须在 --to 之前，--only 必须在两者之间' },
    );
  return selected;
}
