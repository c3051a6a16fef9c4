import type { Element } from 'hast';
import { h } from 'hastscript';
import type { StateResult } from '../../engine/events.js';
import { shown } from './shown.js';

/** What the lesson says of the network and is not so. */
export function stateCard({ line, subject, text, missing, different, unexpected }: StateResult): Element {
  const items = [
    ...missing.map((what) => h('li', { className: 'missing' }, [h('b', 'missing '), ...shown(what)])),
    ...different.map((what) => h('li', { className: 'different' }, [h('b', 'different '), ...shown(what)])),
    ...unexpected.map((what) => h('li', { className: 'unexpected' }, [h('b', 'unexpected '), ...shown(what)])),
  ];
  return h('div', { className: 'state' }, [
    h('p', { className: 'legend' }, [
      h('span', { className: 'quiet' }, `Line ${line} says: `),
      ...(subject === 'diagram' ? ['the diagram'] : [h('code', shown(text))]),
    ]),
    h('ul', items),
  ]);
}
