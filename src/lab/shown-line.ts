import type { IBufferLine } from '@xterm/headless';
import type { TerminalSize } from './pty.js';

const mostRows = 2000;

/**
 * What stands on the screen behind a prompt: the line that a person has typed, as its shell or its terminal shows it.
 * @param prompt what was printed before, from the start of its line
 * @param typed what was printed since
 * @returns `null` when the line is not told by what is seen: the screen was cleared, or the prompt has gone
 */
export async function shownLine(prompt: string, typed: string, size: TerminalSize): Promise<string | null> {
  const { default: xterm } = await import('@xterm/headless');
  const screen = new xterm.Terminal({ cols: size.columns, rows: 200, scrollback: mostRows, allowProposedApi: true });
  try {
    const write = (text: string): Promise<void> => new Promise((resolve) => screen.write(text, resolve));
    await write(prompt);
    const { active } = screen.buffer;
    const row = active.baseY + active.cursorY;
    const column = active.cursorX;
    const before = active.getLine(row)?.translateToString(false, 0, column);
    await write(typed);
    if (active.getLine(row)?.translateToString(false, 0, column) !== before) return null;
    let text = active.getLine(row)?.translateToString(true, column) ?? '';
    // Some shells break lines themselves where the screen would.
    const last = active.baseY + active.cursorY;
    for (let next = row + 1; next <= last || active.getLine(next)?.isWrapped; next += 1) {
      const line = active.getLine(next)?.translateToString(true) ?? '';
      if (!active.getLine(next)?.isWrapped && line !== '' && isBlankAt(active.getLine(next - 1), size.columns - 1)) return null;
      text += line;
    }
    return text;
  } finally {
    screen.dispose();
  }
}

/** Whether nothing stands in the last column, nor a sign of two columns that has not found room there. */
function isBlankAt(line: IBufferLine | undefined, column: number): boolean {
  return (line?.getCell(column)?.getChars() ?? '') === '' && (line?.getCell(column - 1)?.getChars() ?? '') === '';
}
