/** How long somebody waits without a word. */
const silentMs = 700;

/** How long they wait for a command that may well take its time, such as ping(8). */
const longMs = 5000;

/** Waits for something, and says what is going on when that takes longer than people wait without a word, and again when it takes long. */
export async function withPatience<T>(promise: Promise<T>, say: () => void, sayLater: () => void = () => {}): Promise<T> {
  const timers = [setTimeout(say, silentMs), setTimeout(sayLater, longMs)];
  return promise.finally(() => timers.forEach(clearTimeout));
}
