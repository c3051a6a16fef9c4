import { beforeAll, describe, expect, it } from 'vitest';
import { readEvent } from '../../src/engine/read-events.js';
import { createLab } from '../../src/lab/create-lab.js';
import { readMermaid } from '../../src/network/drawing/read-mermaid.js';
import { topologyOf } from '../../src/network/drawing/topology-of.js';
import { Reader } from '../../src/network/reader.js';
import type { Snapshot } from '../../src/network/snapshot.js';
import { takeSnapshot } from '../../src/network/take-snapshot.js';
import { checkDiagram } from '../../src/verify/state/check-diagram.js';
import { isAgreement } from '../../src/verify/state/finding.js';
import { topologyOfReading } from '../../src/verify/state/pictures.js';
import { redrawDiagram } from '../../src/verify/state/redraw-diagram.js';
import { runDocument, session } from './lab-trial.js';

/** Two namespaces with a cable, and a third one behind a bridge. */
const commands = [
  'ip netns add ns1',
  'ip netns add ns2',
  'ip netns add ns3',
  'ip link add veth-a netns ns1 type veth peer name veth-b netns ns2',
  'ip -n ns1 addr add 10.0.0.1/24 dev veth-a',
  'ip -n ns2 addr add 10.0.0.2/24 dev veth-b',
  'ip -n ns1 link set veth-a up',
  'ip -n ns2 link set veth-b up',
  'ip -n ns1 route add default via 10.0.0.2',
  'ip netns exec ns2 sysctl -q net.ipv4.ip_forward=1',
  'ip link add br0 type bridge',
  'ip link add eth0 netns ns3 type veth peer name port3',
  'ip link set port3 master br0',
];

let snapshot: Snapshot;

beforeAll(async () => {
  const lab = await createLab();
  const reader = new Reader(lab.pid);
  try {
    const terminal = await lab.openTerminal();
    for (const command of commands) expect(await terminal.run(command, { timeoutMs: 10_000 })).toMatchObject({ exitCode: 0 });
    snapshot = await takeSnapshot(reader);
  } finally {
    await reader.end();
    await lab.destroy();
  }
});

function differences(text: string, isExact = false): string[] {
  const { missing, different, unexpected } = checkDiagram(readMermaid(text), isExact, snapshot, topologyOf(snapshot));
  return [...missing.map((what) => `- ${what}`), ...different.map((what) => `≠ ${what}`), ...unexpected.map((what) => `+ ${what}`)];
}

/** A flowchart of these lines. */
function chart(...lines: string[]): string {
  return ['flowchart LR', ...lines].join('\n');
}

const inNs1 = (label: string): string => `subgraph ns1\n a["${label}"]\nend`;
const inNs2 = (label: string): string => `subgraph ns2\n b["${label}"]\nend`;
const wholeNetwork = chart(
  inNs1('veth-a<br/>10.0.0.1/24'),
  inNs2('veth-b<br/>10.0.0.2/24'),
  'subgraph ns3\n c[eth0]\nend',
  'subgraph host\n br0\n port3\nend',
  'a --- b',
  'c --- port3',
  'port3 --- br0',
);

