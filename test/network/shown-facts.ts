import { shownName } from '../../src/network/drawing/shown-name.js';
import { decodeWord } from '../../src/network/drawing/label-text.js';
import { checks, type Fact } from './facts.js';

/** The text of a picture as a person sees it: without frames, marks and the grammar of the format. */
export function readableText(file: string, text: string): string {
  if (file.endsWith('.svg')) return decoded(text.replaceAll(/<(?:style|script)[^]*?<\/(?:style|script)>/g, '').replaceAll(/<[^>]*>/g, ' '));
  if (file.endsWith('.zh.txt')) return text.replaceAll('宿主机', ' host ');
  if (file.endsWith('.mmd')) return decodeWord(text.replaceAll(/<br\/>/g, ' '));
  return file.endsWith('.json') ? JSON.parse(`"${text.replaceAll(/[\\"\n]/g, (sign) => (sign === '\n' ? ' ' : `\\${sign}`))}"`) : text;
}

/** What facts say and a picture does not show, or what it shows although it is gone. A name may be cut short where there is no room for it. */
export function missingIn(text: string, facts: readonly Fact[]): string[] {
  return facts.flatMap((fact) => [
    ...wordsToShow(fact).filter((word) => !shows(text, word)),
    ...wordsNotToShow(fact)
      .filter((word) => shows(text, word))
      .map((word) => `not ${word}`),
  ]);
}

function shows(text: string, word: string): boolean {
  const forms = [word, shownName(word, false), shownName(word, true), JSON.stringify(word).slice(1, -1)];
  if (word.length > 20) forms.push(word.slice(0, 12));
  return forms.some((form) => text.split(form).some((before, at, parts) => at + 1 < parts.length && isWhole(before, parts[at + 1]!)));
}

/** Whether what stands before a word and behind it is of no other. */
function isWhole(before: string, behind: string): boolean {
  return !/[\p{L}\d.:/-]$/u.test(before) && !/^[\p{L}\d]/u.test(behind);
}

/** The words that a picture has to show for a fact; none for facts that no picture tells. A usual `lo` is drawn nowhere. */
function wordsToShow({ words: [first = '', ...rest] }: Fact): string[] {
  switch (first) {
    case 'cable':
    case 'on':
      return rest.map(linkName);
    case 'port':
      return [linkName(rest[0]!), rest[1]!];
    case 'route':
      return rest.slice(1).filter((word) => !['via', 'dev', 'table'].includes(word));
    case 'kept':
      return [rest[0]!, rest[2]!];
    case 'container':
      return [rest[0]!];
    case 'forwards':
      return rest;
    case 'nat':
    case 'note':
      return rest.slice(1);
    default: {
      if (Object.hasOwn(checks, first)) return [];
      const addresses = rest.slice(1).filter((address) => address !== '127.0.0.1/8' && address !== '::1/128');
      return linkName(first) === 'lo' && addresses.length === 0 ? [] : [linkName(first), ...addresses];
    }
  }
}

/** A namespace that is gone must not be in a picture; the name of a link may well be that of another. */
function wordsNotToShow({ words: [first, place = ''] }: Fact): string[] {
  return first === 'gone' && !place.includes('/') ? [place] : [];
}

function linkName(place: string): string {
  return place.slice(place.indexOf('/') + 1);
}

function decoded(text: string): string {
  return text
    .replaceAll(/&#x([\da-f]+);/gi, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 16)))
    .replaceAll(/&#(\d+);/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
