import { NslabError } from '../../errors.js';
import type { UnreadCode } from '../../network/drawing/diagram-reading.js';
import { readMermaid } from '../../network/drawing/read-mermaid.js';
import type { DiagramExpectation, StateExpectation, Step } from '../lesson.js';
import type { MarkdownPart, PlacedSettings } from '../markdown.js';
import { stepSettings } from '../settings.js';
import { nearest } from './fact-words.js';
import { readFacts } from './read-facts.js';
import { saysNothing } from './says-nothing.js';
import type { Words } from '../../words.js';

/** What is said of the network at one place of a lesson. */
interface FoundState {
  /** How many commands stand before it. */
  readonly after: number;
  readonly state: StateExpectation;
}

/** What makes a diagram one that can't be compared as a whole. */
const unreadable: Readonly<Partial<Record<UnreadCode, Words>>> = {
  'not-a-flowchart': { en: 'expected a diagram that begins with `flowchart LR`', zh: '图应以 `flowchart LR` 开头' },
  syntax: { en: 'expected nodes, subgraphs and edges of a Mermaid flowchart', zh: '应为 Mermaid 流程图的节点、子图和边' },
  edge: { en: 'expected an edge between two links or namespaces', zh: '应为两个接口或命名空间之间的边' },
  contradiction: { en: 'which says another thing than an earlier line of the diagram', zh: '与图中前面的一行相矛盾' },
};

/** Takes what a lesson says of the network out of its parts: comments `nslab: expect …`, and diagrams behind a comment `nslab: topology`. */
export class StateReader {
  readonly found: FoundState[] = [];
  readonly #file: string;
  /** A mark whose diagram has to come next. */
  #mark: { readonly line: number; readonly isExact: boolean } | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  /**
   * Whether the part was one of these.
   * @throws {NslabError} `expectation`, `diagram`
   */
  take(part: MarkdownPart, after: number): boolean {
    // In a quotation an empty line has a mark.
    if (part.kind === 'prose' && /^[\s>]*$/.test(part.markdown)) return false;
    const mark = this.#mark;
    this.#mark = undefined;
    if (mark && !isMermaid(part)) throw this.#withoutDiagram(mark.line);
    if (part.kind === 'settings') return this.#takeComment(part, after);
    if (!isMermaid(part)) return false;
    const isExact = mark?.isExact ?? this.#markOf(part.settings)?.isExact;
    if (isExact === undefined) return false;
    this.#add(part.line, after, this.#readDiagram(part, isExact));
    return true;
  }

