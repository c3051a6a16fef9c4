import type { Language } from '../../network/language.js';

export const alertKinds = ['note', 'tip', 'important', 'warning', 'caution'] as const;

export type AlertKind = (typeof alertKinds)[number];

/** The words that stand for what can't be shown, or can't be heard. */
export interface MarkdownWords {
  readonly picture: (about: string) => string;
  readonly alert: Readonly<Record<AlertKind, string>>;
  readonly quote: string;
  /** Behind a quote, or what is told apart like one, where it is not clear that it is over. */
  readonly endOf: (kind: AlertKind | undefined) => string;
  /** Around words that are struck out. */
  readonly deleted: readonly [before: string, after: string];
  readonly done: string;
  readonly notDone: string;
  /** Where a note is meant, and before the note itself. */
  readonly noteMark: (number: number) => string;
  readonly note: (number: number) => string;
  /** Behind the header of a column, between the cells of a row, and at its end. */
  readonly table: { readonly is: string; readonly and: string; readonly end: string };
}

const zhAlerts: MarkdownWords['alert'] = { note: '说明', tip: '提示', important: '重要', warning: '警告', caution: '小心' };

export const markdownWords: Readonly<Record<Language, MarkdownWords>> = {
  en: {
    picture: (about) => (about === '' ? '[Picture]' : `[Picture: ${about}]`),
    alert: { note: 'Note', tip: 'Tip', important: 'Important', warning: 'Warning', caution: 'Caution' },
    quote: 'Quote: ',
    endOf: (kind) => (kind === 'important' ? 'End of what is important.' : `End of ${kind ?? 'quote'}.`),
    deleted: ['(deleted: ', ')'],
    done: 'Done: ',
    notDone: 'Not done: ',
    noteMark: (number) => ` (note ${number})`,
    note: (number) => `Note ${number}: `,
    table: { is: ': ', and: '; ', end: '.' },
  },
  zh: {
    picture: (about) => (about === '' ? '[图]' : `[图：${about}]`),
    alert: zhAlerts,
    quote: '引文：',
    endOf: (kind) => `${kind ? zhAlerts[kind] : '引文'}到此结束。`,
    deleted: ['（已删去：', '）'],
    done: '已完成：',
    notDone: '未完成：',
    noteMark: (number) => `（注 ${number}）`,
    note: (number) => `注 ${number}：`,
    table: { is: '：', and: '；', end: '。' },
  },
};
