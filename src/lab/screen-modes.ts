const escape = '\u001B';
const change = new RegExp(`${escape}\\[\\?([\\d;]{1,30})([hl])|${escape}([=>])|${escape}\\[(\\d{0,3});?\\d{0,3} q`, 'g');
/** What is on in a terminal that nobody has touched: wrapping of lines, and a cursor. */
const usual = new Set(['7', '25']);
const known = new Set(['1', '7', '25', '47', '1000', '1002', '1003', '1004', '1006', '1047', '1049', '2004']);

/** Follows what programs turn on and off in a person's terminal (DECSET), to put it back when they are not there to do so. */
export class ScreenModes {
  #on = new Set(usual);
  #hasKeypad = false;
  #tail = '';

  follow(printed: string): void {
    const text = this.#tail + printed;
    for (const [, modes, letter, keypad] of text.matchAll(change)) {
      if (keypad !== undefined) this.#hasKeypad = keypad === '=';
      for (const mode of modes?.split(';') ?? []) {
        if (letter === 'h') this.#on.add(mode);
        else this.#on.delete(mode);
      }
    }
    const start = text.lastIndexOf(escape);
    this.#tail = start !== -1 && text.length - start < 40 && !new RegExp(change, 'y').test(text.slice(start)) ? text.slice(start) : '';
  }

  /** What to print so that the terminal is as it was. */
  restoring(): string {
    const off = [...this.#on].filter((mode) => known.has(mode) && !usual.has(mode)).map((mode) => `${escape}[?${mode}l`);
    const on = [...usual].filter((mode) => !this.#on.has(mode)).map((mode) => `${escape}[?${mode}h`);
    return [...off, ...on, this.#hasKeypad ? `${escape}>` : ''].join('');
  }
}
