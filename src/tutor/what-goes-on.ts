import type { Session } from '../engine/session/session.js';
import type { Screen } from './screen.js';
import { withPatience } from './patience.js';
import { stoppable } from './stoppable.js';
import { lessonWords } from './words/lesson-words.js';

/**
 * Has a command run that Ctrl-C ends, and says what it waits for: keys, which only the lab's own shell passes on; a comparison with the lesson's command; or just
 * its end.
 */
export function runPatiently<T>(session: Session, terminal: string, screen: Screen, run: () => Promise<T>): Promise<T> {
  const words = lessonWords[screen.language];
  const waitsForKeys = (): boolean => session.opened(terminal)?.readsLines === true;
  const say = (): void => void (waitsForKeys() && screen.tell(words.readsLines));
  const sayLater = (): void => {
    if (session.aim?.isComparing) screen.tell(words.checking);
    else if (!waitsForKeys()) screen.tell(words.stillRunning);
  };
  return stoppable(session, () => withPatience(run(), say, sayLater));
}
