import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findChanges } from '../../src/network/changes/find-changes.js';
import { drawMermaid } from '../../src/network/drawing/draw-mermaid.js';
import { drawSentences } from '../../src/network/drawing/draw-sentences.js';
import { drawSvg } from '../../src/network/drawing/draw-svg.js';
import { drawText } from '../../src/network/drawing/draw-text.js';
import { readMermaid } from '../../src/network/drawing/read-mermaid.js';
import { topologyOf } from '../../src/network/drawing/topology-of.js';
import type { Topology } from '../../src/network/topology.js';
import { topologyJson } from '../../src/network/topology-json.js';
import { changesGolden } from './changes/changes-golden.js';
import { contactSheet } from './contact-sheet.js';
import { contradiction, readFacts } from './facts.js';
import { missingIn, readableText } from './shown-facts.js';
import { runScenario, scenarioFile, scenarios, type ScenarioStep } from './scenario.js';

/** What a scenario has to look like, by the file that keeps it. Pictures show what the last command has changed. */
const goldens: Readonly<Record<string, (steps: readonly ScenarioStep[]) => string>> = {
  'changes.en.txt': (steps) => changesGolden(steps, 'en'),
  'changes.zh.txt': (steps) => changesGolden(steps, 'zh'),
  'picture.txt': (steps) => textOf(steps, 80, false),
  'picture.60.txt': (steps) => textOf(steps, 60, false),
  'picture.ascii.txt': (steps) => textOf(steps, 80, true),
  'picture.en.txt': (steps) => sentences(steps, 'en'),
  'picture.zh.txt': (steps) => sentences(steps, 'zh'),
  'picture.svg': (steps) => drawSvg(ending(steps), { language: 'en' }),
  'picture.mmd': (steps) => drawMermaid(ending(steps)),
  'picture.json': (steps) => topologyJson(ending(steps)),
};

describe.each(await scenarios())('$name', ({ name, missing }) => {
  const wants = missing === undefined ? '' : ` (needs ${missing})`;

  it.skipIf(missing !== undefined)(`ends as its facts say${wants}`, async () => {
    const steps = await runScenario(name);
    const topology = ending(steps);
    const wrong = readFacts(name).flatMap((fact) => {
      const found = contradiction(fact, { snapshot: steps.at(-1)!.after, topology });
      return found === null ? [] : [{ fact: fact.text, found }];
    });
    expect(wrong).toEqual([]);
  });

  it.skipIf(missing !== undefined).each(Object.keys(goldens).filter((file) => file.startsWith('picture')))(
    `shows what its facts say in %s${wants}`,
    async (file) => {
      expect(missingIn(readableText(file, goldens[file]!(await runScenario(name))), readFacts(name))).toEqual([]);
    },
  );

  it.skipIf(missing !== undefined)(`can be read back from Mermaid${wants}`, async () => {
    const reading = readMermaid(goldens['picture.mmd']!(await runScenario(name)));
    expect(reading.unread).toEqual([]);
    expect(cablesOf(reading.wires)).toEqual(cablesOf(ending(await runScenario(name)).wires));
  });

  // What only another machine can run has no files yet; they are written there, but not in continuous integration.
  const written = Object.keys(goldens).filter((file) => process.env['CI'] === undefined || existsSync(scenarioFile(name, file)));

  it.skipIf(missing !== undefined).each(written)(`is as in %s${wants}`, async (file) => {
    await expect(withoutChance(goldens[file]!(await runScenario(name)))).toMatchFileSnapshot(scenarioFile(name, file));
  });
});

// The pages of the documentation show it, and whoever changes a picture sees all of them in it.
it('has all pictures on a contact sheet', async () => {
  await expect(contactSheet()).toMatchFileSnapshot('../../docs/pictures/contact-sheet.svg');
});

function ending(steps: readonly ScenarioStep[]): Topology {
  const { before, after } = steps.at(-1)!;
  return JSON.parse(withoutChance(JSON.stringify(topologyOf(after, findChanges(before, after))))) as Topology;
}

/** Both ends of every cable, in a fixed order. */
function cablesOf(wires: readonly { readonly kind: string | null; readonly from: object; readonly to: object }[]): string[] {
  return wires
    .filter(({ kind }) => kind === 'cable')
    .map(({ from, to }) =>
      [from, to]
        .map((end) => JSON.stringify(end))
        .toSorted()
        .join(' '),
    )
    .toSorted();
}

function sentences(steps: readonly ScenarioStep[], language: 'en' | 'zh'): string {
  return drawSentences(ending(steps), language)
    .map((sentence) => `${sentence}\n`)
    .join('');
}

function textOf(steps: readonly ScenarioStep[], columns: number, isAscii: boolean): string {
  return `${drawText(ending(steps), { columns, isAscii, language: 'en', colours: false }).join('\n')}\n`;
}

/** What Docker draws by chance: names of links and ports of its name server, of which each gets a number instead. */
function withoutChance(text: string): string {
  const numbers = new Map<string, string>();
  const number = (drawn: string): string => numbers.get(drawn) ?? numbers.set(drawn, `${numbers.size + 1}`).get(drawn)!;
  return text
    .replaceAll(/(?<![a-z\d])veth[\da-f]{7}(?![a-z\d])/g, (name) => `veth${number(name).padStart(7, '0')}`)
    .replaceAll(/(?<=127\.0\.0\.11:|--sport )\d{4,5}\b/g, (port) => number(port).padStart(5, '0'));
}
