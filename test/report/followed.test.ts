import { expect, it } from 'vitest';
import { readEvent } from '../../src/engine/read-events.js';
import { runDocuments, session } from '../engine/lab-trial.js';
import { pages, report } from './report-trial.js';

const documents = {
  'lesson.md': `# A cable\n\n${session('$ ip link add veth-a type veth peer name veth-b', '$ ip link show veth-b > /dev/null')}\n`,
  'zh.md': `# 一根网线\n\n${session('$ ip link add veth-a type veth peer name veth-b')}\n`,
};
const { events, steps } = await runDocuments(documents, { isFollowing: true });

it('a run that follows the network has changes and the network after each step', () => {
  expect(steps[0]!.changes).toMatchObject([
    { kind: 'link-added', namespace: 'host', because: null },
    { kind: 'link-added', namespace: 'host', because: 0 },
  ]);
  expect(steps[0]!.network!.namespaces[0]!.links.map(({ name }) => name)).toEqual(expect.arrayContaining(['lo', 'veth-a', 'veth-b']));
  expect(steps[1]!.changes).toEqual([]);
});

it('they survive being written and read', () => {
  for (const line of report('ndjson', events).trimEnd().split('\n')) expect(readEvent(line)).toEqual(JSON.parse(line));
});

it.each(['terminal', 'junit'])('%s tells and draws them in the language of the lesson', (name) => {
  const text = report(name, events);
  expect(text).toContain('Δ A veth pair was made on the host: veth-a and veth-b.');
  expect(text).toMatch(/▸ │ veth-a/);
  expect(text).toMatch(/Δ .*宿主机.*veth-a/);
});

it('pages show them, with a picture that needs no other file', async () => {
  const [page] = await pages(events);
  expect(page!.text).toContain('A veth pair was made on the host');
  const [, svg] = /src="data:image\/svg\+xml;base64,([^"]+)"/.exec(page!.text)!;
  expect(Buffer.from(svg!, 'base64').toString()).toContain('>veth-a</text>');
  expect(page!.text.match(/data:image/g)).toHaveLength(1);
});

it('other runs have neither', async () => {
  const other = await runDocuments({ 'lesson.md': documents['lesson.md'] });
  expect(other.steps.map(({ changes, network }) => [changes, network])).toEqual([
    [null, null],
    [null, null],
  ]);
  expect(report('terminal', other.events)).not.toContain('Δ');
});
