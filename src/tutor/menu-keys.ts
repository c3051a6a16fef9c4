import { PassThrough } from 'node:stream';

const abort = '\u0003';
const first = '\u0001';
const last = '\u0005';
const down = '\u001B[B';
/** Keys that the library does not know in a menu. */
const same: Readonly<Record<string, string>> = {
  '\u001B[H': first,
  '\u001B[1~': first,
  '\u001BOH': first,
  '\u001B[F': last,
  '\u001B[4~': last,
  '\u001BOF': last,
};

/**
 * A keyboard for a menu: beside the keys that the library knows, q leaves, and a number goes to the row that has it.
 * @param numbers of the rows
 */
export function menuKeys(numbers: readonly number[]): { readonly input: NodeJS.ReadStream; readonly stop: () => void } {
  const { stdin } = process;
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (isRaw: boolean) => stdin.setRawMode(isRaw),
  }) as unknown as NodeJS.ReadStream & PassThrough;
  let typed = '';
  const rowOf = (digits: string): number => numbers.indexOf(Number(digits));
  const translate = (key: string): string => {
    if (/[qQ]/.test(key)) return abort;
    if (!/\d/.test(key)) {
      typed = '';
      return key;
    }
    // 1 and then 2 is row 12 where there is one, else row 2.
    typed = rowOf(typed + key) === -1 ? key : typed + key;
    const row = rowOf(typed);
    return row === -1 ? '' : first + down.repeat(row);
  };
  // Keys such as ESC [ 1 ~ have digits in them.
  // oxlint-disable-next-line no-control-regex -- keys
  const onData = (data: Buffer): boolean => input.write(data.toString('utf8').replaceAll(/\u001B[[O][\d;]*[~\w]|[^]/gu, translateKey));
  const translateKey = (key: string): string => (key.length > 1 ? (same[key] ?? key) : translate(key));
  stdin.on('data', onData);
  stdin.resume();
  const stop = (): void => {
    stdin.off('data', onData);
    stdin.pause();
  };
  return { input, stop };
}
