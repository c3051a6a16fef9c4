import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findChanges } from '../../../src/network/changes/find-changes.js';
import { drawSvg } from '../../../src/network/drawing/draw-svg.js';
import { drawText } from '../../../src/network/drawing/draw-text.js';
import { topologyOf } from '../../../src/network/drawing/topology-of.js';
import type { Topology } from '../../../src/network/topology.js';
import { readTopologyJson, topologyJson } from '../../../src/network/topology-json.js';
import { runScenario, scenarios } from '../scenario.js';
import { anyTopology, hostileTopology } from './drawable-topology.js';
import { svgToText } from './svg-to-text.js';

/** The text picture is read back into the network by its own test; an SVG that shows the same is as true. */
function expectTheSame(topology: Topology, language: 'en' | 'zh' = 'en'): void {
  expect(svgToText(drawSvg(topology, { language, columns: 110 }))).toEqual(
    drawText(topology, { columns: 110, isAscii: false, colours: false, language }),
  );
}

const all = await scenarios();

describe('an SVG picture', () => {
  for (const { name, missing } of all)
    it.skipIf(missing !== undefined)(
      `shows what the text shows after each step of ${name}${missing === undefined ? '' : ` (needs ${missing})`}`,
      async () => {
        for (const { before, after } of await runScenario(name)) {
          const topology = topologyOf(after, findChanges(before, after));
          expectTheSame(topology);
          expect(readTopologyJson(topologyJson(topology))).toEqual(topology);
        }
      },
    );

  it('shows what the text shows of any network', () => {
    fc.assert(fc.property(anyTopology, fc.constantFrom('en' as const, 'zh' as const), expectTheSame), { numRuns: 200 });
  });

  it('has nothing of a hostile name but its letters', () => {
    fc.assert(
      fc.property(hostileTopology, (topology) => {
        expectTheSame(topology);
        const svg = drawSvg(topology, { language: 'en' });
        expect(svg.match(/<(?!\/?(?:svg|title|desc|style|rect|g|text|path|circle)\b)[^>]*>/g)).toBeNull();
        expect(svg).not.toMatch(/\son\w+=|href=|url\(/i);
      }),
      { numRuns: 100 },
    );
  });
});
