import type { Language } from '../../network/language.js';

/** What is said around a lesson as a whole, and on the way back and forward in it. */
export interface LessonWords {
  readonly goesOnFrom: (title: string) => string;
  readonly backAt: (step: number, of: number) => string;
  readonly backAtBeginning: string;
  readonly labAsItWas: string;
  readonly compared: string;
  readonly thatWas: (title: string) => string;
  readonly labGone: string;
  readonly labGoneAndNothingChanged: string;
  readonly goOnHere: (command: string) => string;
  readonly startAgain: (command: string) => string;
  readonly startAnew: string;
  readonly shellEnded: string;
  readonly takesKeys: (program: string) => string;
  readonly readsLines: string;
  readonly takenBack: (command: string) => string;
  readonly doneAgain: (command: string) => string;
  readonly nothingToRedo: string;
  readonly goingBack: string;
  readonly notTheSame: string;
  readonly goThereAllTheSame: string;
  readonly whichStep: (most: number) => string;
  readonly stillRunning: string;
  readonly checking: string;
  readonly typeLongOnes: string;
  readonly openedAgain: string;
  readonly inLab: string;
  readonly inLabAgain: string;
  readonly backInLesson: string;
  readonly nothingDone: string;
  readonly yours: string;
  readonly couldNotTellWhat: string;
  readonly stepsDone: (count: number, of: number, next: string) => string;
  readonly wasTakenBack: string;
  readonly needsDocker: (who: string) => string;
  readonly andMore: (names: string, more: number) => string;
  readonly runWithDocker: string;
  readonly onceMore: string;
}

