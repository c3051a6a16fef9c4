import type { Language } from '../../../network/language.js';

/** Parts of routes and of firewall rules, as the param `part` names them. */
export type EffectPart =
  | 'destination'
  | 'via'
  | 'device'
  | 'source'
  | 'metric'
  | 'type'
  | 'table'
  | 'chain'
  | 'position'
  | 'words'
  | 'tool';

export const partWords: Readonly<Record<Language, Readonly<Record<EffectPart, string>>>> = {
  en: {
    destination: 'destination',
    via: 'next hop (via)',
    device: 'link (dev)',
    source: 'source address (src)',
    metric: 'metric',
    type: 'type',
    table: 'table',
    chain: 'chain',
    position: 'place among the rules',
    words: 'conditions or target',
    tool: 'tool',
  },
  zh: {
    destination: '目的网段',
    via: '下一跳（via）',
    device: '出接口（dev）',
    source: '源地址（src）',
    metric: '度量值（metric）',
    type: '类型',
    table: '表',
    chain: '链',
    position: '规则的先后位置',
    words: '匹配条件或目标',
    tool: '工具',
  },
};
