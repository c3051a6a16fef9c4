import { NslabError } from '../errors.js';
import { readChain, type ReadLesson } from '../engine/run-lesson.js';
import { usage } from './values.js';

/** One of `count` parts of the lessons, the first being 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** What making a lab takes, in steps. */
const stepsOfALab = 10;

/**
 * `2/3` as the second of three shards.
 * @throws {NslabError} `usage`
 */
export function readShard(text: string): Shard {
  const match = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text);
  const [index, count] = [Number(match?.[1]), Number(match?.[2])];
  if (match && index <= count) return { index, count };
  const expected = match
    ? { en: `a shard from 1 to ${count}`, zh: ` 1 到 ${count} 的分片` }
    : { en: 'a number and how many there are', zh: '分片编号和分片总数' };
  throw usage(
    { en: `unexpected --shard ${text}, expected ${expected.en}`, zh: `--shard ${text} 意外，应为${expected.zh}` },
    { en: 'for example --shard 1/3, --shard 2/3 and --shard 3/3', zh: '例如 --shard 1/3、--shard 2/3 和 --shard 3/3' },
  );
}

/**
 * The files of a shard, in their order. Each file is in exactly one shard, and every machine that has the same files agrees on
 * which: the longest lesson goes first, into the shard that has least to do. A lesson runs what it continues in its own lab
 * whatever shard it is in, so that counts for its length, and nothing is gained by keeping the two together.
 */
export function filesOfShard(files: readonly string[], { index, count }: Shard, read: ReadLesson): string[] {
  const sized = files.map((file) => ({ file, size: sizeOf(file, read) }));
  const loads = Array.from({ length: count }, () => 0);
  const shards = new Map<string, number>();
  for (const { file, size } of sized.toSorted((a, b) => b.size - a.size)) {
    // A shard of nothing but documents without steps would have checked nothing; the first always has the longest lesson.
    const shard = size === 0 ? 0 : loads.indexOf(Math.min(...loads));
    loads[shard]! += size;
    shards.set(file, shard + 1);
  }
  return files.filter((file) => shards.get(file) === index);
}

/** How long a lesson takes, in steps; 0 for one in which nothing would run. */
function sizeOf(file: string, read: ReadLesson): number {
  try {
    const { lesson, before } = readChain(file, read);
    const [own, earlier] = [[lesson], before].map(
      (lessons) => lessons.flatMap(({ steps }) => steps).filter(({ skip }) => skip === null).length,
    );
    return own === 0 ? 0 : stepsOfALab + own! + earlier!;
  } catch (error) {
    // What is wrong with it is told in the run of its shard.
    if (error instanceof NslabError) return stepsOfALab;
    throw error;
  }
}
