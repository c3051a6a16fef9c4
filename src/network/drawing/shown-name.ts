import stringWidth from 'string-width';

/**
 * What a terminal would obey, what has no width or one that terminals disagree about, and what turns the direction of the text around it; spaces other than the
 * plain one. All of it may stand in the name of a link or a namespace.
 */
const unsafe =
  /[\p{Control}\p{Format}\p{Surrogate}\p{Private_Use}\p{Unassigned}\p{Line_Separator}\p{Paragraph_Separator}\p{Default_Ignorable_Code_Point}\p{Enclosing_Mark}\p{Emoji_Modifier}\p{Regional_Indicator}]|(?! )\p{Space_Separator}|(?!\p{Emoji_Presentation})[\u{10000}-\u{1ffff}]|[\u{30000}-\u{10ffff}]|^\p{Mark}|\\(?=u\{)/gu;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A text of unknown origin as it can be shown in a cell: `a\u{1b}b` for one with an escape character. */
export function shownName(text: string, isAscii: boolean): string {
  return text.replace(isAscii ? /[^\u{20}-\u{7e}]|\\(?=u\{)/gu : unsafe, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

/** How many columns of a terminal it takes. */
export function widthOf(text: string): number {
  return stringWidth(text);
}

/** Without its middle, when it is too wide: beginnings and ends of names and addresses tell more. */
export function shortened(text: string, width: number, isAscii: boolean): string {
  if (widthOf(text) <= width) return text;
  const ellipsis = isAscii ? '...' : '…';
  const room = Math.max(0, width - ellipsis.length);
  if (room < 2) return ellipsis.slice(0, Math.max(0, width));
  const parts = [...graphemes.segment(text)].map(({ segment }) => segment);
  const end = fitting(parts.toReversed(), Math.floor(room / 2))
    .toReversed()
    .join('');
  const start = fitting(parts, room - widthOf(end)).join('');
  return `${start}${ellipsis}${end}`;
}

function fitting(parts: readonly string[], width: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const part of parts) {
    used += widthOf(part);
    if (used > width) break;
    taken.push(part);
  }
  return taken;
}
