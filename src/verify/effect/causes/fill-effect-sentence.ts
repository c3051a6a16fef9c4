import type { Language } from '../../../network/language.js';

/** Params whose value is the label of a namespace. */
const places = new Set(['namespace', 'otherNamespace']);

/** Fills a template with params; what is between brackets is left out when a param in it is not known. */
export function fillEffectSentence(template: string, params: Readonly<Record<string, string>>, language: Language): string {
  const whole = template.replaceAll(/\[([^[\]]*\{\w+\}[^[\]]*)\]/g, (_, part: string) =>
    [...part.matchAll(/\{(\w+)\}/g)].every(([, name]) => params[name!] !== undefined) ? part : '',
  );
  const filled = whole.replaceAll(/(\b[Ii]n |\b[Ii]nto )?\{(\w+)\}/g, (_, before: string | undefined, name: string) => {
    const value = params[name];
    if (!places.has(name) || value !== 'host') return `${before ?? ''}${value ?? '?'}`;
    if (language === 'zh') return '宿主机';
    if (before === undefined || /into/i.test(before)) return `${before === undefined ? '' : 'back to '}the host`;
    return `${before.startsWith('I') ? 'On' : 'on'} the host`;
  });
  // Chinese has no blanks between its own words, and is on a host and not in one.
  const joined =
    language === 'zh'
      ? filled
          .replaceAll(/ ?宿主机 ?中/g, '宿主机上')
          .replaceAll(/(?<=\p{Script=Han}) 宿主机| 宿主机(?=，)/gu, '宿主机')
          .replaceAll(/宿主机 (?=\p{Script=Han})/gu, '宿主机')
      : filled;
  return joined.trim();
}
