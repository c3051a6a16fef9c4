import type { Element } from 'hast';
import { h } from 'hastscript';
import type { StateResult } from '../../engine/events.js';
import type { Language } from '../../network/language.js';
import { picture } from './picture.js';
import { optional, shown } from './shown.js';

/** What the lesson says of the network and is not so; of a diagram both pictures, side by side where there is room. */
export function stateCard({ line, subject, text, missing, different, unexpected, pictures }: StateResult, language: Language): Element {
  const items = [
    ...missing.map((what) => h('li', { className: 'missing' }, [h('b', 'missing '), ...shown(what)])),
    ...different.map((what) => h('li', { className: 'different' }, [h('b', 'different '), ...shown(what)])),
    ...unexpected.map((what) => h('li', { className: 'unexpected' }, [h('b', 'unexpected '), ...shown(what)])),
  ];
  return h('div', { className: 'state' }, [
    h('p', { className: 'legend' }, [`Line ${line} says: `, ...(subject === 'diagram' ? ['the diagram'] : [h('code', shown(text))])]),
    h('ul', items),
    ...optional(pictures !== undefined, () =>
      h('div', { className: 'pictures' }, [picture('documented', pictures!.expected, language), picture('real', pictures!.real, language)]),
    ),
  ]);
}
