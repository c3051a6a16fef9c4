import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DiagramCard, DiagramEnd, DiagramReading } from '../../../src/network/drawing/diagram-reading.js';
import { readMermaid } from '../../../src/network/drawing/read-mermaid.js';

/** What was read, a thing a line. */
function said({ boxes, loose, wires, unread }: DiagramReading): string {
  const card = ({ name, kind, state, addresses, master, note }: DiagramCard): string =>
    [name, kind, state, ...addresses, master && `port of ${master}`, note && `(${note})`]
      .filter((word) => word !== null && word !== '')
      .join(' ');
  const end = (place: DiagramEnd): string => `${place.box ?? '?'}/${place.card ?? '?'}`;
  return [
    ...boxes.flatMap((box) => [
      [box.name, box.kind && `(${box.kind})`, ...box.addresses].filter((word) => word !== null).join(' '),
      ...box.links.map((link) => `  ${card(link)}`),
      ...box.routes.map(
        ({ type, destination, via, device, table }) =>
          `  route ${[type, destination, via, device, table].filter((word) => word !== null).join(' ')}`,
      ),
      ...box.forwards.map((family) => `  forwards ${family}`),
      ...box.nat.map((text) => `  nat ${text}`),
      ...box.filters.map((text) => `  filter ${text}`),
    ]),
    ...loose.map((link) => `loose ${card(link)}`),
    ...wires.map(({ kind, from, to }) => `${end(from)} ${kind ?? 'connected'} ${end(to)}`),
    ...unread.map(({ line, code, text }) => `${line} ${code}: ${text}`),
  ].join('\n');
}

