import type { Language } from '../network/language.js';
import type { Disagreement } from '../verify/correspondence.js';

interface CorrespondenceWords {
  /** Kinds of values. */
  readonly kinds: Readonly<Record<Exclude<Disagreement['kind'], 'text'>, string>>;
  readonly stoodFor: (kind: string, documented: string, before: string, now: string) => string;
  readonly cameFrom: (kind: string, real: string, before: string, now: string) => string;
  readonly isSet: (kind: string, documented: string) => string;
}

export const correspondenceWords: Readonly<Record<Language, CorrespondenceWords>> = {
  en: {
    kinds: {
      checksum: 'checksum',
      counter: 'counter',
      date: 'date',
      duration: 'duration',
      id: 'id',
      ifindex: 'index',
      inode: 'inode',
      'link-local': 'link-local address',
      mac: 'MAC address',
      multicast: 'multicast address',
      name: 'name',
      neighbour: 'state of a neighbour',
      nsid: 'id of a namespace',
      pid: 'process id',
      port: 'port',
      sequence: 'sequence number',
    },
    stoodFor: (kind, documented, before, now) => `the ${kind} ${documented} stood for ${before} before, here it is ${now}`,
    cameFrom: (kind, real, before, now) => `the ${kind} ${real} was documented as ${before} before, here it is ${now}`,
    isSet: (kind, documented) => `the lesson itself sets the ${kind} ${documented}`,
  },
  zh: {
    kinds: {
      checksum: '校验和',
      counter: '计数',
      date: '日期',
      duration: '时长',
      id: '标识',
      ifindex: '接口索引',
      inode: 'inode 号',
      'link-local': '链路本地地址',
      mac: 'MAC 地址',
      multicast: '组播地址',
      name: '名字',
      neighbour: '邻居状态',
      nsid: '命名空间 id',
      pid: '进程号',
      port: '端口',
      sequence: '序列号',
    },
    stoodFor: (kind, documented, before, now) => `文档中的${spaced(kind)} ${documented} 之前对应 ${before}，这里却是 ${now}`,
    cameFrom: (kind, real, before, now) => `实际的${spaced(kind)} ${real} 之前在文档中写作 ${before}，这里却写作 ${now}`,
    isSet: (kind, documented) => `${kind} ${documented} 是课程自己设定的`,
  },
};

/** Latin letters keep their distance from Chinese ones. */
function spaced(word: string): string {
  return /^[A-Za-z]/.test(word) ? ` ${word}` : word;
}

/** What kind of value a word is and what it belonged to before; `undefined` for plain words. */
export function correspondenceText(
  { kind, documented, real, stoodFor, cameFrom }: Disagreement,
  language: Language = 'en',
): string | undefined {
  if (kind === 'text') return undefined;
  const words = correspondenceWords[language];
  const name = words.kinds[kind];
  if (stoodFor !== undefined) return words.stoodFor(name, documented, stoodFor, real);
  if (cameFrom !== undefined) return words.cameFrom(name, real, cameFrom, documented);
  return words.isSet(name, documented);
}
