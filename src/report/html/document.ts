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
  // The pictures of networks, which are in the page itself.
  'img-src data:',
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
