import { createInterface } from 'node:readline/promises';

/**
 * Asks for lines without drawing anything anew: the terminal itself edits them.
 * @param act is given what asks; that resolves to `undefined` for Ctrl-C and Ctrl-D, after which nothing is to be asked any more
 */
export async function withPlainLines<T>(act: (ask: (message: string) => Promise<string | undefined>) => Promise<T>): Promise<T> {
  const reader = createInterface({ input: process.stdin, output: process.stdout, terminal: false });
  const leaving = new AbortController();
  const leave = (): void => leaving.abort();
  process.on('SIGINT', leave);
  reader.on('close', leave);
  try {
    return await act(async (message) => {
      try {
        return (await reader.question(message, { signal: leaving.signal })).trim();
      } catch (error) {
        if (!leaving.signal.aborted) throw error;
        process.stdout.write('\n');
        return undefined;
      }
    });
  } finally {
    process.off('SIGINT', leave);
    reader.close();
  }
}
