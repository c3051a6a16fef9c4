import type { Element } from 'hast';
import { h } from 'hastscript';
import type { StepEnd } from '../../engine/events.js';
import { tellChanges } from '../../network/changes/tell-changes.js';
import { drawSentences } from '../../network/drawing/draw-sentences.js';
import { drawSvg } from '../../network/drawing/draw-svg.js';
import { topologyOf } from '../../network/drawing/topology-of.js';
import type { Language } from '../../network/language.js';
import { shown } from './shown.js';

/** What a step has changed in the network, with a picture; nothing where nobody has looked, or nothing has changed. */
export function networkPart({ changes, network }: StepEnd, language: Language): Element[] {
  if (changes === null || changes.length === 0) return [];
  const sentences = h(
    'ul',
    tellChanges(changes, language).map(({ text, depth }) => h('li', { className: depth > 0 ? 'follows' : [] }, shown(text))),
  );
  if (network === null) return [h('div', { className: 'network' }, sentences)];
  const topology = topologyOf(network, changes);
  const svg = drawSvg(topology, { language });
  // As an image it can do nothing but be seen, whatever names are in it.
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  return [
    h('div', { className: 'network' }, [
      sentences,
      h('div', { className: 'wide' }, h('img', { className: 'picture', src: source, alt: drawSentences(topology, language).join(' ') })),
    ]),
  ];
}
