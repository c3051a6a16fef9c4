import type { Language } from '../../network/language.js';
import type { EffectFactKind } from './fact.js';

interface Said {
  /** Where: ` in ns1`. */
  readonly place: string;
  readonly subject: string;
  readonly detail: string;
  readonly value: string;
}

type EffectChangeWords = Readonly<Record<EffectFactKind, (said: Said) => string>> & {
  readonly inPlace: (namespace: string) => string;
  /** Of what is not so any more. */
  readonly gone: (text: string) => string;
};

/** The words for what can be so in a lab. */
export const effectChangeWords: Readonly<Record<Language, EffectChangeWords>> = {
  en: {
    inPlace: (namespace) => (namespace === '' ? '' : namespace === 'host' ? ' on the host' : ` in ${namespace}`),
    gone: (text) => `${text} (gone)`,
    namespace: ({ place }) => `the namespace${place.replace(/^ in/, '')}`,
    link: ({ place, subject, value }) => `the link ${subject} (${value})${place}`,
    peer: ({ place, subject, value }) => `the other end of ${subject}${place}: ${value}`,
    lower: ({ place, subject, value }) => `the link below ${subject}${place}: ${value}`,
    attribute: ({ place, subject, detail, value }) =>
      detail === 'up'
        ? `${subject}${place} is up`
        : detail === 'master'
          ? `${subject}${place} is a port of ${value}`
          : `${detail} of ${subject}${place}: ${value}`,
    address: ({ place, subject, detail }) => `the address ${detail} of ${subject}${place}`,
    route: ({ place, subject, value }) => `the route${place}: ${subject} ${value}`.trim(),
    rule: ({ place, subject }) => `the routing rule${place}: ${subject}`,
    neighbour: ({ place, subject, detail, value }) => `the neighbour ${detail} at ${subject}${place}: ${value}`,
    forwarding: ({ place, subject, detail }) => `the forwarding entry of ${subject}${place}: ${detail}`,
    chain: ({ place, subject }) => `the chain ${subject}${place}`,
    policy: ({ place, subject, value }) => `the policy of ${subject}${place}: ${value}`,
    'firewall-rule': ({ place, subject, detail }) => `the rule in ${subject}${place}: ${detail}`,
    'firewall-order': ({ place, subject }) => `the order of the rules in ${subject}${place}`,
    sysctl: ({ place, subject, value }) => `${subject}=${value}${place}`,
    file: ({ subject }) => `the file ${subject}`,
    mode: ({ subject, value }) => `who may do what with ${subject}: ${value}`,
    mount: ({ subject }) => `the mount ${subject}`,
    'host-name': ({ value }) => `the host name: ${value}`,
    process: ({ place, subject, value }) => `${`${subject} ${value}`.trim()} runs${place}`,
    shell: ({ value }) => (value === 'host' ? 'the shell of this terminal is on the host' : `the shell of this terminal is in ${value}`),
    shells: ({ value }) => `shells inside each other in this terminal: ${value}`,
    folder: ({ value }) => `the folder of the shell: ${value}`,
    variable: ({ subject }) => `the variable ${subject} of the shell`,
    function: ({ subject }) => `the function ${subject} of the shell`,
    alias: ({ subject }) => `the alias ${subject} of the shell`,
    option: ({ subject, value }) => `the option ${subject} of the shell: ${value}`,
    trap: ({ subject }) => `the trap ${subject} of the shell`,
    parameter: ({ subject }) => `the parameter ${subject} of the shell`,
    'open-file': ({ subject, value }) => `the open file ${subject} of the shell: ${value}`,
  },
  zh: {
    inPlace: (namespace) => (namespace === '' ? '' : namespace === 'host' ? '宿主机上' : `${namespace} 中`),
    gone: (text) => `${text}（已消失）`,
    namespace: ({ place }) => `命名空间 ${place.replace(/ 中$/, '')}`.trim(),
    link: ({ place, subject, value }) => `${place}的接口 ${subject}（${value}）`,
    peer: ({ place, subject, value }) => `${place} ${subject} 的对端：${value}`,
    lower: ({ place, subject, value }) => `${place} ${subject} 的下层接口：${value}`,
    attribute: ({ place, subject, detail, value }) =>
      detail === 'up'
        ? `${place}的 ${subject} 已启用`
        : detail === 'master'
          ? `${place}的 ${subject} 是 ${value} 的端口`
          : `${place} ${subject} 的 ${detail}：${value}`,
    address: ({ place, subject, detail }) => `${place} ${subject} 的地址 ${detail}`,
    route: ({ place, subject, value }) => `${place}的路由：${subject} ${value}`.trim(),
    rule: ({ place, subject }) => `${place}的策略路由规则：${subject}`,
    neighbour: ({ place, subject, detail, value }) => `${place} ${subject} 的邻居 ${detail}：${value}`,
    forwarding: ({ place, subject, detail }) => `${place} ${subject} 的转发表项：${detail}`,
    chain: ({ place, subject }) => `${place}的链 ${subject}`,
    policy: ({ place, subject, value }) => `${place} ${subject} 的默认策略：${value}`,
    'firewall-rule': ({ place, subject, detail }) => `${place} ${subject} 中的规则：${detail}`,
    'firewall-order': ({ place, subject }) => `${place} ${subject} 中规则的先后顺序`,
    sysctl: ({ place, subject, value }) => `${place} ${subject}=${value}`,
    file: ({ subject }) => `文件 ${subject}`,
    mode: ({ subject, value }) => `${subject} 的权限：${value}`,
    mount: ({ subject }) => `挂载点 ${subject}`,
    'host-name': ({ value }) => `主机名：${value}`,
    process: ({ place, subject, value }) => `${place}运行着 ${`${subject} ${value}`.trim()}`,
    shell: ({ value }) => (value === 'host' ? '这个终端的 shell 在宿主机上' : `这个终端的 shell 在 ${value} 中`),
    shells: ({ value }) => `这个终端中嵌套的 shell 层数：${value}`,
    folder: ({ value }) => `shell 的当前目录：${value}`,
    variable: ({ subject }) => `shell 的变量 ${subject}`,
    function: ({ subject }) => `shell 的函数 ${subject}`,
    alias: ({ subject }) => `shell 的别名 ${subject}`,
    option: ({ subject, value }) => `shell 的选项 ${subject}：${value}`,
    trap: ({ subject }) => `shell 的 trap ${subject}`,
    parameter: ({ subject }) => `shell 的位置参数 ${subject}`,
    'open-file': ({ subject, value }) => `shell 打开的文件 ${subject}：${value}`,
  },
};