  end(): void {
    if (this.#mark) throw this.#withoutDiagram(this.#mark.line);
  }

  #takeComment({ settings, line, endLine }: MarkdownPart & { kind: 'settings' }, after: number): boolean {
    this.#mark = this.#markOf(settings);
    if (this.#mark) return true;
    const [opening] = /^\s*expect(?=[\s;]|$)/.exec(settings.text) ?? [];
    if (opening === undefined) {
      this.#refuseTypo(settings);
      return false;
    }
    const lines = opening.split('\n');
    const column = lines.length === 1 ? settings.column + opening.length : lines.at(-1)!.length + 1;
    const written = { text: settings.text.slice(opening.length), line: settings.line + lines.length - 1, column };
    this.#add(line, after, { kind: 'facts', line, endLine, facts: readFacts(this.#file, written) });
    return true;
  }

  /** A word that stands alone and is nearly one of ours is no setting. */
  #refuseTypo({ text, line, column }: PlacedSettings): void {
    const [, space = '', word] = /^(\s*)([\w-]+)(?=[\s;]|$)/.exec(text) ?? [];
    if (word === undefined || Object.hasOwn(stepSettings, word) || space.includes('\n')) return;
    const near = nearest(word, ['expect', 'topology']);
    if (near === undefined) return;
    throw new NslabError(
      'unknown-setting',
      { en: `unknown setting \`${word}\``, zh: `未知的设置 \`${word}\`` },
      {
        position: { file: this.#file, line, column: column + space.length },
        hint: { en: `did you mean \`${near}\`?`, zh: `是不是想写 \`${near}\`？` },
      },
    );
  }

  #markOf({ text, line, column }: PlacedSettings): { readonly line: number; readonly isExact: boolean } | undefined {
    const [, space = '', rest] = /^(\s*)topology(?=[\s=]|$)([^]*)$/.exec(text) ?? [];
    if (rest === undefined) return undefined;
    const word = rest.replace(/^=/, '').trim();
    if (word === '' || word === 'exact' || word === 'complete') return { line, isExact: word !== '' };
    throw new NslabError(
      'diagram',
      { en: `unexpected \`${word}\`, expected \`exact\` or nothing`, zh: `\`${word}\` 意外，应为 \`exact\` 或什么都不写` },
      {
        position: { file: this.#file, line, column: column + space.length },
        hint: {
          en: 'write `<!-- nslab: topology -->`, or `<!-- nslab: topology exact -->` when nothing else may be there',
          zh: '写 `<!-- nslab: topology -->`；如果不允许有别的东西，写 `<!-- nslab: topology exact -->`',
        },
      },
    );
  }

  #readDiagram({ line, endLine, text: written, textLine }: MarkdownPart & { kind: 'code' }, isExact: boolean): DiagramExpectation {
    const text = written.replaceAll(/\r\n?/g, '\n');
    const reading = readMermaid(text);
    const diagram: DiagramExpectation = { kind: 'diagram', line, endLine, text, reading, isExact };
    if (text.trim() === '') return diagram;
    const wrong = reading.unread.find(({ code }) => unreadable[code] !== undefined);
    if (wrong) {
      throw new NslabError(
        'diagram',
        {
          en: `unexpected \`${wrong.text}\` in the diagram, ${unreadable[wrong.code]!.en}`,
          zh: `图中的 \`${wrong.text}\` 意外，${unreadable[wrong.code]!.zh}`,
        },
        {
          position: { file: this.#file, line: textLine + wrong.line - 1 },
          hint: {
            en: 'docs/state.md tells what a diagram may say; without the mark it is a picture, and nothing is compared',
            zh: 'docs/state.md 说明了图里可以写什么；去掉标记它就只是一张图，不作比较',
          },
        },
      );
    }
    if (saysNothing(diagram) && reading.unread.length > 0) {
      throw new NslabError(
        'diagram',
        { en: 'the diagram says nothing of a network', zh: '这张图没有说明任何网络内容' },
        {
          position: { file: this.#file, line },
          hint: {
            en: 'give its boxes the names of namespaces and links, or have `nslab check --update` fill an empty one',
            zh: '用命名空间和接口的名字来命名方框，或让 `nslab check --update` 填写一张空图',
          },
        },
      );
    }
    return diagram;
  }

  #add(line: number, after: number, state: StateExpectation): void {
    if (after === 0) {
      throw new NslabError(
        'expectation',
        { en: 'unexpected expectation before the first command', zh: '期望意外：它在第一条命令之前' },
        {
          position: { file: this.#file, line },
          hint: { en: 'put it below the commands after which it is to hold', zh: '把它放在应使其成立的命令之后' },
        },
      );
    }
    this.found.push({ after, state });
  }

  #withoutDiagram(line: number): NslabError {
    return new NslabError(
      'diagram',
      { en: 'unexpected `topology` with no diagram right after it', zh: '`topology` 意外：后面没有紧接着一张图' },
      {
        position: { file: this.#file, line },
        hint: { en: 'put the comment above a block of code of the language `mermaid`', zh: '把注释放在语言为 `mermaid` 的代码块上方' },
      },
    );
  }
}

function isMermaid(part: MarkdownPart): part is MarkdownPart & { kind: 'code' } {
  return part.kind === 'code' && part.language?.toLowerCase() === 'mermaid';
}

/** Gives each to the nearest step before it that is run, else to the nearest. */
export function withStates(steps: readonly Step[], found: readonly FoundState[]): Step[] {
  const states = new Map<number, StateExpectation[]>();
  for (const { after, state } of found) {
    const run = steps.slice(0, after).findLastIndex(({ skip }) => skip === null);
    const index = run === -1 ? after - 1 : run;
    states.set(index, [...(states.get(index) ?? []), state]);
  }
  return steps.map((step, index) => {
    const state = states.get(index);
    return state ? { ...step, expect: { ...step.expect, state } } : step;
  });
}