describe('a diagram is compared with the network', () => {
  it.each([
    ['a part of it', chart(inNs1('veth-a'))],
    ['states, kinds and addresses', chart(inNs1('veth-a<br/>veth, up<br/>10.0.0.1/24'), inNs2('veth-b<br/>10.0.0.2'), 'a --- b')],
    ['namespaces as nodes', chart('ns1 --- ns2')],
    ['a cable to a bridge, without its port', chart('ns3 --- br0')],
    ['a port and its bridge', chart('subgraph host\n port3 --- br0\nend')],
    ['links that are somewhere', chart('veth-a --- veth-b')],
    [
      'routes and forwarding',
      chart(inNs1('veth-a').replace('end', ' n>"default via 10.0.0.2"]\nend'), inNs2('veth-b').replace('end', ' m>"forwards IPv4"]\nend')),
    ],
    ['words for readers', chart('subgraph ns1\n a["veth-a<br/>the left end"]\nend')],
  ])('and agrees: %s', (_, text) => {
    expect(differences(text)).toEqual([]);
  });

  it.each([
    ['a namespace that is not there', chart('subgraph ns9\n x[eth0]\nend'), ['- namespace ns9']],
    ['a link in another namespace', chart('subgraph ns3\n a[veth-a]\nend'), ['- link ns3/veth-a (there is ns1/veth-a)']],
    ['a node that is nothing', chart('nothing'), ['- a namespace or link nothing']],
    ['an address', chart(inNs1('veth-a<br/>10.0.0.1/16')), ['- address 10.0.0.1/16 on ns1/veth-a (it has 10.0.0.1/24)']],
    ['a state', chart(inNs1('veth-a<br/>down')), ['≠ ns1/veth-a is up, not down']],
    ['a kind', chart(inNs1('veth-a<br/>bridge')), ['≠ ns1/veth-a is a veth, not a bridge']],
    [
      'a cable',
      chart(inNs1('veth-a'), 'subgraph ns3\n c[eth0]\nend', 'a --- c'),
      ['- connection between ns1/veth-a and ns3/eth0 (the other end of ns1/veth-a is ns2/veth-b)'],
    ],
    ['namespaces that are not connected', chart('ns1 --- ns3'), ['- connection between ns1 and ns3 (the other end of ns1 is ns2/veth-b)']],
    [
      'a route',
      chart(inNs1('veth-a').replace('end', ' n>"default via 10.0.0.9"]\nend')),
      ['- route default via 10.0.0.9 in ns1 (it goes via 10.0.0.2 dev veth-a)'],
    ],
    ['forwarding', chart(inNs1('veth-a').replace('end', ' n>"forwards IPv4"]\nend')), ['≠ ns1 does not forward IPv4']],
  ])('and differs: %s', (_, text, expected) => {
    expect(differences(text)).toEqual(expected);
  });

  it('as a whole, when it is marked as exact', () => {
    expect(differences(wholeNetwork, true)).toEqual([]);
    expect(differences(chart(inNs1('veth-a'), inNs2('veth-b<br/>10.0.0.2'), 'a --- b'), true)).toEqual([
      '+ link host/br0',
      '+ link host/port3',
      '+ address 10.0.0.1/24 on ns1/veth-a',
      '+ namespace ns3',
    ]);
  });
});

describe('a diagram that is not true is drawn anew', () => {
  const redraw = (text: string, isExact = false): string | undefined => {
    return redrawDiagram({ text, reading: readMermaid(text), isExact }, snapshot, topologyOf(snapshot));
  };

  it('where a word is wrong, by that word', () => {
    const wrong = chart(
      '%% mine',
      inNs1('veth-a<br/>state down, 10.0.0.1/16'),
      inNs2('veth-b<br/>10.9.9.9'),
      'a -- the cable --- b',
      'style a fill:#fff',
    );
    expect(redraw(wrong)).toBe(wrong.replace('down', 'up').replace('10.0.0.1/16', '10.0.0.1/24').replace('10.9.9.9', '10.0.0.2'));
  });

  it('else as the same part of the network, in its direction and with its ids', () => {
    const redrawn = redraw(
      'graph TD\n  subgraph two[ns2]\n    right[veth-b]\n  end\n  subgraph one[ns1]\n    left[old-name]\n  end\n  right --- left',
    )!;
    expect(redrawn.split('\n')).toEqual([
      'flowchart TD',
      '  subgraph two["ns2"]',
      '    right["veth-b<br/>veth, up<br/>10.0.0.2/24"]',
      '  end',
      '  subgraph one["ns1"]',
      '    ns1_veth_a["veth-a<br/>veth, up<br/>10.0.0.1/24"]',
      '  end',
      '  ns1_veth_a --- right',
    ]);
  });

  it('with a line to the bridge for a cable to a port that the author has left out', () => {
    const redrawn = redraw(chart('subgraph ns3\n c[eth0]\n old\nend', 'd["br0 bridge"]', 'c --- d'))!;
    expect(redrawn.split('\n')).toEqual([
      'flowchart LR',
      '  subgraph ns3["ns3"]',
      '    c["eth0<br/>veth, down"]',
      '  end',
      '  subgraph host["host"]',
      '    d{{"br0<br/>bridge, down"}}',
      '  end',
      '  d ---|cable| c',
    ]);
  });

  it('as the whole network, when it is empty', () => {
    const redrawn = redraw('')!;
    expect(redrawn).toContain('ns3');
    expect(isAgreement(checkDiagram(readMermaid(redrawn), true, snapshot, topologyOf(snapshot)))).toBe(true);
    expect(redraw('flowchart TB\n')).toMatch(/^flowchart TB\n/);
  });

  it('and left when nothing of it is there', () => {
    expect(redraw(chart('subgraph ns9\n x\nend'))).toBe(undefined);
  });

  it('as often as one likes', () => {
    for (const text of [wholeNetwork, redraw('')!]) {
      expect(differences(text, true)).toEqual([]);
      expect(differences(redraw(text, true)!, true)).toEqual([]);
    }
  });
});

