import { describe, expect, it } from 'vitest';
import { NslabError } from '../../src/errors.js';
import type { StateExpectation } from '../../src/lesson/lesson.js';
import { parseLesson } from '../../src/lesson/parse-lesson.js';
import { factKinds } from '../../src/lesson/state/fact-kinds.js';

const step = '```console\n$ ip netns add ns1\n```\n';

function parse(text: string): { readonly command: string; readonly state: readonly StateExpectation[] }[] {
  return parseLesson('lesson.md', text).steps.map(({ command, expect: { state } }) => ({ command, state }));
}

/** The facts of each step, as they are written, with their lines. */
function facts(text: string): string[][] {
  return parse(text).map(({ state }) =>
    state.flatMap((one) => (one.kind === 'facts' ? one.facts.map((fact) => `${fact.line} ${fact.text}`) : [])),
  );
}

function errorOf(text: string): string {
  try {
    parseLesson('lesson.md', text);
  } catch (error) {
    if (!(error instanceof NslabError)) throw error;
    const { position, code, message, hint } = error;
    return `${position!.line}:${position!.column ?? ''} ${code}: ${message} | ${hint}`;
  }
  return 'no error';
}

describe('facts in comments', () => {
  it('are read with `;` and line ends between them, in HTML and in MDX', () => {
    expect(facts(`${step}\n<!-- nslab: expect namespace ns1; no namespace ns2 -->\n`)).toEqual([['5 namespace ns1', '5 no namespace ns2']]);
    expect(facts(`${step}\n<!-- nslab:\n  expect\n  link ns1/lo   down\n\n  namespace ns1;\n-->\n`)).toEqual([
      ['7 link ns1/lo down', '9 namespace ns1'],
    ]);
    expect(facts(`${step}\n{/* nslab: expect namespace ns1\nnamespace host */}\n`)).toEqual([['5 namespace ns1', '6 namespace host']]);
  });

  it('stand in lists and quotations as settings do', () => {
    const inList = '1. Make it\n\n   ```console\n   $ ip netns add ns1\n   ```\n\n   <!-- nslab: expect\n   namespace ns1\n   -->\n';
    expect(facts(inList)).toEqual([['8 namespace ns1']]);
    const inQuote = '> ```console\n> $ ip netns add ns1\n> ```\n>\n> <!-- nslab: expect namespace ns1\n> namespace host -->\n';
    expect(facts(inQuote)).toEqual([['5 namespace ns1', '6 namespace host']]);
  });

  it('belong to the nearest step before them that is run', () => {
    const text = [
      step,
      '<!-- nslab: skip="not here" -->',
      '```console\n$ ip netns add ns2\n```',
      '<!-- nslab: expect namespace ns1 -->',
      'Some text.',
      '<!-- nslab: exit=1 -->',
      '<!-- nslab: expect namespace host -->',
      '```console\n$ false\n$ true\n```',
      '<!-- nslab: expect no namespace ns2 -->',
    ].join('\n\n');
    expect(parse(text).map(({ command, state }) => [command, state.length])).toEqual([
      ['ip netns add ns1', 2],
      ['ip netns add ns2', 0],
      ['false', 0],
      ['true', 1],
    ]);
    expect(parseLesson('lesson.md', text).steps[2]!.expect.exit).toEqual([1]);
  });

  it.each(Object.entries(factKinds))('have an example that is read: %s', (kind, { example }) => {
    const { state } = parse(`${step}\n<!-- nslab: expect ${example}; no ${example} -->\n`)[0]!;
    expect(state[0]).toMatchObject({
      kind: 'facts',
      facts: [
        { kind, isNegated: false },
        { kind, isNegated: true },
      ],
    });
  });

  it.each([
    [
      'expect',
      '5:19 expectation: unexpected end of the comment, expected a fact | for example `<!-- nslab: expect link ns1/veth-a up 10.0.0.1/24 -->`',
    ],
    [
      'expect link ns1/veth-a upp',
      '5:36 expectation: unexpected `upp`, expected up, down, carrier, no-carrier, type, mtu, mac or an IP address | did you mean `up`? for example `link ns1/veth-a up 10.0.0.1/24`',
    ],
    [
      'expect lnk ns1/veth-a',
      '5:20 expectation: unexpected `lnk`, expected namespace, link, peer, master, address, route, neighbour, sysctl, rule, reach, refuse or process | did you mean `link`? for example `link ns1/veth-a up 10.0.0.1/24`',
    ],
    [
      'expect namespace ns1;\n no rout ns1 default',
      '6:5 expectation: unexpected `rout`, expected namespace, link, peer, master, address, route, neighbour, sysctl, rule, reach, refuse or process | did you mean `route`? for example `route ns1 default via 10.0.0.254`',
    ],
    [
      'expect link veth-a',
      '5:25 expectation: unexpected `veth-a`, expected a link with its namespace, such as ns1/veth-a or host/br0 | for example `link ns1/veth-a up 10.0.0.1/24`',
    ],
    [
      'expect route ns1',
      '5:26 expectation: unexpected end after `ns1`, expected default or a prefix, such as 10.0.0.0/24 | for example `route ns1 default via 10.0.0.254`',
    ],
    [
      'expect route ns1 default via 10.0.0.300',
      '5:42 expectation: unexpected `10.0.0.300`, expected the address of a gateway | for example `route ns1 default via 10.0.0.254`',
    ],
    [
      'expect route ns1 default via 10.0.0.1 via 10.0.0.2',
      '5:51 expectation: unexpected second `via`, expected it once | for example `route ns1 default via 10.0.0.254`',
    ],
    ['expect reach ns1 10.0.0.2', '5:30 expectation: unexpected `10.0.0.2`, expected `to` | for example `reach ns1 to 10.0.0.2`'],
    ['expect namespace ns1 ns2', '5:34 expectation: unexpected `ns2`, expected nothing more | for example `namespace ns1`'],
    [
      'expect rule ns1',
      '5:25 expectation: unexpected end after `ns1`, expected what it selects, such as from 10.0.0.0/24 | for example `rule ns1 from 10.0.0.0/24 table 100`',
    ],
    ['expect=1', '5:13 unknown-setting: unknown setting `expect` | did you mean `exit`?'],
    ['topologie', '5:13 unknown-setting: unknown setting `topologie` | did you mean `topology`?'],
  ])('tell what is wrong: %s', (comment, message) => {
    expect(errorOf(`${step}\n<!-- nslab: ${comment} -->\n`)).toBe(message);
  });

  it('can not stand before the first command', () => {
    expect(errorOf(`<!-- nslab: expect namespace host -->\n\n${step}`)).toBe(
      '1: expectation: unexpected expectation before the first command | put it below the commands after which it is to hold',
    );
  });
});

