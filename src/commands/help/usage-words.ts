import type { Language } from '../../network/language.js';

/** What commander says of wrong usage, by its code, and the same in Chinese; `$1` and so on are words of the command line. */
const chinese: Readonly<Record<string, readonly [english: RegExp, chinese: string]>> = {
  'commander.missingArgument': [/^error: missing required argument '(.*)'$/, "错误：缺少必需的参数 '$1'"],
  'commander.optionMissingArgument': [/^error: option '(.*)' argument missing$/, "错误：选项 '$1' 缺少参数"],
  'commander.unknownOption': [/^error: unknown option '(.*)'$/, "错误：未知的选项 '$1'"],
  'commander.unknownCommand': [/^error: unknown command '(.*)'$/, "错误：未知的命令 '$1'"],
  'commander.excessArguments': [
    /^error: too many arguments(?: for '(.*)')?\. Expected (\d+) arguments? but got (\d+)\.$/,
    '错误：参数太多：最多 $2 个，给出了 $3 个。',
  ],
};

/** What the person is told of wrong usage. @param message as commander says it, perhaps with a line `(Did you mean …?)` */
export function usageWords(message: string, code: string | undefined, language: Language): string {
  const known = code === undefined ? undefined : chinese[code];
  if (language === 'en' || !known) return message;
  const [first = '', ...rest] = message.split('\n');
  const suggestion = rest.join('\n').replace(/^\(Did you mean (?:one of )?(.*)\?\)$/, '（是不是想写 $1？）');
  return `${first.replace(known[0], known[1])}${suggestion === '' ? '' : `\n${suggestion}`}`;
}
