import type { Resumed } from '../engine/session/kept.js';
import type { StateDifference } from '../engine/session/state-difference.js';
import type { Language } from '../network/language.js';

type Kind = Exclude<StateDifference['kind'], 'network' | 'part'>;

/** What is said of a lab that is not as it was. */
export interface ReturnWords {
  readonly kinds: Readonly<Record<Kind, string>>;
  readonly left: Readonly<Record<Resumed['left'][number]['why'], string>>;
  readonly colon: string;
  readonly aside: (text: string) => string;
  readonly byChance: (names: string) => string;
  readonly comma: string;
  readonly named: (kind: string, name: string) => string;
  readonly part: (name: string) => string;
  readonly network: (namespace: string) => string;
  readonly missing: (name: string) => string;
  readonly wasNotThere: (name: string) => string;
  readonly other: (name: string) => string;
  readonly replaced: (name: string, now: string, before: string) => string;
  readonly surprise: (command: string, now: string, before: string) => string;
  readonly noStatus: string;
  readonly more: (count: number) => string;
}

export const returnWords: Readonly<Record<Language, ReturnWords>> = {
  en: {
    kinds: {
      file: 'file',
      mount: 'mount',
      'host-name': 'host name',
      process: 'process',
      shell: 'shell',
      'open-file': 'open file',
      variable: 'variable',
      function: 'function',
      alias: 'alias',
      option: 'option',
      trap: 'trap',
      parameter: 'parameter',
    },
    left: {
      withheld: 'a command was not kept, because there may be a secret in it; type it again if you need it',
      interrupted: 'this one was still running and has not been done again',
      'step-gone': 'this step is not in the lesson any more; it and what came after it were not done again',
      failed: 'this one could not be done again, nor what came after it',
    },
    colon: ': ',
    aside: (text) => ` (${text})`,
    byChance: (names) => `Not the same by its nature (time, chance): ${names}.`,
    comma: ', ',
    named: (kind, name) => `${kind} ${name}`,
    part: (name) => `${name} is not as it was`,
    network: (namespace) => `the network of ${namespace} is not as it was`,
    missing: (name) => `${name} is missing`,
    wasNotThere: (name) => `${name} was not there`,
    other: (name) => `${name} is another one`,
    replaced: (name, now, before) => `${name} is another one: ${now} in the place of ${before}`,
    surprise: (command, now, before) => `${command} ended with ${now} this time, before with ${before}`,
    noStatus: 'no status',
    more: (count) => `and ${count} more`,
  },
  zh: {
    kinds: {
      file: '文件',
      mount: '挂载',
      'host-name': '主机名',
      process: '进程',
      shell: 'shell',
      'open-file': '打开的文件',
      variable: '变量',
      function: '函数',
      alias: '别名',
      option: '选项',
      trap: 'trap',
      parameter: '参数',
    },
    left: {
      withheld: '有一条命令没有保存，因为其中可能含有机密；如果需要，请重新输入',
      interrupted: '这条命令当时仍在运行，没有重做',
      'step-gone': '课程中已经没有这一步；它和之后的内容都没有重做',
      failed: '这条命令无法重做，之后的内容也没有重做',
    },
    colon: '：',
    aside: (text) => `（${text}）`,
    byChance: (names) => `因其性质（时间、随机）而不同：${names}。`,
    comma: '、',
    named: (kind, name) => `${kind} ${name}`,
    part: (name) => `${name} 与原来不同`,
    network: (namespace) => `${namespace} 的网络与原来不同`,
    missing: (name) => `缺少${/^[A-Za-z]/.test(name) ? ' ' : ''}${name}`,
    wasNotThere: (name) => `${name} 原来没有`,
    other: (name) => `${name} 与原来不同`,
    replaced: (name, now, before) => `${name} 与原来不同：现在是 ${now}，原来是 ${before}`,
    surprise: (command, now, before) => `${command} 这次的退出状态是 ${now}，之前是 ${before}`,
    noStatus: '无',
    more: (count) => `另有 ${count} 处`,
  },
};
