/** Words that stand in English sentences and not among the arguments of commands. */
const sentenceWords = new Set(
  `the an is are was were be been being has have had will would should could might must does did this that these those it its you your
we our they them their there which whose where why how because so without into inside between means shows creates lets
also just again too please but than same both every some more most only still already while through about needs wants called`.split(/\s+/),
);

const han = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/gu;
const otherScript = /\p{Script=Cyrillic}|\p{Script=Greek}|\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Thai}|\p{Script=Devanagari}/u;
const widePunctuation = /[，。：；！？、（）《》“”]/;
/** What the C library and the tools say in Chinese: output, though it is all in characters. */
const localizedMessages =
  /网络不可达|没有那个文件|总用量|总计|权限不够|不允许的操作|未找到命令|无法|找不到|已存在|参数无效|连接被拒绝|主机不可达|比特|字节|icmp_seq|登出|已登出/;

/** Whether a line is what a tool says in another language than English. */
export function isLocalizedMessage(line: string): boolean {
  return localizedMessages.test(line);
}

/** A command's text without what may well be words of a person: quoted parts and a trailing comment. */
function withoutQuotesAndComment(text: string): string {
  return text.replaceAll(/'[^']*'|"[^"]*"/g, '""').replace(/(^|\s)#.*$/, '$1');
}

/** Whether the text holds letters of a script in which no command is written, quotes and comments left out. */
export function hasForeignWords(text: string): boolean {
  const bare = withoutQuotesAndComment(text);
  return bare.search(han) !== -1 || otherScript.test(bare);
}

/** Further words that sentences are full of; some commands have them as well. */
const commonWords = new Set(
  `a to of in on for from with and or not now then when after before can may all each other another such run runs use uses using make makes get gets see
like need want here who what if as at by up down do until first next last new let's i`.split(/\s+/),
);

/** Words that nobody gives to anything as its name. */
const neverNames = new Set(
  `the an is are was were be been being has have had will would should could might must does did that this these those its your our their them they
which whose every`.split(/\s+/),
);

/** Whether one of the words stands in sentences only. */
export function hasWordOfSentence(words: readonly string[]): boolean {
  return words.some((word) => neverNames.has(word.toLowerCase()));
}

/** How many of its words stand in sentences and hardly in commands. */
export function countSentenceWords(words: readonly string[]): number {
  return words.filter(isSentenceWord).length;
}

function isSentenceWord(word: string): boolean {
  return sentenceWords.has(bareWord(word));
}

function bareWord(word: string): string {
  return word.toLowerCase().replace(/[.,:;!?]+$/, '');
}

/** Whether a line ends or breaks as sentences do: `ns1.`, `this:`, `ns1, ns2`. */
export function hasSentencePunctuation(text: string): boolean {
  const bare = withoutQuotesAndComment(text).trim();
  return /[A-Za-z0-9)][.:!?,]$/.test(bare) || /[A-Za-z)], [A-Za-z]/.test(bare) || /[a-z]\. [A-Z]/.test(bare) || widePunctuation.test(bare);
}

/**
 * Whether a line is written for a reader: a sentence, a caption, a numbered heading. What a tool prints is not, also when it is in Chinese.
 */
export function isProse(line: string): boolean {
  const text = line.trim().startsWith('#') ? line.trim() : line.replace(/\s#.*$/, '').trim();
  if (text === '' || localizedMessages.test(text)) return false;
  const wide = text.match(han)?.length ?? 0;
  if (wide > 0) {
    if (/[。，：！？、]/.test(text)) return true;
    return wide >= 4 && (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}（\d.、\s*#-]/u.test(text) || wide >= 10);
  }
  if (otherScript.test(text)) return text.split(/\s+/).length >= 2;
  const words = text.split(/\s+/);
  const alphabetic = words.filter((word) => /^["'(*_]*[A-Za-z][a-z'’-]*[.,:;!?)"'*_]*$/.test(word) || /^(?:I|A)$/.test(word));
  if (/^(?:\d+[.)]|[-*•]|step \d+)\s+[A-Z]/i.test(text) && alphabetic.length >= 2 && alphabetic.length * 2 >= words.length) return true;
  if (!/^["'(*_]*[A-Za-z]/.test(text)) return false;
  const known = words.filter((word) => isSentenceWord(word) || commonWords.has(bareWord(word))).length;
  if (words.length >= 4 && alphabetic.length * 2 >= words.length && (known >= 2 || (known >= 1 && /[.:!?]$/.test(text)))) return true;
  return words.length >= 2 && alphabetic.length === words.length && /[.:!?]$/.test(text) && /^["'(*_]*[A-Z]/.test(text);
}
