import path from 'node:path';
import { menuNumbers, type MenuLesson } from './menu-lesson.js';

/** The lesson that somebody means by its number, its file, its title, or a part of those that no other has. */
export function lessonNamed(answer: string, lessons: readonly MenuLesson[]): MenuLesson | undefined {
  const word = fold(answer);
  if (/^\d{1,4}$/.test(word)) return lessons[menuNumbers(lessons).indexOf(Number(word))];
  const names = lessons.map(({ file, title }) => [file, path.basename(file), path.parse(file).name, title].map(fold));
  const exact = lessons.filter((_, index) => names[index]!.includes(word));
  if (exact.length === 1) return exact[0];
  const partly = lessons.filter((_, index) => names[index]!.slice(1).some((name) => name.includes(word)));
  return partly.length === 1 ? partly[0] : undefined;
}

function fold(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}
