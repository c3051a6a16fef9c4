import type { Session } from '../engine/session/session.js';

/** Does something that Ctrl-C ends; pressed a second time it ends nslab at once, and the lab with it. */
export async function stoppable<T>(session: Session, act: () => Promise<T>): Promise<T> {
  let presses = 0;
  const interrupt = (): void => {
    presses += 1;
    if (presses > 1) process.exit(130);
    session.interrupt();
  };
  process.on('SIGINT', interrupt);
  return act().finally(() => process.off('SIGINT', interrupt));
}
