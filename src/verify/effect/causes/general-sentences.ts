import type { EffectSentence } from './effect-sentence.js';

/** Mistakes that can be made of anything. */
export const generalSentences = {
  'nothing-changed': {
    en: {
      text: 'this has changed nothing in the lab',
      hint: 'this step has to change something; see whether the command printed an error, or only looked',
      hint2: 'what is to be there afterwards: {what}',
    },
    zh: {
      text: '实验环境没有任何变化',
      hint: '这一步需要改变一些东西；看看命令是否报错，或者只是查看而没有改动',
      hint2: '完成之后应当是这样：{what}',
    },
  },
  opposite: {
    en: {
      text: 'this is the opposite of what the step does[: {what}]',
      hint: 'the right thing, the wrong way round: added where it is to be taken away, up where it is to be down, or the other way about',
      hint2: 'look at the word that says what to do (add, del, up, down)[; what is to be there afterwards: {what}]',
    },
    zh: {
      text: '这与该步骤要做的正好相反[：{what}]',
      hint: '对象是对的，方向反了：该删除的被添加，该启用的被停用，或者反过来',
      hint2: '检查表示动作的词（add、del、up、down）[；完成之后应当是这样：{what}]',
    },
  },
  'looked-elsewhere': {
    en: {
      text: 'this looks in {namespace}, and the lesson looks in {otherNamespace}',
      hint: 'the same look, in another namespace',
      hint2: 'look in {otherNamespace}: ip netns exec NAME in front of a command, or ip -n NAME, says where',
    },
    zh: {
      text: '这条命令在 {namespace} 中查看，而课程在 {otherNamespace} 中查看',
      hint: '同样的查看，换一个命名空间',
      hint2: '在 {otherNamespace} 中查看：命令前的 ip netns exec NAME，或 ip -n NAME，说明在哪里',
    },
  },
  'asked-another': {
    en: {
      text: 'this asks {name}, and the lesson asks {meant}',
      hint: 'look at the address: whom is it about?',
      hint2: 'ask {meant} instead of {name}',
    },
    zh: {
      text: '这条命令询问的是 {name}，而课程询问的是 {meant}',
      hint: '看看地址：要问的是谁？',
      hint2: '改为询问 {meant}，而不是 {name}',
    },
  },
  'other-name': {
    en: {
      text: '{name} has another name than in the lesson, and the lesson goes on with its name',
      hint: 'look at the names in the text of the lesson',
      hint2: 'call it {meant} instead of {name}',
    },
    zh: {
      text: '{name} 与课程中的名称不同，而后面的步骤要用课程中的名称',
      hint: '看看课程正文中的名称',
      hint2: '名称应为 {meant}，而不是 {name}',
    },
  },
  'other-namespace': {
    en: {
      text: 'the right thing in the wrong place: {thing} in {otherNamespace}',
      hint: 'in which network namespace is it to be?',
      hint2: 'do it in {namespace}, not in {otherNamespace}',
    },
    zh: {
      text: '操作是对的，但位置不对：{thing} 在 {otherNamespace} 中',
      hint: '想一想应该在哪个网络命名空间中进行',
      hint2: '应在 {namespace} 中进行，而不是在 {otherNamespace} 中',
    },
  },
  'other-value': {
    en: {
      text: '{attribute}[ of {thing}][ in {namespace}] is {value}, and not what the step makes it',
      hint: 'the right setting with the wrong value',
      hint2: 'set {attribute} to {meant} instead of {value}',
    },
    zh: {
      text: '[{namespace} 中][ {thing} 的] {attribute} 是 {value}，与该步骤设置的不同',
      hint: '设置项是对的，值不对',
      hint2: '把 {attribute} 设为 {meant}，而不是 {value}',
    },
  },
  'only-part': {
    en: {
      text: 'a part of it is there, and something is still missing: {what}',
      hint: 'this step does more than one thing; look at what the text says of it',
      hint2: 'still missing: {what}',
    },
    zh: {
      text: '完成了一部分，还缺：{what}',
      hint: '这一步要做的不止一件事；看看正文怎么说',
      hint2: '还缺：{what}',
    },
  },
  'broke-earlier': {
    en: {
      text: 'something from before is no more as it was: {what}',
      hint: 'take back the last command, or repair what it has changed beside',
      hint2: 'make this as it was before: {what}',
    },
    zh: {
      text: '之前已经做好的东西被改变了：{what}',
      hint: '撤销上一条命令，或修复它顺带改变的东西',
      hint2: '把这一项恢复原样：{what}',
    },
  },
  'still-there': {
    en: {
      text: 'what this step takes away is still there: {what}',
      hint: 'this step takes something away, or elsewhere',
      hint2: 'this has to be gone: {what}',
    },
    zh: {
      text: '该步骤要去掉的还在：{what}',
      hint: '这一步要删除或移走某样东西',
      hint2: '这一项应当消失：{what}',
    },
  },
  'something-else': {
    en: {
      text: 'this has changed something, but not what the step is about',
      hint: 'read the text before this step again: what is it about?',
      hint2: 'what is to be there afterwards: {what}',
    },
    zh: {
      text: '有所改变，但不是这一步要做的',
      hint: '再读一遍这一步之前的正文：它要做什么？',
      hint2: '完成之后应当是这样：{what}',
    },
  },
} as const satisfies Record<string, EffectSentence>;