describe('marked diagrams', () => {
  const fenced = (text: string, more = ''): string => `\`\`\`mermaid${more}\n${text}\n\`\`\`\n`;
  const mark = '<!-- nslab: topology -->\n\n';
  const cable = 'flowchart LR\n  subgraph ns1\n    a[veth-a]\n  end\n  a --- veth-b';

  it('are expectations, and others are pictures', () => {
    const text = [
      step,
      fenced(cable),
      mark + fenced(cable),
      fenced(cable, ' nslab.topology=exact'),
      '<!-- nslab: topology complete -->',
      fenced(cable),
    ];
    const { state } = parse(text.join('\n'))[0]!;
    expect(state.map((one) => one.kind === 'diagram' && [one.line, one.endLine, one.isExact])).toEqual([
      [15, 21, false],
      [23, 29, true],
      [32, 38, true],
    ]);
    expect(parseLesson('lesson.md', text.join('\n')).ignored).toMatchObject([{ line: 6, code: 'not-shell' }]);
  });

  it('stand in lists and quotations', () => {
    const quoted = (step + mark + fenced(cable)).replaceAll(/^/gm, '> ');
    expect(parse(quoted)).toMatchObject([{ state: [{ kind: 'diagram', reading: { boxes: [{ name: 'ns1' }] } }] }]);
  });

  it.each([
    ['<!-- nslab: topology -->\n\nSome text.\n', '5: diagram: unexpected `topology` with no diagram right after it'],
    ['<!-- nslab: topology -->\n', '5: diagram: unexpected `topology` with no diagram right after it'],
    ['<!-- nslab: topology exactly -->\n', '5:13 diagram: unexpected `exactly`, expected `exact` or nothing'],
    [
      mark + fenced('sequenceDiagram\n  a->>b: hello'),
      '8: diagram: unexpected `sequenceDiagram` in the diagram, expected a diagram that begins with `flowchart LR`',
    ],
    [
      mark + fenced('flowchart LR\n  a --- b\n  a ==- [['),
      '10: diagram: unexpected `a ==- [[` in the diagram, expected nodes, subgraphs and edges of a Mermaid flowchart',
    ],
  ])('that can not be read are errors with their line: %s', (text, message) => {
    expect(errorOf(`${step}\n${text}`)).toContain(message);
  });
});
