import { NslabError } from '../errors.js';
import type { Lesson } from '../lesson/lesson.js';
import { saysNothing } from '../lesson/state/says-nothing.js';

/**
 * A marked diagram in which nothing stands yet is there to be filled by `--update`; a run that does not do that would prove nothing by it.
 * @throws {NslabError} `diagram`
 */
export function refuseEmptyDiagrams({ file, steps }: Lesson): void {
  const empty = steps.flatMap(({ expect }) => expect.state).find((state) => state.kind === 'diagram' && saysNothing(state));
  if (!empty) return;
  throw new NslabError('diagram', 'the marked diagram is empty, so nothing can be compared with it', {
    position: { file, line: empty.line },
    hint: `have it drawn: nslab check --update ${file}`,
  });
}
