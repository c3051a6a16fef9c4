import type { Language } from '../../network/language.js';

/** Lists of all that can be asked for. Lines have at most 60 columns. */
export interface HelpWords {
  /** At a step. */
  readonly help: string;
  /** In the lab's own shell. */
  readonly inLab: (back: string) => string;
  /** What else there is in the lab's own shell while a lesson is followed. */
  readonly inLesson: string;
}

export const helpWords: Readonly<Record<Language, HelpWords>> = {
  en: {
    help: `Enter        runs the lesson's command; at the end it leaves
any command  runs in the lab in its place, and counts when it
             does the same; look, try, break
t, type      the lab's own shell: Tab, editors; Ctrl-] leaves
e, explain   what the command changes
p, picture   draws the network
w, where     says what has been done so far
h, hint      a hint; again: one that says more
u, undo      takes back what was done last
redo         does again what was taken back last
g 3, goto 3  goes to right after step 3; g 0: the beginning
a, solution  shows the command, and runs it if you want
s, skip      has nslab do the step for you
r, reset     starts the lesson anew
q, quit      leaves; the lesson goes on here next time
\\w           runs w, and does not mean the w above`,
    inLab: (back) => `nslab undo      takes back what was done last
nslab redo      does again what was taken back last
nslab goto 3    goes to right after step 3; 0: the beginning
nslab reset     takes back everything
nslab steps     says what has been done
nslab accept    goes there though it is not the same
nslab back      ${back}`,
    inLesson: `nslab hint      a hint; again: one that says more
nslab explain   what the command of the step changes
nslab picture   draws the network
nslab run       runs the command of the step
nslab solution  shows it first
nslab skip      has nslab do the step for you`,
  },
  zh: {
    help: `回车         运行课程的命令；在结尾处则离开
任何命令     代替它在实验环境中运行，效果相同就算完成；
             查看、尝试、弄坏都可以
t, type      实验环境自己的 shell：Tab 补全、编辑器；
             Ctrl-] 离开
e, explain   说明这条命令会改变什么
p, picture   画出网络
w, where     列出到现在为止做过的事
h, hint      给一个提示；再按一次，说得更多
u, undo      撤销最后做的事
redo         重做最后撤销的事
g 3, goto 3  跳到第 3 步之后；g 0 是开头
a, solution  显示命令，你愿意的话就运行它
s, skip      让 nslab 替你完成这一步
r, reset     从头开始本课
q, quit      离开；下次从这里继续
\\w           运行命令 w，而不是上面的 w`,
    inLab: (back) => `nslab undo      撤销最后做的事
nslab redo      重做最后撤销的事
nslab goto 3    跳到第 3 步之后；0 是开头
nslab reset     撤销所有操作
nslab steps     列出做过的事
nslab accept    即使不一样，也去那里
nslab back      ${back}`,
    inLesson: `nslab hint      给一个提示；再来一次，说得更多
nslab explain   说明这一步的命令会改变什么
nslab picture   画出网络
nslab run       运行这一步的命令
nslab solution  先显示这条命令
nslab skip      让 nslab 替你完成这一步`,
  },
};
