/** Control sequences that move the cursor elsewhere than on in its line, or change screens (ECMA-48, xterm's ctlseqs). */
// oxlint-disable-next-line no-control-regex -- escape sequences are what this is about
const movement = /\u001B(?:\[[\d;]*[ABDEFGHJLMPSTXdfsu@]|\[\?(?:47|104[79])[hl]|[78DEMc])|\u0008/;
/** More lines than any lesson shows; those above are lost, as on a person's screen. */
const mostLines = 100_000;

export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

/**
 * What a full-screen program, or one that draws over its own lines, has left on a person's screen and above it, as lines of text. Output
 * that only runs downwards comes back as it is.
 */
export async function drawScreen(raw: string, size: ScreenSize): Promise<string> {
  if (!movement.test(raw)) return raw;
  const { default: xterm } = await import('@xterm/headless');
  const terminal = new xterm.Terminal({
    cols: size.columns,
    rows: size.rows,
    scrollback: mostLines,
    convertEol: true,
    allowProposedApi: true,
  });
  await new Promise<void>((resolve) => terminal.write(raw, resolve));
  const { active } = terminal.buffer;
  const lines: string[] = [];
  for (let row = 0; row < active.length; row += 1) {
    const line = active.getLine(row)!;
    // A long line that the screen has broken is one line.
    if (line.isWrapped && lines.length > 0) lines.push(lines.pop()! + line.translateToString(true));
    else lines.push(line.translateToString(true));
  }
  terminal.dispose();
  const end = lines.findLastIndex((line) => line !== '') + 1;
  return lines
    .slice(0, end)
    .map((line) => `${line}\n`)
    .join('');
}
