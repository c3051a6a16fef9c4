import type { EffectSentence } from './effect-sentence.js';

/** Mistakes in files, shells and programs. */
export const systemSentences = {
  'other-file-content': {
    en: {
      text: '{file} holds something else than the step writes into it',
      hint: 'show the file, and compare it with what the text says it has to hold; > writes it anew, >> adds to its end',
      hint2: 'what differs is this line: {line}',
    },
    zh: {
      text: '{file} 的内容与该步骤写入的不同',
      hint: '查看该文件，与正文要求的内容对照；> 会覆盖，>> 追加到末尾',
      hint2: '不同之处在这一行：{line}',
    },
  },
  'other-shell': {
    en: {
      text: 'the shell of this terminal is in {otherNamespace}, and the step leaves it somewhere else',
      hint: 'in which network namespace is the shell to be after this step?',
      hint2: 'the shell has to be in {namespace} afterwards: open one there, or leave the one that is open with exit',
    },
    zh: {
      text: '这个终端的 shell 在 {otherNamespace} 中，而该步骤之后应在别处',
      hint: '这一步之后 shell 应该在哪个网络命名空间中？',
      hint2: '之后 shell 应在 {namespace} 中：在那里打开一个，或用 exit 离开当前的 shell',
    },
  },
  'other-process': {
    en: {
      text: '{program} does not run in {namespace} as in the step[; it runs in {otherNamespace}][; it was started with: {value}]',
      hint: 'the step starts a program that goes on; see that it runs, and where',
      hint2: 'start {program} in {namespace}[ with {meant}], and let it run: in the background with &',
    },
    zh: {
      text: '{program} 没有像该步骤那样在 {namespace} 中运行[；它运行在 {otherNamespace} 中][；启动参数是：{value}]',
      hint: '这一步会启动一个持续运行的程序；检查它是否在运行、运行在哪里',
      hint2: '在 {namespace} 中启动 {program}[，参数为 {meant}]，并让它保持运行：用 & 放到后台',
    },
  },
} as const satisfies Record<string, EffectSentence>;
