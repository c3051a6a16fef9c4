import type { Letter } from './letter.js';

const han = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\u30FB\u30FC\uFF00-\uFF60]/u;
const fullWidthMark = /^[\u3000-\u303F\uFF00-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF60]/;
/** In Chinese and in other languages the same; so what stands beside them says which they are. */
const quote = /^[\u2018-\u201D\u2026\u2014]/;
const closing =
  /^[,.:;!?%)\]}、。，．：；！？…‥·・％‰℃”’»›）］｝〕】〉》」』〗〙〞〟｠ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ～〜]/u;
const opening = /^[([{“‘«‹（［｛〔【〈《「『〖〘〝｟￥＄]/u;
/** What is written twice for one sign. */
const twice = /^[\u2014\u2026\u2500]/;

/** Whether a letter stands in a square of its own. Code is never taken for Chinese: it has blanks around it. */
export function isHan({ text, unit }: Letter): boolean {
  return unit === null && han.test(text);
}

/** Whether there is nothing between letters of which one ends a line of the source and the other begins the next. */
export function isJoined(before: Letter, after: Letter): boolean {
  if (isFullWidthMark(before) || isFullWidthMark(after)) return true;
  if (!isHan(before) && !isHan(after)) return false;
  return (isHan(before) || isQuote(before)) && (isHan(after) || isQuote(after));
}

/** Whether a line may end between letters with nothing between them. */
export function mayBreak(before: Letter, after: Letter): boolean {
  if (before.sticksTo === 'after' || after.sticksTo === 'before') return false;
  if (opening.test(before.text) && before.unit === null) return false;
  if (closing.test(after.text) && after.unit === null) return false;
  if (before.text === after.text && twice.test(before.text)) return false;
  return isHan(before) || isHan(after);
}

/** Whether a line may end at a blank between letters: marks of Chinese stay with what they belong to there as well. */
export function mayBreakAtBlank(before: Letter | undefined, after: Letter): boolean {
  if (after.unit === null && (isFullWidthMark(after) || after.text === '”') && closing.test(after.text)) return false;
  return !(before && before.unit === null && (isFullWidthMark(before) || before.text === '“') && opening.test(before.text));
}

function isFullWidthMark({ text, unit }: Letter): boolean {
  return unit === null && fullWidthMark.test(text);
}

function isQuote({ text, unit }: Letter): boolean {
  return unit === null && quote.test(text);
}
