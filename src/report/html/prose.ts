import type { Element, ElementContent, Root, RootContent } from 'hast';
import { h } from 'hastscript';
import rehypeSanitize, { defaultSchema, type Options } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype, { type Options as ToHtmlOptions } from 'remark-rehype';
import { unified } from 'unified';
import { shown } from './shown.js';

/** More than any author writes between two pieces of code; Markdown of this length can be made to take very long. */
const mostCharacters = 20_000;

/** Where a line of Chinese or Japanese ends there is no blank, unlike in other languages. */
const lineEndInHan =
  /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF])\n(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF])/gu;

/** What is left of a lesson's text: no address but of the web and of mail, and nothing that a page would load. */
const schema: Options = {
  ...defaultSchema,
  clobberPrefix: '',
  attributes: { ...defaultSchema.attributes, img: ['alt'] },
  protocols: { href: ['http', 'https', 'mailto'] },
};

/**
 * The prose of a lesson as HTML. Markup that is written as HTML is left out, its words stay; images are told by their words.
 * @param definitions the addresses of the links of the whole document
 * @param id what tells its notes from those of other parts
 * @param resolve the address that a relative link leads to in the report, if to any
 */
export function renderProse(
  markdown: string,
  definitions: string,
  id: number,
  resolve: (address: string) => string | undefined,
): ElementContent[] {
  const text = withoutIndent(markdown);
  if (text.length > mostCharacters) return asItIsWritten(text);
  const processor = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkRehype, { clobberPrefix: `note-${id}-`, handlers: { html: toWords } } satisfies ToHtmlOptions)
    .use(rehypeSanitize, schema);
  try {
    return finished(processor.runSync(processor.parse(`${text}\n\n${definitions}`)), resolve);
  } catch (error) {
    // Quotes and lists may be nested deeper than calls may.
    if (error instanceof RangeError) return asItIsWritten(text);
    throw error;
  }
}

/** Addresses defined anywhere in a document count everywhere in it. */
export function definitionsIn(markdown: readonly string[]): string {
  const lines = markdown
    .flatMap((text) => text.split('\n'))
    .filter((line) => line.length < 2000 && /^ {0,3}\[[^\]]+\]:[ \t]+\S/.test(line));
  return lines.join('\n').slice(0, mostCharacters);
}

function asItIsWritten(text: string): ElementContent[] {
  return [h('pre', { className: 'raw' }, shown(text))];
}

/** Text after code in a list is indented as the list is; by itself it would be read as code. */
function withoutIndent(markdown: string): string {
  const lines = markdown.split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)![0].length);
  const least = Math.min(...indents.slice(0, mostCharacters));
  return Number.isFinite(least) && least > 0 ? lines.map((line) => line.slice(least)).join('\n') : markdown;
}

/** Written HTML: its words, or a line break. Comments have none. */
function toWords(_: unknown, node: { readonly value: string }): ElementContent | undefined {
  if (/^<br\s*\/?>$/i.test(node.value)) return h('br');
  const words = node.value
    .replaceAll(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replaceAll(/<[^<>]*>/g, '')
    .trim();
  return words === '' ? undefined : h('p', words);
}

function finished(root: Root, resolve: (address: string) => string | undefined): ElementContent[] {
  const content = (nodes: readonly RootContent[], isCode: boolean): ElementContent[] => nodes.flatMap((node) => one(node, isCode));
  const one = (node: RootContent, isCode: boolean): ElementContent[] => {
    if (node.type === 'text') return shown(isCode ? node.value : node.value.replaceAll(lineEndInHan, ''));
    if (node.type !== 'element') return [];
    if (node.tagName === 'img') return [h('span', { className: 'image' }, shown(node.properties['alt'] || 'image'))];
    const children = content(node.children, isCode || node.tagName === 'pre');
    if (node.tagName === 'a') return link(node, children);
    if (node.tagName === 'table') return [h('div', { className: 'wide' }, { ...node, children } as Element)];
    return [{ ...node, children }];
  };
  const link = (node: Element, children: ElementContent[]): ElementContent[] => {
    const address = node.properties['href'] ?? '';
    if (address.startsWith('#')) return [{ ...node, children }];
    if (/^(?:https?|mailto):/i.test(address))
      return [{ ...node, children, properties: { ...node.properties, rel: ['noreferrer', 'noopener'] } }];
    const target = resolve(address);
    return target === undefined ? children : [h('a', { href: target }, children)];
  };
  return content(root.children, false);
}
