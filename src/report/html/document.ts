import { createHash } from 'node:crypto';
import type { ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { plain } from './shown.js';
import { style } from './style.js';

/** Nothing may be loaded, and of all styles only ours count, so a page is harmless whatever stands in a lesson. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** A whole page, which needs no other file. */
export function htmlDocument(title: string, language: string, body: readonly ElementContent[]): string {
  const root: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      h('html', { lang: language }, [
        h('head', [
          h('meta', { charSet: 'utf-8' }),
          h('meta', { httpEquiv: 'Content-Security-Policy', content: policy }),
          h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
          h('meta', { name: 'referrer', content: 'no-referrer' }),
          h('meta', { name: 'color-scheme', content: 'light dark' }),
          h('title', plain(title)),
          h('style', style),
        ]),
        h('body', [...body]),
      ]),
    ],
  };
  return `${toHtml(root)}\n`;
}

/** The language of a text, for the browser to choose letters by: the same character is drawn otherwise in Chinese than in Japanese. */
export function languageOf(text: string): string {
  const count = (letters: RegExp): number => text.match(letters)?.length ?? 0;
  const words = count(/[A-Za-z]{2,}/g);
  if (count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu) > words / 4) return 'ja';
  if (count(/\p{Script=Hangul}/gu) > words) return 'ko';
  return count(/\p{Script=Han}/gu) > words ? 'zh' : 'en';
}
