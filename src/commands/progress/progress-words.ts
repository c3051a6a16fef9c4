import type { Language } from '../../network/language.js';

/** What is said of progress that can't be read or kept. */
interface ProgressWords {
  readonly notKept: (why: string) => string;
  readonly anotherHasIt: (file: string, holder: string) => string;
  readonly cannotWrite: (file: string, code: string) => string;
  readonly putAside: Readonly<Record<'damaged' | 'newer' | 'unreadable', (aside: string) => string>>;
}

export const progressWords: Readonly<Record<Language, ProgressWords>> = {
  en: {
    notKept: (why) => `how far you are is not kept: ${why}`,
    anotherHasIt: (file, holder) => `${file} is held by ${holder}`,
    cannotWrite: (file, code) => `${file} can't be written (${code})`,
    putAside: {
      damaged: (aside) => `what was kept of how far you are can't be read. It is put aside as ${aside}, and counting starts anew`,
      newer: (aside) => `how far you are was written by a newer nslab. It is put aside as ${aside}, and counting starts anew`,
      unreadable: (aside) => `what was kept of how far you are may not be read. It is put aside as ${aside}, and counting starts anew`,
    },
  },
  zh: {
    notKept: (why) => `学习进度没有保存：${why}`,
    anotherHasIt: (file, holder) => `${file} 正被占用：${holder}`,
    cannotWrite: (file, code) => `无法写入 ${file}（${code}）`,
    putAside: {
      damaged: (aside) => `以前的学习进度读不出来，已另存为 ${aside}，进度从头记起`,
      newer: (aside) => `以前的学习进度由更新版本的 nslab 写成，已另存为 ${aside}，进度从头记起`,
      unreadable: (aside) => `没有权限读取以前的学习进度，已另存为 ${aside}，进度从头记起`,
    },
  },
};
