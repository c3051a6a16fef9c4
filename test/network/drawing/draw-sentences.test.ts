import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawSentences } from '../../../src/network/drawing/draw-sentences.js';
import { shownCards } from '../../../src/network/drawing/shown-cards.js';
import { anyTopology, hostileTopology } from './drawable-topology.js';

const anyLanguage = fc.constantFrom('en' as const, 'zh' as const);

/** What of it is the same in all languages: `forward drops IPv4`, `2 rules`. */
function factsOf(filter: string): string[] {
  return filter.split(' ').filter((word) => !['drops', 'rule', 'rules'].includes(word));
}

describe('sentences', () => {
  it('say everything that a picture shows', () => {
    fc.assert(
      fc.property(anyTopology, anyLanguage, (topology, language) => {
        const text = drawSentences(topology, language).join('\n');
        for (const box of topology.boxes) {
          if (box.kind !== 'host') expect(text).toContain(box.name);
          for (const { name, addresses, note, master } of shownCards(box, topology.wires))
            for (const word of [name, ...addresses, ...(note === null ? [] : [note]), ...(master === null ? [] : [master])])
              expect(text).toContain(word);
          for (const { destination, via, device, table } of box.routes)
            for (const word of [destination, via, device, table]) if (word !== null) expect(text).toContain(word);
          for (const word of [...box.forwards, ...box.nat, ...box.filters.flatMap(factsOf)]) expect(text).toContain(word);
        }
      }),
    );
  });

  it('obey no name, and keep each to its line', () => {
    fc.assert(
      fc.property(hostileTopology, anyLanguage, (topology, language) => {
        for (const sentence of drawSentences(topology, language)) {
          // oxlint-disable-next-line no-control-regex -- that is what they must not have
          expect(sentence).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
          expect(sentence).toMatch(/[.。]$/);
        }
      }),
    );
  });
});
