import { cleanText } from './clean-text.js';
import type { Page } from './page.js';
import type { Span } from './span.js';

/** What is said of an address: itself, once in a document, and not where the words before it are the address already. */
export function addressSpans(written: string, words: string, page: Page): Span[] {
  const address = readable(written);
  if (address === '' || isSame(address, words.trim()) || !page.takeAddress(address)) return [];
  const [before, after] = page.isPlain ? ['(', ')'] : ['<', '>'];
  return [
    { text: ' ', marks: [] },
    { text: `${before}${address}${after}`, marks: ['faint'], isWhole: true },
  ];
}

/** Places within the page lead nowhere in a terminal, and data can't be read. */
function readable(written: string): string {
  const address = cleanText(written).trim();
  return /^(?:#|data:)/i.test(address) ? '' : address.replaceAll(/\s/g, '%20');
}

function isSame(address: string, words: string): boolean {
  return ['', 'http://', 'https://', 'mailto:'].some((scheme) => address === scheme + words);
}
