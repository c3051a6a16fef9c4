/** A part of written HTML. */
export type HtmlToken =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'tag';
      readonly name: string;
      readonly isClosing: boolean;
      readonly attribute: (name: string) => string;
    };

/** Elements that authors of Markdown use. Other names in angle brackets are places to fill in, such as `<name>`, and are words. */
const elements = new Set(
  (
    'a abbr article aside audio b blockquote body br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure font ' +
    'footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img ins kbd li main mark nav noscript ol p picture pre q s samp section small ' +
    'span strike strong sub summary sup svg table tbody td tfoot th thead tr tt u ul var video wbr'
  ).split(' '),
);

/** Written HTML without what is not there to be read: comments, scripts, declarations. */
export function htmlTokens(html: string): HtmlToken[] {
  const shown = html
    .replaceAll(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replaceAll(/<(script|style)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi, '')
    .replaceAll(/<[!?][^>]*>/g, '');
  return shown.split(/(<\/?[a-z][^<>]*>)/i).flatMap((piece): HtmlToken[] => {
    if (piece === '') return [];
    const [, slash, written = '', attributes = ''] = /^<(\/?)([a-z][\w-]*)([^<>]*)>$/i.exec(piece) ?? [];
    const name = written.toLowerCase();
    if (!elements.has(name) && !/=\s*["']/.test(attributes)) return [{ kind: 'text', text: decode(piece) }];
    return [{ kind: 'tag', name, isClosing: slash === '/', attribute: (wanted) => readAttribute(attributes, wanted) }];
  });
}

function readAttribute(attributes: string, wanted: string): string {
  const found = [...attributes.matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g)].find(
    ([, name]) => name!.toLowerCase() === wanted,
  );
  return decode(found?.[2] ?? found?.[3] ?? found?.[4] ?? '');
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: '\u00A0' };

function decode(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
  });
}
