import { NslabError } from '../../errors.js';
import type { UnreadCode } from '../../network/drawing/diagram-reading.js';
import { readMermaid } from '../../network/drawing/read-mermaid.js';
import type { DiagramExpectation, StateExpectation, Step } from '../lesson.js';
import type { MarkdownPart, PlacedSettings } from '../markdown.js';
import { stepSettings } from '../settings.js';
import { nearest } from './fact-words.js';
import { readFacts } from './read-facts.js';
import { saysNothing } from './says-nothing.js';

/** What is said of the network at one place of a lesson. */
interface FoundState {
  /** How many commands stand before it. */
  readonly after: number;
  readonly state: StateExpectation;
}

/** What makes a diagram one that can't be compared as a whole. */
const unreadable: Readonly<Partial<Record<UnreadCode, string>>> = {
  'not-a-flowchart': 'expected a diagram that begins with `flowchart LR`',
  syntax: 'expected nodes, subgraphs and edges of a Mermaid flowchart',
  edge: 'expected an edge between two links or namespaces',
  contradiction: 'which says another thing than an earlier line of the diagram',
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
    throw new NslabError('unknown-setting', `unknown setting \`${word}\``, {
      position: { file: this.#file, line, column: column + space.length },
      hint: `did you mean \`${near}\`?`,
    });
  }

  #markOf({ text, line, column }: PlacedSettings): { readonly line: number; readonly isExact: boolean } | undefined {
    const [, space = '', rest] = /^(\s*)topology(?=[\s=]|$)([^]*)$/.exec(text) ?? [];
    if (rest === undefined) return undefined;
    const word = rest.replace(/^=/, '').trim();
    if (word === '' || word === 'exact' || word === 'complete') return { line, isExact: word !== '' };
    throw new NslabError('diagram', `unexpected \`${word}\`, expected \`exact\` or nothing`, {
      position: { file: this.#file, line, column: column + space.length },
      hint: 'write `<!-- nslab: topology -->`, or `<!-- nslab: topology exact -->` when nothing else may be there',
    });
  }

  #readDiagram({ line, endLine, text: written, textLine }: MarkdownPart & { kind: 'code' }, isExact: boolean): DiagramExpectation {
    const text = written.replaceAll(/\r\n?/g, '\n');
    const reading = readMermaid(text);
    const diagram: DiagramExpectation = { kind: 'diagram', line, endLine, text, reading, isExact };
    if (text.trim() === '') return diagram;
    const wrong = reading.unread.find(({ code }) => unreadable[code] !== undefined);
    if (wrong) {
      throw new NslabError('diagram', `unexpected \`${wrong.text}\` in the diagram, ${unreadable[wrong.code]}`, {
        position: { file: this.#file, line: textLine + wrong.line - 1 },
        hint: 'docs/state.md tells what a diagram may say; without the mark it is a picture, and nothing is compared',
      });
    }
    if (saysNothing(diagram) && reading.unread.length > 0) {
      throw new NslabError('diagram', 'the diagram says nothing of a network', {
        position: { file: this.#file, line },
        hint: 'give its boxes the names of namespaces and links, or have `nslab check --update` fill an empty one',
      });
    }
    return diagram;
  }

  #add(line: number, after: number, state: StateExpectation): void {
    if (after === 0) {
      throw new NslabError('expectation', 'unexpected expectation before the first command', {
        position: { file: this.#file, line },
        hint: 'put it below the commands after which it is to hold',
      });
    }
    this.found.push({ after, state });
  }

  #withoutDiagram(line: number): NslabError {
    return new NslabError('diagram', 'unexpected `topology` with no diagram right after it', {
      position: { file: this.#file, line },
      hint: 'put the comment above a block of code of the language `mermaid`',
    });
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
