import type { ChalkInstance } from 'chalk';
import type { DiagramExpectation, Lesson, LessonNode } from '../lesson/lesson.js';
import { diagramAt } from '../lesson/state/diagram-at.js';
import { saysNothing } from '../lesson/state/says-nothing.js';
import { drawText } from '../network/drawing/draw-text.js';
import type { Language } from '../network/language.js';
import type { ReportContext } from '../report/reporter.js';
import { cleanOutput } from '../verify/clean-output.js';
import { topologyOfReading } from '../verify/state/pictures.js';
import { showMarkdown } from './markdown/show-markdown.js';
import { withDefinitions } from './with-definitions.js';

/** A piece of a lesson that is there to be read, for a terminal. */
export function shownText(
  node: Exclude<LessonNode, { kind: 'hidden' }>,
  lesson: Lesson,
  context: ReportContext,
  language: Language,
  paint: ChalkInstance,
  isPlain: boolean,
): string {
  const how = { columns: context.columns, paint, isPlain, language };
  switch (node.kind) {
    case 'heading':
      return `\n${showMarkdown(`${'#'.repeat(node.depth)} ${literally(node.text)}`, how)}`;
    case 'prose':
      return leadByLine(showMarkdown(withDefinitions(node.markdown, lesson), how));
    case 'block': {
      const diagram = diagramAt(lesson, node.line);
      if (diagram && !saysNothing(diagram)) return `\n${pictureOf(diagram, context, language)}`;
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

function pictureOf({ reading }: DiagramExpectation, { columns, color }: ReportContext, language: Language): string {
  const options = { columns: Math.max(60, columns), isAscii: false, colours: color, language };
  return drawText(topologyOfReading(reading), options).join('\n');
}
