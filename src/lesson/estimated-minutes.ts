import type { Lesson } from './lesson.js';

/** Technical text is read more slowly than a story. */
const wordsPerMinute = 160;
const charactersPerMinute = 300;
/** To read a command, run it, and look at what it prints. */
const minutesPerStep = 0.25;

/** How many minutes a person will take for a lesson, from its words, its Chinese characters and its steps. At least one. */
export function estimatedMinutes(lesson: Lesson): number {
  const prose = lesson.body
    .flatMap((node) => (node.kind === 'prose' ? [node.markdown] : node.kind === 'heading' ? [node.text] : []))
    .join('\n');
  const characters = prose.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = prose.match(/(?:(?!\p{Script=Han})[\p{L}\p{N}])+(?:['’.:/-](?:(?!\p{Script=Han})[\p{L}\p{N}])+)*/gu)?.length ?? 0;
  return Math.max(1, Math.round(words / wordsPerMinute + characters / charactersPerMinute + lesson.steps.length * minutesPerStep));
}
