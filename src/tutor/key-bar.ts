import type { ChalkInstance } from 'chalk';
import stringWidth from 'string-width';

/** Keys and what they do, in as few lines as the width has room for. */
export function keyBar(keys: readonly (readonly [key: string, does: string])[], columns: number, paint: ChalkInstance): string {
  const lines: { text: string; width: number }[] = [];
  for (const [key, does] of keys) {
    const text = `${paint.bold(key)} ${paint.dim(does)}`;
    const width = stringWidth(`${key} ${does}`);
    const last = lines.at(-1);
    if (last && last.width + separator.length + width <= columns) {
      last.text += paint.dim(separator) + text;
      last.width += separator.length + width;
    } else lines.push({ text, width });
  }
  return lines.map(({ text }) => text).join('\n');
}

const separator = ' · ';
