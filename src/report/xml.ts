/** Attributes that are `undefined` are left out. */
export type XmlAttributes = Readonly<Record<string, string | number | undefined>>;

/** An element; its children are XML already. */
export function xmlElement(name: string, attributes: XmlAttributes, children: readonly string[] = []): string {
  const words = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${xmlAttribute(`${value}`)}"`],
  );
  return children.length === 0 ? `<${name}${words.join('')}/>` : `<${name}${words.join('')}>${children.join('')}</${name}>`;
}

/** Text between tags. A reader of the file may be a log of GitHub Actions, so no line of it looks like a command there either. */
export function xmlText(text: string): string {
  return escapeXml(text).replaceAll(/^([^\S\n]*):(?=:)/gm, '$1&#58;');
}

/** The value of an attribute; readers would make blanks of line ends and tabs that are not written as references (XML 1.0, 3.3.3). */
function xmlAttribute(value: string): string {
  return escapeXml(value).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

function escapeXml(text: string): string {
  return visibleControls(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;')
    .replaceAll('##[', '#&#35;[');
}

/** What XML 1.0 can't hold, not even as a reference (2.2): control characters as their pictures, ␀ to ␟, the rest as �. */
function visibleControls(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex -- these are what it is about
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, (letter) => String.fromCharCode(0x2400 + letter.charCodeAt(0)))
      .replaceAll('\u007F', '␡')
      .replaceAll(/[\u0080-\u009F\p{Surrogate}\uFFFE\uFFFF]/gu, '\uFFFD')
  );
}
