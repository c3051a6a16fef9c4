import type { Language } from '../network/language.js';

/** What is said of lists of variants. */
interface VariantWords {
  readonly surprise: (expected: string, found: string) => string;
  readonly summary: (count: number, title: string) => string;
  readonly end: (wrong: number) => string;
}

export const variantWords: Readonly<Record<Language, VariantWords>> = {
  en: {
    surprise: (expected, found) => `expected ${expected}; found ${found}`,
    summary: (count, title) => `${count} ${count === 1 ? 'variant' : 'variants'} of ${title}`,
    end: (wrong) =>
      wrong === 0 ? 'All are told as the lists say.' : `${wrong} ${wrong === 1 ? 'is' : 'are'} told otherwise than the lists say.`,
  },
  zh: {
    surprise: (expected, found) => `预期 ${expected}；实际 ${found}`,
    summary: (count, title) => `《${title}》的 ${count} 个变体`,
    end: (wrong) => (wrong === 0 ? '全部与列表一致。' : `有 ${wrong} 个与列表不一致。`),
  },
};
