/** How long somebody waits without a word. */
const silentMs = 700;

/** Waits for something, and says what is going on when that takes longer than people wait without a word. */
export async function withPatience<T>(promise: Promise<T>, say: () => void): Promise<T> {
  const timer = setTimeout(say, silentMs);
  return promise.finally(() => clearTimeout(timer));
}