describe('a diagram that people have drawn', () => {
  it('is read: subgraphs and nodes', () => {
    expect(
      said(
        readMermaid(`graph LR
  subgraph ns1
    A[veth-a<br/>10.0.0.1/24]
  end
  subgraph ns2
    B[veth-b<br>10.0.0.2/24]
  end
  A --- B`),
      ),
    ).toMatchInlineSnapshot(`
      "ns1
        veth-a 10.0.0.1/24
      ns2
        veth-b 10.0.0.2/24
      ns1/veth-a connected ns2/veth-b"
    `);
  });

  it('is read: namespaces that are nodes', () => {
    expect(
      said(
        readMermaid(`graph TD
    host((Host)) --- br0[br0 bridge 10.0.0.254/24]
    br0 --> ns1[ns1: 10.0.0.1]
    br0 --> ns2[netns ns2]`),
      ),
    ).toMatchInlineSnapshot(`
      "host (host)
      ns2 (namespace)
      loose br0 bridge 10.0.0.254/24
      loose ns1 10.0.0.1
      host/? connected ?/br0
      ?/br0 connected ?/ns1
      ?/br0 connected ns2/?"
    `);
  });

  it('is read: titles with words, ports, labels of edges', () => {
    expect(
      said(
        readMermaid(`flowchart TB
  subgraph Host["Host (default netns)"]
    direction LR
    br0[["br0 (bridge)<br/>10.0.0.254/24"]]
    veth1 --- br0
    veth2 --- br0
  end
  subgraph n1["Namespace: ns1"]
    e1["eth0<br/>10.0.0.1/24 (up)"]
  end
  subgraph n2["Namespace: ns2"]
    e2["eth0<br/>IP: 10.0.0.2/24"]
  end
  veth1 <-- veth pair --> e1
  veth2 <-- "veth pair" --> e2
  style Host fill:#eee,stroke:#333
  classDef red fill:#f00;
  class e1 red`),
      ),
    ).toMatchInlineSnapshot(`
      "host (host)
        br0 bridge 10.0.0.254/24
        veth1 port of br0
        veth2 port of br0
      ns1 (namespace)
        eth0 up 10.0.0.1/24
      ns2 (namespace)
        eth0 10.0.0.2/24
      host/veth1 cable ns1/eth0
      host/veth2 cable ns2/eth0"
    `);
  });

  it('is read: Chinese words', () => {
    expect(
      said(
        readMermaid(`graph LR
  subgraph 宿主机
    veth-host["veth-host 10.0.0.254/24"]
    subgraph 命名空间 ns1
      veth-ns["veth-ns<br/>10.0.0.1/24<br/>默认路由 10.0.0.254"]
    end
  end
  veth-host -.-|虚拟网线| veth-ns`),
      ),
    ).toMatchInlineSnapshot(`
      "host (host)
        veth-host 10.0.0.254/24
      ns1 (namespace)
        veth-ns 10.0.0.1/24
        route default 10.0.0.254
      host/veth-host cable ns1/veth-ns"
    `);
  });

  it('is read: namespaces in the labels of nodes', () => {
    expect(
      said(
        readMermaid(`flowchart LR
 ns1/veth-a --- ns2/veth-b`),
      ),
    ).toMatchInlineSnapshot(`
      "ns1
        veth-a
      ns2
        veth-b
      ns1/veth-a connected ns2/veth-b"
    `);
  });

  it('is read: frames, Markdown, groups', () => {
    expect(
      said(
        readMermaid(`flowchart LR
  subgraph Lab
    subgraph ns1
      v1["\`**veth1**
      10.1.1.1/24\`"]
    end
    subgraph ns2
      v2
    end
  end
  v1 & v2 --- br0{{br0}}
  v1 --> Internet((Internet))`),
      ),
    ).toMatchInlineSnapshot(`
      "ns1
        veth1 10.1.1.1/24
      ns2
        v2
      loose br0
      loose Internet
      ns1/veth1 connected ?/br0
      ns2/v2 connected ?/br0
      ns1/veth1 connected ?/Internet
      2 frame: Lab"
    `);
  });

  it('is read: bridges that hold their ports, notes, edges that say nothing', () => {
    expect(
      said(
        readMermaid(`graph LR
  subgraph router [Router namespace]
    r1(r-left 10.1.0.1/24)
    r2(r-right 10.2.0.1/24)
    fwd>ip_forward=1]
  end
  subgraph host
    subgraph br0 [bridge br0]
      p1[veth1]
      p2[veth2]
    end
  end
  note["NAT: masquerade"] -.- r2
  r1 --- r1
  r1 ---- p1 --> p2`),
      ),
    ).toMatchInlineSnapshot(`
      "Router (namespace)
        r-left 10.1.0.1/24
        r-right 10.2.0.1/24
        forwards IPv4
        nat masquerade
      host (host)
        br0 bridge
        veth1 port of br0
        veth2 port of br0
      Router/r-left connected host/veth1
      host/veth1 connected host/veth2
      14 edge: r1 r1"
    `);
  });

  it('is read: another diagram', () => {
    expect(
      said(
        readMermaid(`sequenceDiagram
  a->>b: hi`),
      ),
    ).toMatchInlineSnapshot(`"1 not-a-flowchart: sequenceDiagram"`);
  });

  it('is read: what is broken', () => {
    expect(
      said(
        readMermaid(`graph LR
  A[eth0 mtu 1450, MAC 02:00:00:00:00:01]
  subgraph ns1
    B[eth0 UP] & C[eth1 DOWN]
    B --- A[`),
      ),
    ).toMatchInlineSnapshot(`
      "ns1
        eth0 up
        eth1 down
      loose eth0
      2 words: mtu 1450 MAC 02:00:00:00:00:01
      5 syntax: B --- A[
      5 syntax: subgraph without end"
    `);
  });

  it('is read: what tools print', () => {
    expect(
      said(
        readMermaid(`flowchart LR
  subgraph web["container web"]
    eth0@{ shape: rounded, label: "eth0@if7\n172.17.0.2/16" }
  end
  docker0["docker0<br/>bridge<br/>172.17.0.1/16"]
  veth1a2b["vethe1a2b<br/>master docker0"] --- eth0
  eth0 -- mac0 --- docker0`),
      ),
    ).toMatchInlineSnapshot(`
      "web (container)
        eth0 172.17.0.2/16
      loose docker0 bridge 172.17.0.1/16
      loose vethe1a2b port of docker0
      ?/vethe1a2b connected web/eth0
      web/eth0 connected ?/docker0
      8 words: mac0"
    `);
  });

  it('is read: titles with more than a name', () => {
    expect(
      said(
        readMermaid(`flowchart LR
  subgraph ns1["🖥 ns1"]
    a["lo 127.0.0.1/8"]
  end
  subgraph ns2["ns2 – the client"]
  end
  subgraph "Network Namespace ns3 (10.0.0.3/24)"
  end
  subgraph d["ns4<br/>192.168.1.4/24"]
  end`),
      ),
    ).toMatchInlineSnapshot(`
      "ns1
        lo loopback 127.0.0.1/8
      ns2
      ns3 (namespace) 10.0.0.3/24
      ns4 192.168.1.4/24
      5 words: the client"
    `);
  });

  it.each([
    ['---', 'a --- b'],
    ['-->', 'a --> b'],
    ['-.-', 'a -.- b'],
    ['==>', 'a ==> b'],
    ['<-->', 'a <--> b'],
    ['o--o', 'a o--o b'],
    ['x--x', 'a x--x b'],
    ['-----', 'a ----- b'],
    ['-..->', 'a -..-> b'],
    ['===', 'a === b'],
    ['<-.->', 'a <-.-> b'],
    ['a label between', 'a -- cable --- b'],
    ['a quoted label', 'a -- "veth pair" --> b'],
    ['a dotted label', 'a -. cable .-> b'],
    ['a thick label', 'a == cable ==> b'],
    ['a label behind', 'a ---|cable| b'],
    ['no blanks', 'a---b'],
    ['a class', 'a:::one --- b:::two'],
    ['semicolons', 'a; b; a --- b;'],
    ['a new line', 'a\n  --- b'],
    ['an edge with a name', 'a e1@--> b'],
    ['a comment', '%% a --- c\na --- b'],
    ['a direction', 'direction LR\na --- b'],
    ['a click', 'click a "https://example.com/;b --- c" "tip"\na --- b'],
    ['styles', 'a --- b\nstyle a fill:#fff\nlinkStyle default stroke:red\nclassDef x fill:red;\nclass a,b x'],
    ['a title for readers', 'accTitle: a --- c\naccDescr { a --- d }\na --- b'],
  ])('has wires in all forms: %s', (_, text) => {
    for (const heading of ['graph LR', 'flowchart TD', 'graph TB;', 'flowchart']) {
      const { wires, loose, unread } = readMermaid(`${heading}\n${text}\n`);
      expect([wires.length, loose.map(({ name }) => name), unread]).toEqual([1, ['a', 'b'], []]);
    }
  });

  it.each([
    'a[eth0]',
    'a(eth0)',
    'a([eth0])',
    'a[[eth0]]',
    'a[(eth0)]',
    'a((eth0))',
    'a>eth0]',
    'a{eth0}',
    'a{{eth0}}',
    'a[/eth0/]',
    'a[\\eth0\\]',
    'a[/eth0\\]',
    'a(((eth0)))',
    'a["eth0"]',
    'a[ "eth0" ]',
    'a["`eth0`"]',
    'a["`**eth0**`"]',
    'a["<b>eth0</b>"]',
    'a["eth#48;"]',
    'a@{ shape: rect, label: "eth0" }',
    'a["fa:fa-plug eth0"]',
    'a["eth0 10.0.0.1/24"]',
    'a["eth0<br/>10.0.0.1/24"]',
    'a["eth0\n10.0.0.1/24"]',
    'a[eth0: 10.0.0.1/24]',
    'a[interface eth0]',
    'a["eth0@if7"]',
    'a["网卡 eth0"]',
    'eth0',
    'eth0["10.0.0.1/24"]',
  ])('has nodes in all shapes: %s', (text) => {
    const { loose, unread } = readMermaid(`graph LR\n  ${text}\n`);
    expect([loose.map(({ name }) => name), unread]).toEqual([['eth0'], []]);
  });

  it.each([
    'ns1',
    'ns1[ns1]',
    'n["ns1"]',
    '"ns1"',
    'n [ns1]',
    'n[namespace ns1]',
    'n["ns1 (namespace)"]',
    'n["Network Namespace: ns1"]',
    'netns ns1',
    '命名空间 ns1',
    'n[网络命名空间ns1]',
    'n["ns1（命名空间）"]',
    'n["ns1<br/>default via 10.0.0.1"]',
    'n["ns1 10.0.0.2/24"]',
    'n["`**ns1**`"]',
    'n["🖥️ ns1"]',
  ])('has namespaces in all forms: %s', (title) => {
    const { boxes, loose, unread } = readMermaid(`graph LR\n  subgraph ${title}\n    eth0\n  end\n`);
    expect([boxes.map(({ name, links }) => [name, links.length]), loose, unread]).toEqual([[['ns1', 1]], [], []]);
  });

  it.each([
    'host',
    'Host',
    'h[the host]',
    'h["Host (default namespace)"]',
    'root namespace',
    'default netns',
    '宿主机',
    'h["宿主机（默认命名空间）"]',
    'h[主机]',
    'Linux host',
  ])('has the host in all forms: %s', (title) => {
    const { boxes, unread } = readMermaid(`graph LR\n  subgraph ${title}\n    eth0\n  end\n`);
    expect([boxes.map(({ name, kind }) => [name, kind]), unread]).toEqual([[['host', 'host']], []]);
  });
});

