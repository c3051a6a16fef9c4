import { cleanText } from './clean-text.js';
import { OpenTags } from './html-spans.js';
import { htmlTokens } from './html-tokens.js';
import type { Page } from './page.js';
import type { Span } from './span.js';

/** What a piece of HTML between paragraphs shows. */
export type HtmlBlock = { readonly kind: 'words'; readonly spans: readonly Span[] } | { readonly kind: 'code'; readonly text: string };

/** Elements that begin and end on lines of their own; the cells of a row stand on one. */
const onOwnLines = new Set(
  (
    'article aside blockquote body caption center dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr li main nav ' +
    'ol p pre section summary table tbody tfoot thead tr ul'
  ).split(' '),
);

export function htmlBlocks(html: string, page: Page): HtmlBlock[] {
  const blocks: HtmlBlock[] = [];
  const open = new OpenTags(page);
  let spans: Span[] = [];
  let code: string | undefined;
  const end = (): void => {
    if (spans.some(({ text }) => text.trim() !== '')) blocks.push({ kind: 'words', spans });
    spans = [];
  };
  for (const token of htmlTokens(html)) {
    if (token.kind === 'tag' && token.name === 'pre') {
      if (code !== undefined) blocks.push({ kind: 'code', text: code });
      code = token.isClosing ? undefined : '';
      end();
    } else if (code !== undefined) {
      if (token.kind === 'text') code += cleanText(token.text);
    } else {
      if (token.kind === 'tag' && onOwnLines.has(token.name)) end();
      if (token.kind === 'tag' && !token.isClosing) {
        if (token.name === 'li') spans.push({ text: page.isPlain ? '- ' : '• ', marks: [] });
        if (/^t[dh]$/.test(token.name) && spans.some(({ text }) => text.trim() !== ''))
          spans.push({ text: page.words.table.and, marks: [] });
      }
      spans.push(...open.read(token, []));
    }
  }
  end();
  return code === undefined ? blocks : [...blocks, { kind: 'code', text: code }];
}
