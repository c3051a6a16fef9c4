import { PassThrough } from 'node:stream';

/** Keys that the library does not know, and those that it knows for the same. */
const same: readonly (readonly [RegExp, string])[] = [
  // oxlint-disable-next-line no-control-regex -- keys: Home and End
  [/\u001B(?:\[H|\[1~|OH)/g, '\u0001'],
  // oxlint-disable-next-line no-control-regex -- keys
  [/\u001B(?:\[F|\[4~|OF)/g, '\u0005'],
  // Escape by itself would leave the lesson, and what stands on the line would be lost.
  // oxlint-disable-next-line no-control-regex -- keys
  [/\u001B(?![[O])/g, ''],
];

let held = '';

/**
 * A keyboard that hands on one line at a time. A terminal that does not wait for single keys ends lines with a newline, which the library takes for no
 * end; lines that were pasted together, or typed while something ran, would become one.
 */
export function oneLineAhead(): { readonly input: NodeJS.ReadStream; readonly stop: () => void } {
  const { stdin } = process;
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (isRaw: boolean) => stdin.setRawMode(isRaw),
  }) as unknown as NodeJS.ReadStream & PassThrough;
  let isWhole = false;
  const take = (keys: string): void => {
    held += keys;
    if (isWhole) return;
    const end = /\r\n?|\n/.exec(held);
    const line = end ? held.slice(0, end.index) : held;
    held = end ? held.slice(end.index + end[0].length) : '';
    isWhole = end !== null;
    input.write(same.reduce((text, [form, key]) => text.replace(form, key), line) + (isWhole ? '\r' : ''));
  };
  const onData = (data: Buffer): void => take(data.toString('utf8'));
  stdin.on('data', onData);
  stdin.resume();
  setImmediate(() => take(''));
  const stop = (): void => {
    stdin.off('data', onData);
    stdin.pause();
  };
  return { input, stop };
}