describe('any text', () => {
  it('is read without an error, and what was not read is told with its line', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'subgraph ',
        'end',
        '\n',
        ' --- ',
        '-->',
        '[',
        ']',
        '(',
        ')',
        '"',
        '{{',
        '}}',
        '|',
        '&',
        ';',
        'a',
        'ns1',
        ':::',
        '@{',
        '%%',
        '`',
        '<br/>',
        '10.0.0.1/24',
        '#35;',
        '-',
        '.',
        '=',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = `graph LR\n${pieces.join('')}`;
        const { unread } = readMermaid(text);
        for (const { line } of unread) {
          expect(line).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(text.split(/\r\n?|\n/).length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    'a[',
    'a["',
    '(((',
    'a --',
    'a -- b ',
    'a & ',
    '%%{',
    '---\n',
    'subgraph x[',
    'a@{',
    '-',
    '=',
    '.',
    '<',
    'a:::',
    '#',
    '`*',
    'accDescr {',
    'a---|',
    ' ',
    '\n',
    'x ',
  ])('is read in time that grows with its length: %s', (piece) => {
    const text = `graph LR\n${piece.repeat(20_000 / piece.length)}`;
    const before = performance.now();
    readMermaid(text);
    readMermaid(`graph LR\na["${piece.replaceAll('"', '').repeat(20_000 / piece.length)}"]`);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
