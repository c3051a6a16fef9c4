import { readdirSync } from 'node:fs';
import path from 'node:path';
import { readVariantList, type ListOfLesson } from '../../src/commands/variant-lists.js';

const root = path.resolve(import.meta.dirname, '../..');
const folders = [path.join(root, 'lessons/variants'), path.join(root, 'test/tutor/lessons')];

/** The lists of the lessons. */
export function variantLists(): readonly ListOfLesson[] {
  const ours = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => path.join(folder, name)),
  );
  return ours.map((file) => readVariantList(path.relative('', file)));
}