export const lessonWords: Readonly<Record<Language, LessonWords>> = {
  en: {
    goesOnFrom: (title) => `This lesson goes on from ${title}, which is run first.`,
    backAt: (step, of) => `You are back after step ${step} of ${of}`,
    backAtBeginning: 'You are back before the first step',
    labAsItWas: ', and the lab is as it was.',
    compared: '. Compared with what it was:',
    thatWas: (title) => `That was ${title}.`,
    labGone: 'The lab is gone.',
    labGoneAndNothingChanged: 'The lab is gone, and nothing on this machine has changed.',
    goOnHere: (command) => `Go on here: ${command}`,
    startAgain: (command) => `Start again: ${command}`,
    startAnew: 'Take back everything and start the lesson anew?',
    shellEnded: 'The shell of this terminal has ended, so nothing can be typed there. u takes back what ended it.',
    takesKeys: (program) => `${program} takes keys, which only the lab's own shell passes on: type t, and call it there.`,
    readsLines: "It reads what is typed, which only the lab's own shell passes on. Ctrl-C ends it; then type t, and try it there.",
    takenBack: (command) => `Taken back: ${command}`,
    doneAgain: (command) => `Done again: ${command}`,
    nothingToRedo: 'Nothing was taken back that could be done again.',
    goingBack: 'Doing it again in a fresh lab; Ctrl-C leaves the lab as it is …',
    notTheSame: 'Done again in a fresh lab it is not the same. Compared with what it was:',
    goThereAllTheSame: 'Go there all the same? No leaves the lab as it is now.',
    whichStep: (most) => `To right after which step? (0 to ${most}; 0 is the beginning)`,
    stillRunning: 'It is still running, and shows what it prints when it has ended. Ctrl-C ends it; in t it prints at once.',
    checking: "Comparing it with the lesson's command in a copy of your lab; Ctrl-C goes on without …",
    typeLongOnes: "Commands of several lines can be typed in the lab's own shell: t.",
    openedAgain: "exit has closed the lab's shell; it is open again, as it was.",
    inLab: "This is the lab's own shell. Ctrl-] returns to the lesson; nslab help says what else there is.",
    inLabAgain: 'Type it, or anything else. Ctrl-] brings the keys back.',
    backInLesson: 'returns to the lesson, as Ctrl-] does; what you have done stays',
    nothingDone: 'Nothing has been done yet.',
    yours: 'yours',
    couldNotTellWhat: '(it could not be told what)',
    stepsDone: (count, of, next) => `${count} of ${of} steps are done${next}.`,
    wasTakenBack: '; ↶ was taken back, redo does it again',
    needsDocker: (who) => `${who}: needs Docker.
In a lab with Docker every command runs as the real root of this machine, and the lab is no boundary to a lesson that means harm.
Say yes only to what you would run as root without nslab.`,
    andMore: (names, more) => `${names} and ${more} more`,
    runWithDocker: 'Run it with Docker?',
    onceMore: 'Ctrl-C once more leaves the lesson, and so does q. Nothing is lost.',
  },
  zh: {
    goesOnFrom: (title) => `本课接着《${title}》，会先运行那一课。`,
    backAt: (step, of) => `你回到了第 ${step} 步（共 ${of} 步）之后`,
    backAtBeginning: '你回到了第一步之前',
    labAsItWas: '，实验环境和原来一样。',
    compared: '。与原来相比：',
    thatWas: (title) => `《${title}》到此结束。`,
    labGone: '实验环境已清除。',
    labGoneAndNothingChanged: '实验环境已清除，这台机器没有任何改变。',
    goOnHere: (command) => `从这里继续：${command}`,
    startAgain: (command) => `重新开始：${command}`,
    startAnew: '撤销所有操作，从头开始本课吗？',
    shellEnded: '这个终端的 shell 已经结束，无法再输入。u 可以撤销结束它的那一步。',
    takesKeys: (program) => `${program} 需要按键，只有实验环境自己的 shell 才能传递：输入 t，在那里运行它。`,
    readsLines: '它在等待输入，只有实验环境自己的 shell 才能传递。按 Ctrl-C 结束它，再输入 t，到那里试。',
    takenBack: (command) => `已撤销：${command}`,
    doneAgain: (command) => `已重做：${command}`,
    nothingToRedo: '没有可以重做的撤销。',
    goingBack: '正在全新的实验环境里重做；按 Ctrl-C 则保持现状……',
    notTheSame: '在全新的实验环境里重做之后并不一样。与原来相比：',
    goThereAllTheSame: '仍然去那里吗？选“否”则实验环境保持现状。',
    whichStep: (most) => `跳到哪一步之后？（0 到 ${most}；0 表示开头）`,
    stillRunning: '它还在运行，结束后才显示输出。按 Ctrl-C 结束它；在 t 里则会立即显示。',
    checking: '正在实验环境的副本里与课程的命令比较；按 Ctrl-C 则不再等待……',
    typeLongOnes: '多行的命令可以在实验环境自己的 shell 里输入：t。',
    openedAgain: 'exit 关闭了实验环境的 shell；现在又打开了，和原来一样。',
    inLab: '这是实验环境自己的 shell。Ctrl-] 回到课程；nslab help 列出其他功能。',
    inLabAgain: '输入这条命令，或其他任何命令。Ctrl-] 回到按键。',
    backInLesson: '回到课程，与 Ctrl-] 相同；已做的保留',
    nothingDone: '还什么都没有做。',
    yours: '你的',
    couldNotTellWhat: '（无法得知是什么命令）',
    stepsDone: (count, of, next) => `${of} 步中已完成 ${count} 步${next}。`,
    wasTakenBack: '；↶ 表示已撤销，redo 重做',
    needsDocker: (who) => `${who}：需要 Docker。
在带有 Docker 的实验环境里，每条命令都以这台机器真正的 root 身份运行，对怀有恶意的课程来说，实验环境不构成边界。
只有不用 nslab 也愿意以 root 运行的内容，才应当同意。`,
    andMore: (names, more) => `${names} 以及另外 ${more} 个`,
    runWithDocker: '用 Docker 运行吗？',
    onceMore: '再按一次 Ctrl-C 就离开课程，输入 q 也可以。已做的不会丢失。',
  },
};
