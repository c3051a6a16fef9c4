import type { Element } from 'hast';
import { h } from 'hastscript';
import { drawSentences } from '../../network/drawing/draw-sentences.js';
import { drawSvg } from '../../network/drawing/draw-svg.js';
import type { Language } from '../../network/language.js';
import type { Topology } from '../../network/topology.js';
import { optional } from './shown.js';

/** A picture of a network. As an image it can do nothing but be seen, whatever names are in it. */
export function picture(caption: string | null, topology: Topology, language: Language): Element {
  const source = `data:image/svg+xml;base64,${Buffer.from(drawSvg(topology, { language })).toString('base64')}`;
  return h('figure', [
    ...optional(caption !== null, () => h('figcaption', caption)),
    h('img', { className: 'picture', src: source, alt: drawSentences(topology, language).join(' ') }),
  ]);
}
