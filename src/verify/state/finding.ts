import { chineseFinding } from './chinese-finding.js';

/** How the network differs from what is said of it, in words for people. What agrees has nothing in any of the lists. */
export interface Finding {
  /** What should be there, as nouns: `link ns1/veth-a`. */
  readonly missing: readonly string[];
  /** What is otherwise, as sentences: `ns1/veth-a is down, not up`. */
  readonly different: readonly string[];
  /** What should not be there, as nouns. */
  readonly unexpected: readonly string[];
}

export const agrees: Finding = { missing: [], different: [], unexpected: [] };

export function isAgreement(finding: Finding): boolean {
  return finding.missing.length === 0 && finding.different.length === 0 && finding.unexpected.length === 0;
}

export function missing(...what: readonly string[]): Finding {
  return { ...agrees, missing: what };
}

export function different(...what: readonly string[]): Finding {
  return { ...agrees, different: what };
}

/** Most that one sentence bears. */
const mostWords = 4;

/** Whether one sentence can't tell all of it. */
export function isLong(finding: Finding): boolean {
  return finding.missing.length + finding.different.length + finding.unexpected.length > mostWords;
}

/** How the parts of a finding are put into a sentence. */
export interface FindingWords {
  readonly missing: (what: string) => string;
  readonly different: (what: string) => string;
  readonly unexpected: (what: string) => string;
  readonly more: (count: number) => string;
  readonly and: string;
}

export const findingWords: Readonly<Record<'en' | 'zh', FindingWords>> = {
  en: {
    missing: (what) => `${what} is missing`,
    different: (what) => what,
    unexpected: (what) => `${what} is there and should not be`,
    more: (count) => `and ${count} more`,
    and: '; ',
  },
  zh: {
    missing: (what) => `缺少 ${chineseFinding(what)}`.replace(/^缺少 (?=\p{Script=Han})/u, '缺少'),
    different: chineseFinding,
    unexpected: (what) => `不应有 ${chineseFinding(what)}`.replace(/^不应有 (?=\p{Script=Han})/u, '不应有'),
    more: (count) => `另有 ${count} 处`,
    and: '；',
  },
};

/** The finding in one sentence: what is missing first. */
export function findingText({ missing: lacking, different: other, unexpected }: Finding, language: 'en' | 'zh' = 'en'): string {
  const words = findingWords[language];
  const parts = [...lacking.map(words.missing), ...other.map(words.different), ...unexpected.map(words.unexpected)];
  const more = parts.length - mostWords;
  return [...parts.slice(0, mostWords), ...(more > 0 ? [words.more(more)] : [])].join(words.and);
}
