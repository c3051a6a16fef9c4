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
  throw new NslabError(
    'diagram',
    { en: 'the marked diagram is empty, so nothing can be compared with it', zh: '带标记的图是空的，没有可以比较的内容' },
    {
      position: { file, line: empty.line },
      hint: { en: `have it drawn: nslab check --update ${file}`, zh: `让 nslab 来画：nslab check --update ${file}` },
    },
  );
}
