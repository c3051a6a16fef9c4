import type { Lesson } from '../lesson/lesson.js';
import { definitionsIn } from '../report/html/prose.js';

/** A piece of a lesson, with what it names from elsewhere in the lesson: addresses and notes that are defined anywhere count everywhere. */
export function withDefinitions(markdown: string, lesson: Lesson): string {
  if (!markdown.includes('[')) return markdown;
  const others = lesson.body.flatMap((node) => (node.kind === 'prose' && node.markdown !== markdown ? [node.markdown] : []));
  const labels = new Set(Array.from(markdown.matchAll(/\[([^[\]]+)\]/g), ([, label]) => label!.toLowerCase()));
  const named = definitionsIn(others)
    .split('\n')
    .filter((line) => labels.has(/\[([^\]]+)\]/.exec(line)?.[1]?.toLowerCase() ?? ''));
  return named.length === 0 ? markdown : `${markdown}\n\n${named.join('\n')}`;
}
