import type { Element } from 'hast';
import { h } from 'hastscript';
import type { StepEnd } from '../../engine/events.js';
import { tellChanges } from '../../network/changes/tell-changes.js';
import { topologyOf } from '../../network/drawing/topology-of.js';
import type { Language } from '../../network/language.js';
import { picture } from './picture.js';
import { optional, shown } from './shown.js';

/** What a step has changed in the network, with a picture; nothing where nobody has looked, or nothing has changed. */
export function networkPart({ changes, network }: StepEnd, language: Language): Element[] {
  if (changes === null || changes.length === 0) return [];
  const sentences = tellChanges(changes, language).map(({ text, depth }) =>
    h('li', { className: depth > 0 ? 'follows' : [] }, shown(text)),
  );
  return [
    h('div', { className: 'network' }, [
      h('ul', sentences),
      ...optional(network !== null, () => h('div', { className: 'wide' }, picture(null, topologyOf(network!, changes), language))),
    ]),
  ];
}
