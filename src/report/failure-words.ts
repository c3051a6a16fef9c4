import type { Language } from '../network/language.js';

/** What is said below a step that did not pass. */
export interface FailureWords {
  readonly why: (cause: string) => string;
  readonly try: string;
  readonly printedNothing: string;
  readonly moreBefore: (lines: number) => string;
  readonly more: (lines: number) => string;
  readonly lines: (lines: number) => string;
  readonly documented: string;
  readonly real: string;
  readonly diagram: (line: number) => string;
  readonly says: (line: number) => string;
  /** What to do. */
  readonly meant: (exit: number) => string;
  readonly newForm: string;
  readonly newContent: string;
  readonly removeNote: string;
  readonly endIt: string;
  readonly noProgram: string;
  readonly lookAround: (file: string) => string;
  readonly orDocument: (exit: number | null) => string;
  readonly makeNamespace: (name: string) => string;
  readonly lookAtLinks: (file: string) => string;
  readonly correctWord: string;
  readonly makeFile: (exit: number | null) => string;
  readonly ownShell: string;
  readonly close: string;
  readonly redraw: (file: string) => string;
  readonly correctState: string;
  readonly orLookAround: (file: string) => string;
}

export const failureWords: Readonly<Record<Language, FailureWords>> = {
  en: {
    why: (cause) => `why: ${cause}`,
    try: 'try:',
    printedNothing: '(it printed nothing)',
    moreBefore: (lines) => `(${lines} more before these)`,
    more: (lines) => `(${lines} more ${lines === 1 ? 'line' : 'lines'})`,
    lines: (lines) => `(${lines} ${lines === 1 ? 'line' : 'lines'})`,
    documented: 'documented',
    real: 'real',
    diagram: (line) => `the diagram in line ${line}:`,
    says: (line) => `line ${line} says:`,
    meant: (exit) => `; if the lesson means to show this: <!-- nslab: exit=${exit} -->`,
    newForm:
      '`nslab check --update` writes it as it is here; show both with <!-- nslab: alternative="…" -->; or let it be: --fail-on fail,drift:content,unreachable',
    newContent: 'correct the command; or, if it is true now, put the real output into the lesson with `nslab check --update`',
    removeNote: 'remove the note, so that it is found out when it fails again',
    endIt: 'let it end (`ping -c 2`), document its output up to `^C`, or give it longer: `<!-- nslab: timeout=30s -->`',
    noProgram: 'correct the name, or install the program: a lab has the programs of this machine',
    lookAround: (file) => `look around where it failed: nslab check --keep ${file}`,
    orDocument: (exit) => `; or document it: <!-- nslab: exit=${exit} -->`,
    makeNamespace: (name) => `make it first: ip netns add ${name}; or correct the name`,
    lookAtLinks: (file) => `look which links there are: nslab check --keep ${file}, then ip link`,
    correctWord: 'correct the word',
    makeFile: (exit) => `make the file first, or document the failure: <!-- nslab: exit=${exit} -->`,
    ownShell: 'run it in a shell of its own: bash -c "…"',
    close: 'close the quote, here-document or compound command',
    redraw: (file) => `correct the commands, or have the diagram redrawn: nslab check --update ${file}`,
    correctState: 'correct the commands or the expectation',
    orLookAround: (file) => `; or look around: nslab check --keep ${file}`,
  },
  zh: {
    why: (cause) => `原因：${cause}`,
    try: '可以试试：',
    printedNothing: '（没有输出）',
    moreBefore: (lines) => `（前面还有 ${lines} 行）`,
    more: (lines) => `（还有 ${lines} 行）`,
    lines: (lines) => `（${lines} 行）`,
    documented: '文档',
    real: '实际',
    diagram: (line) => `第 ${line} 行的图：`,
    says: (line) => `第 ${line} 行写道：`,
    meant: (exit) => `；如果本课就是要展示这个失败：<!-- nslab: exit=${exit} -->`,
    newForm:
      '`nslab check --update` 会改写成这里的形式；用 <!-- nslab: alternative="…" --> 同时展示两种；或者不计较：--fail-on fail,drift:content,unreachable',
    newContent: '修正命令；如果现在的输出是对的，用 `nslab check --update` 把实际输出写入课程',
    removeNote: '删除这条说明，以便它再次失败时能被发现',
    endIt: '让它自己结束（`ping -c 2`），把输出写到 `^C` 为止，或给它更长时间：`<!-- nslab: timeout=30s -->`',
    noProgram: '修正名字，或安装这个程序：实验环境使用本机的程序',
    lookAround: (file) => `到失败的地方看看：nslab check --keep ${file}`,
    orDocument: (exit) => `；或在文档中注明：<!-- nslab: exit=${exit} -->`,
    makeNamespace: (name) => `先创建：ip netns add ${name}；或修正名字`,
    lookAtLinks: (file) => `看看有哪些接口：nslab check --keep ${file}，然后 ip link`,
    correctWord: '修正这个词',
    makeFile: (exit) => `先创建文件，或在文档中注明会失败：<!-- nslab: exit=${exit} -->`,
    ownShell: '在单独的 shell 中运行：bash -c "…"',
    close: '补全引号、here-document 或复合命令',
    redraw: (file) => `修正命令，或重新画图：nslab check --update ${file}`,
    correctState: '修正命令或期望',
    orLookAround: (file) => `；或去看看：nslab check --keep ${file}`,
  },
};
