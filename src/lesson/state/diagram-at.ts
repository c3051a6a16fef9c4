import type { DiagramExpectation, Lesson } from '../lesson.js';

/** The marked diagram whose block begins in a line, if there is one. */
export function diagramAt({ steps }: Pick<Lesson, 'steps'>, line: number): DiagramExpectation | undefined {
  return steps
    .flatMap(({ expect }) => expect.state)
    .find((state): state is DiagramExpectation => state.kind === 'diagram' && state.line === line);
}
