import type { PhrasingContent } from 'mdast';
import { addressSpans } from './address.js';
import { cleanText } from './clean-text.js';
import { OpenTags, pictureSpans } from './html-spans.js';
import { htmlTokens } from './html-tokens.js';
import type { Page } from './page.js';
import { lineBreak, type Mark, type Span } from './span.js';

/** Lines that authors draw with signs are longer than a terminal is wide. */
const drawnLine = /(([=\-_*#~+.])\2{19})\2+/g;

/**
 * What stands inside of a paragraph, a heading or a cell.
 * @param aside takes the addresses of links that are told elsewhere; without it they stand behind the links
 */
export function toSpans(
  nodes: readonly PhrasingContent[],
  page: Page,
  marks: readonly Mark[] = [],
  aside?: (link: readonly Span[], address: string) => void,
): Span[] {
  const open = new OpenTags(page);
  const inside = (children: readonly PhrasingContent[], mark: Mark): Span[] => {
    const all = [...marks, ...open.marks, mark];
    const [before, after] = page.signsOf(mark);
    const spans = toSpans(children, page, all, aside);
    return before === ''
      ? spans
      : [{ text: before, marks: all, sticksTo: 'after' }, ...spans, { text: after, marks: all, sticksTo: 'before' }];
  };
  const link = (children: readonly PhrasingContent[], address: string): Span[] => {
    const spans = inside(children, 'link');
    if (!aside) return [...spans, ...addressSpans(address, textOf(spans), page)];
    aside(spans, address);
    return spans;
  };
  const one = (node: PhrasingContent): Span[] => {
    switch (node.type) {
      case 'text':
        return [{ text: cleanText(node.value).replaceAll(drawnLine, '$1'), marks: [...marks, ...open.marks] }];
      case 'inlineCode': {
        const [before, after] = page.signsOf('code');
        const text = cleanText(node.value).replaceAll(/[\t\n]/g, ' ');
        return [{ text: before + text + after, marks: [...marks, ...open.marks, 'code'], isWhole: true }];
      }
      case 'strong':
        return inside(node.children, 'strong');
      case 'emphasis':
        return inside(node.children, 'emphasis');
      case 'delete':
        return inside(node.children, 'deleted');
      case 'break':
        return [lineBreak];
      case 'html':
        return htmlTokens(node.value).flatMap((token) => open.read(token, marks));
      case 'link':
        return link(node.children, node.url);
      case 'linkReference':
        return link(node.children, page.addressOf(node.identifier));
      case 'image':
        return pictureSpans(node.alt ?? '', node.url, page);
      case 'imageReference':
        return pictureSpans(node.alt ?? '', page.addressOf(node.identifier), page);
      case 'footnoteReference': {
        const number = page.numberOfNote(node.identifier);
        return [{ text: page.isPlain ? page.words.noteMark(number) : `[${number}]`, marks: ['faint'], isWhole: true }];
      }
    }
  };
  return nodes.flatMap((node) => one(node));
}

export function textOf(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join('');
}
