/** How a text is coloured; `null` for not at all. */
export type Paint = ((text: string) => string) | null;

/** Cells by row and column. A text takes the cell that it begins in, and leaves the others that it covers empty. */
export class Canvas {
  readonly #rows: ({ readonly text: string; readonly paint: Paint } | null)[][];

  constructor(columns: number, rows: number) {
    this.#rows = Array.from({ length: rows }, () => Array.from({ length: columns }, () => ({ text: ' ', paint: null })));
  }

  put(x: number, y: number, text: string, paint: Paint, width = 1): void {
    if (width === 0) return;
    this.#rows[y]!.fill(null, x, x + width);
    this.#rows[y]![x] = { text, paint };
  }

  /** Neighbours of the same paint are painted together, and spaces at the end are left out. */
  lines(): string[] {
    return this.#rows.map((cells) => {
      const end = cells.findLastIndex((cell) => cell !== null && cell.text !== ' ');
      const runs: { text: string; readonly paint: Paint }[] = [];
      for (const cell of cells.slice(0, end + 1)) {
        const run = runs.at(-1);
        if (cell && run?.paint === cell.paint) run.text += cell.text;
        else if (cell) runs.push({ ...cell });
      }
      return runs.map(({ text, paint }) => (paint ? paint(text) : text)).join('');
    });
  }
}
