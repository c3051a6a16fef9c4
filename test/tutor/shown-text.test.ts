import { expect, it } from 'vitest';
import { parseLesson } from '../../src/lesson/parse-lesson.js';
import { Screen } from '../../src/tutor/screen.js';
import { shownText } from '../../src/tutor/shown-text.js';

const screen = new Screen({ language: 'en', isPlain: false, hasColour: false });

function shown(...lines: readonly string[]): string[] {
  const lesson = parseLesson('a.md', lines.join('\n'));
  return lesson.body.flatMap((node) => (node.kind === 'hidden' ? [] : [shownText(node, lesson, screen)]));
}

it('knows the addresses and notes that are defined elsewhere in the lesson', () => {
  expect(shown('See [it][a][^1].', '', '# Next', '', '[a]: x.md', '[^1]: A note.', '[b]: y.md')).toEqual([
    '\nSee it <x.md>[1].\n\n[1] A note.',
    '\nNext\n====',
    '',
  ]);
});

it('shows a heading as the words that it is, whatever signs they have', () => {
  expect(shown('## A \\*b\\* `c_d_` <e> [f]')).toEqual([expect.stringMatching(/^\nA \*b\* c_d_.* \[f\]\n-+$/)]);
});
