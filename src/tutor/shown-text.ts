import type { Lesson, LessonNode } from '../lesson/lesson.js';
import { diagramAt } from '../lesson/state/diagram-at.js';
import { saysNothing } from '../lesson/state/says-nothing.js';
import { cleanOutput } from '../verify/clean-output.js';
import { topologyOfReading } from '../verify/state/pictures.js';
import type { Screen } from './screen.js';
import { showMarkdown } from './markdown/show-markdown.js';
import { withDefinitions } from './with-definitions.js';

/** A piece of a lesson that is there to be read, for a terminal. */
export function shownText(node: Exclude<LessonNode, { kind: 'hidden' }>, lesson: Lesson, screen: Screen): string {
  const { columns, paint, isPlain, language } = screen;
  const how = { columns, paint, isPlain, language };
  switch (node.kind) {
    case 'heading':
      return `\n${showMarkdown(`${'#'.repeat(node.depth)} ${literally(node.text)}`, how)}`;
    case 'prose':
      return leadByLine(showMarkdown(withDefinitions(node.markdown, lesson), how));
    case 'block': {
      const diagram = diagramAt(lesson, node.line);
      if (diagram && !saysNothing(diagram)) return `\n${screen.picture(topologyOfReading(diagram.reading)).join('\n')}`;
      return `\n${paint.dim(cleanOutput(node.text).replaceAll(/^/gm, '    '))}`;
    }
  }
}

/** Prose may have nothing to show, such as comments. */
function leadByLine(text: string): string {
  return text === '' ? '' : `\n${text}`;
}

/** Words of which none is read as Markdown. */
function literally(text: string): string {
  return text.replaceAll(/[!-/:-@[-`{-~]/g, String.raw`\$&`);
}