describe('a diagram by itself', () => {
  it('has what stands outside of namespaces in the host, where it can only be a link', () => {
    const drawn = topologyOfReading(
      readMermaid(chart(inNs1('veth-a'), 'd["br0 bridge"]', 'e["eth0<br/>10.0.0.9/24"]', 'a --- d', 'e --- ns2')),
    );
    const boxes = drawn.boxes.map(({ name, links }) => [name, links.map((link) => link.name)]);
    expect(Object.fromEntries(boxes)).toEqual({ ns1: ['veth-a'], host: ['br0', 'eth0'], ns2: ['?'] });
  });
});

describe('a step with a diagram', () => {
  const diagram = [
    '<!-- nslab: topology -->',
    '',
    '```mermaid',
    'flowchart LR',
    '  subgraph ns1',
    '    lo["lo<br/>up"]',
    '  end',
    '```',
  ].join('\n');

  it('fails when the network is another one, with both pictures', async () => {
    const { steps } = await runDocument(session('$ ip netns add ns1'), diagram);
    const told = JSON.stringify(steps[0]);
    expect(readEvent(told)).toEqual(steps[0]);
    expect(readEvent(told.replace('"isChanged":true', '"isChanged":1'))).toHaveProperty('problem');
    expect(steps[0]).toMatchObject({
      verdict: 'fail',
      reason: { code: 'state-different', text: 'the network is not as the lesson says: ns1/lo is down, not up' },
      expectations: [
        { kind: 'exit', ok: true },
        {
          kind: 'state',
          ok: false,
          line: 6,
          subject: 'diagram',
          pictures: {
            expected: { boxes: [{ name: 'ns1', links: [{ name: 'lo', state: 'up', isChanged: true }] }] },
            real: { boxes: [{ name: 'ns1', links: [{ name: 'lo', state: 'down', isChanged: true }] }] },
          },
        },
      ],
    });
  });

  it('passes when it is so in the end', async () => {
    const { steps } = await runDocument(session('$ ip netns add ns1', '$ (sleep 0.5; ip -n ns1 link set lo up) &'), diagram);
    expect(steps.map(({ verdict }) => verdict)).toEqual(['pass', 'pass']);
  });

  it('is an error as long as the diagram is empty', async () => {
    const { end, events } = await runDocument(session('$ true'), '<!-- nslab: topology -->', '```mermaid', '```');
    expect(end.errors).toBe(1);
    expect(events.find((event) => event.type === 'lesson:end')).toMatchObject({ error: { code: 'diagram', position: 'lesson.md:5' } });
  });
});
