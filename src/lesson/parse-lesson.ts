import path from 'node:path';
import { NslabError } from '../errors.js';
import { readFrontMatter, type FrontMatter } from './front-matter.js';
import { commandCertainty } from './known/command-certainty.js';
import { looksLikeOutput } from './known/output-shapes.js';
import type { IgnoredLines, Lesson, LessonNode, Step } from './lesson.js';
import { readMarkdown, type MarkdownPart, type PlainText } from './markdown.js';
import type { BlockContent, WrittenCommand } from './block-content.js';
import { readBlock } from './read-block.js';
import { readPlainText } from './read-plain-text.js';
import { StateReader, withStates } from './state/state-reader.js';
import { readStepSettings } from './step-settings.js';
import type { BlockReading, StepSettings } from './settings.js';
import { toSteps, type Draft } from './to-steps.js';

const defaultLessonTimeoutMs = 900_000;

/** What is known of a lesson from outside of its file. */
export interface ParseOptions {
  /** Values for placeholders, by name; they go before those of the front matter. */
  readonly values?: Readonly<Record<string, string>>;
  /** Settings for what the front matter leaves open. */
  readonly defaults?: Pick<FrontMatter, 'timeoutMs' | 'lessonTimeoutMs' | 'output'>;
  /** The lessons that it continues, first one first. */
  readonly before?: readonly Lesson[];
}

/**
 * Reads a Markdown document as a lesson. Any tutorial is one; nothing in it has to be written for nslab.
 * @throws {NslabError} `front-matter`, `unclosed-fence`, `unknown-setting`, `setting-value`, `expectation` or `diagram`, with line and column.
 */
export function parseLesson(file: string, text: string, options: ParseOptions = {}): Lesson {
  const parts = readMarkdown(file, text);
  const matter = parts.find((part) => part.kind === 'front-matter');
  const settings: FrontMatter = { ...options.defaults, ...(matter && readFrontMatter(file, matter.yaml, matter.line + 1)) };
  const reader = new PartReader(file, text, parts);
  reader.read();
  const values = { ...settings.values, ...options.values };
  const before = (options.before ?? []).flatMap((lesson) => lesson.steps);
  const steps = withStates(toSteps(file, reader.drafts, { ...settings, values }, before), reader.states.found);
  const headings = parts.filter((part) => part.kind === 'heading');
  const titleHeading = headings.find((heading) => heading.depth === 1) ?? headings[0];
  return {
    file,
    title: settings.title ?? titleHeading?.text ?? path.basename(file, path.extname(file)),
    requires: settings.requires ?? [],
    needs: settings.needs ?? [],
    timeoutMs: settings.lessonTimeoutMs ?? defaultLessonTimeoutMs,
    minutes: settings.minutes ?? null,
    continues: settings.continues ?? null,
    setup: settings.setup ?? [],
    teardown: settings.teardown ?? [],
    body: withSteps(reader.nodes, steps),
    steps,
    ignored: reader.ignored,
  };
}

/** The document again, byte for byte. */
export function printLesson(lesson: Lesson): string {
  return lesson.body.map((node) => node.source).join('');
}

/** The nodes with the steps of each block; both are in the order of their lines. */
function withSteps(nodes: readonly LessonNode[], steps: readonly Step[]): LessonNode[] {
  let next = 0;
  return nodes.map((node) => {
    if (node.kind !== 'block') return node;
    const from = next;
    while (next < steps.length && steps[next]!.line <= node.endLine) next += 1;
    return { ...node, steps: steps.slice(from, next) };
  });
}

/** Goes through the parts of a document in order; carries what one hands to the next: settings before it, sections, what the author says. */
class PartReader {
  readonly nodes: LessonNode[] = [];
  readonly ignored: IgnoredLines[] = [];
  readonly drafts: Draft[] = [];
  readonly states: StateReader;
  readonly #file: string;
  readonly #parts: readonly MarkdownPart[];
  readonly #sources: SourceCutter;
  readonly #usedVariables: ReadonlySet<string>;
  readonly #hasCode: boolean;
  #pending: { settings: StepSettings; line: number } | undefined;
  #section = '';
  /** What the author has said since the last command. */
  #said: string[] = [];
  #blocks = 0;

  constructor(file: string, text: string, parts: readonly MarkdownPart[]) {
    this.#file = file;
    this.states = new StateReader(file);
    this.#parts = parts;
    this.#sources = new SourceCutter(text);
    this.#usedVariables = new Set([...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map((match) => match[1]!));
    this.#hasCode = parts.some((part) => part.kind === 'code' && (part.isMarked || readBlock(null, part.text, 1).commands.length > 0));
  }

  read(): void {
    for (const part of this.#parts) this.#readPart(part);
    this.states.end();
    if (this.#pending) throw unusedSettings(this.#file, this.#pending.line);
    for (const { written, settings } of this.drafts) {
      const text = settings.captures?.find(
        (capture) => capture.text !== null && !written.output?.lines.some((line) => line.includes(capture.text!)),
      )?.text;
      if (text === undefined) continue;
      throw new NslabError(
        'setting-value',
        {
          en: `unexpected \`capture\` of ${text}, which is not in the output of the command`,
          zh: `\`capture\` 意外：命令的输出中没有 ${text}`,
        },
        {
          position: { file: this.#file, line: written.line },
          hint: {
            en: 'copy the piece from the documented output, or leave it out: `capture=pid` takes the last line that is printed',
            zh: '从文档中的输出里复制这一段，或者省略它：`capture=pid` 取所打印的最后一行',
          },
        },
      );
    }
    const rest = this.#sources.rest();
    if (rest !== '') this.nodes.push({ kind: 'hidden', line: this.#sources.line, source: rest });
  }

  #readPart(part: MarkdownPart): void {
    if (this.states.take(part, this.drafts.length)) return this.#pushState(part);
    switch (part.kind) {
      case 'front-matter':
        this.nodes.push({ kind: 'hidden', line: part.line, source: this.#sources.upTo(part.endLine) });
        return;
      case 'heading':
        this.#section = part.text;
        this.#said.push(part.text);
        this.nodes.push({ kind: 'heading', depth: part.depth, text: part.text, line: part.line, source: this.#sources.upTo(part.endLine) });
        return;
      case 'prose':
        return this.#readProse(part);
      case 'settings':
        this.#pending = { settings: { ...this.#pending?.settings, ...readStepSettings(this.#file, part.settings) }, line: part.line };
        this.nodes.push({ kind: 'hidden', line: part.line, source: this.#sources.upTo(part.endLine) });
        return;
      case 'code':
        return this.#readCode(part);
    }
  }

  /** What is said of the network is no code of the lesson; a diagram is shown all the same. */
  #pushState(part: MarkdownPart): void {
    if (part.kind === 'code') this.#pushBlock(part);
    else this.nodes.push({ kind: 'hidden', line: part.line, source: this.#sources.upTo(part.endLine) });
  }

  /** Text, and the commands in it where they stand without code markup. */
  #readProse(part: PlainText): void {
    let next = part.line;
    const pushText = (end: number): void => {
      if (end < next) return;
      const lines = part.lines.slice(next - part.line, end - part.line + 1).map((line) => line.text);
      this.#said.push(...lines);
      this.nodes.push({ kind: 'prose', markdown: lines.join('\n'), line: next, endLine: end, source: this.#sources.upTo(end) });
    };
    for (const command of this.#pending ? [] : readPlainText(part, this.#hasCode)) {
      const end = command.output?.endLine ?? command.endLine;
      pushText(command.line - 1);
      const text = part.lines.slice(command.line - part.line, end - part.line + 1).map((line) => line.text);
      this.#push([command], {});
      this.nodes.push({
        kind: 'block',
        language: null,
        text: text.join('\n'),
        line: command.line,
        endLine: end,
        section: this.#section,
        steps: [],
        source: this.#sources.upTo(end),
      });
      next = end + 1;
    }
    pushText(part.endLine);
  }

  #readCode(part: MarkdownPart & { kind: 'code' }): void {
    const settings = { ...this.#pending?.settings, ...readStepSettings(this.#file, part.settings) };
    if (settings.alternative !== undefined) return this.#readAlternative(part, settings.alternative);
    const content = readBlock(part.language, part.text, part.textLine, this.#usedVariables, settings.read ?? this.#announced(part));
    if (this.#pending && content.commands.length === 0 && settings.read === undefined) throw unusedSettings(this.#file, this.#pending.line);
    this.#pending = undefined;
    const single = settings.id === undefined ? (settings.captures === undefined ? undefined : 'capture') : 'id';
    if (single !== undefined && content.commands.length > 1) {
      throw new NslabError(
        'setting-value',
        {
          en: `unexpected \`${single}\` on a block of ${content.commands.length} commands, expected one command`,
          zh: `\`${single}\` 意外：这个代码块有 ${content.commands.length} 条命令，应只有一条`,
        },
        {
          position: { file: this.#file, line: part.line },
          hint: { en: `split the block, so that the ${single} names one step`, zh: `把代码块拆开，让 ${single} 只对应一个步骤` },
        },
      );
    }
    if (!this.#takesOutput(content)) this.ignored.push(...content.ignored);
    this.#push(content.commands, settings);
    this.#pushBlock(part);
  }

  #pushBlock({ language, text, line, endLine }: MarkdownPart & { kind: 'code' }): void {
    this.nodes.push({
      kind: 'block',
      language,
      text,
      line,
      endLine,
      section: this.#section,
      steps: [],
      source: this.#sources.upTo(endLine),
    });
  }

  /** A block that another version prints instead of the output before it. */
  #readAlternative(part: MarkdownPart & { kind: 'code' }, name: string): void {
    const last = this.drafts.at(-1);
    const alternative = readBlock(part.language, part.text, part.textLine, this.#usedVariables, 'output').output;
    const output = last?.written.output;
    if (!last || !output || !alternative) {
      throw new NslabError(
        'setting-value',
        {
          en: 'unexpected `alternative`, expected it before an output, after a command with another one',
          zh: '`alternative` 意外：它应在一段输出之前，并在一条已有其他输出的命令之后',
        },
        {
          position: { file: this.#file, line: part.line },
          hint: {
            en: 'show the output of the command first, then the one that the other version prints',
            zh: '先写命令的输出，再写另一个版本打印的输出',
          },
        },
      );
    }
    this.#pending = undefined;
    const alternatives = [...(output.alternatives ?? []), { name, ...alternative }];
    this.drafts[this.drafts.length - 1] = { ...last, written: { ...last.written, output: { ...output, alternatives } } };
    this.#pushBlock(part);
  }

  /** What the author says of a block without prompts right before it: that it is an output (`Output:`, `结果`), or the text of a file. */
  #announced(part: MarkdownPart & { kind: 'code' }): BlockReading | undefined {
    const last = (this.#said.findLast((line) => line.trim() !== '') ?? '').replaceAll(/[*_#>`]/g, '').trim();
    if (/^\s*(?:[$#]\s|\S+@)/.test(part.text)) return undefined;
    if (this.drafts.length > 0 && announcement.test(last)) return 'output';
    const file =
      (/\b(?:run|execute|type|enter|执行|运行)\b/i.test(last) ? null : ofFile.exec(last))?.slice(1).find(Boolean) ??
      /^((?:~\/|\/)[\w./-]*\w)\s*[:：]?$/.exec(last)?.[1];
    return file !== undefined && !part.text.includes(file.split('/').at(-1)!) ? 'file' : undefined;
  }

  #push(commands: readonly WrittenCommand[], settings: StepSettings): void {
    this.#blocks += 1;
    for (const [index, written] of commands.entries()) {
      const said = [...(index === 0 ? this.#said : []), written.caption].join('\n');
      this.drafts.push({ written, settings, section: this.#section, said, block: this.#blocks });
    }
    if (commands.length > 0) this.#said = [];
  }

  /** Gives a block that is nothing but output to the command right before it, when the author says so or its form does. */
  #takesOutput(content: BlockContent): boolean {
    // An output of another command, which stands only in the text.
    const named = this.#said.flatMap((line) => [...line.matchAll(/`([^`]+)`/g)].map((match) => match[1]!));
    const announced = this.#said.findLast((line) => announcesOutput.test(line)) ?? '';
    const tool = /\b(?:tcpdump|tshark)\b/.exec(announced)?.[0];
    const at = tool === undefined ? this.drafts.length - 1 : this.drafts.findLastIndex(({ written }) => written.command.includes(tool));
    const last = this.drafts[at];
    if (!content.output || !last || last.written.output || (last.block !== this.#blocks && tool === undefined)) return false;
    const said = this.#said.filter((line) => line.trim() !== '');
    const isShort = said.length <= 6 && last.section === this.#section;
    if (named.some((code) => commandCertainty(code) === 'certain' && !last.written.command.includes(code))) return false;
    if (said.some((line) => /\b(?:if|old(?:er)?|otherwise|instead|second line|first line)\b/i.test(line))) return false;
    if (!isShort || !(said.length === 0 ? content.output.lines.some(looksLikeOutput) : announced !== '')) return false;
    // "(no output)" is a note.
    if (content.output.lines.length === 1 && emptyNote.test(content.output.lines[0]!)) return false;
    this.drafts[at] = { ...last, written: { ...last.written, output: content.output } };
    return true;
  }
}

const announcement =
  /^(?:(?:and|the|an?|example|sample|expected|possible|its|this|which|it|that|you|should|will|now|see|something|like)\s+)*(?:outputs?|prints?|results?|returns|shows|gives|says|displays|something like)(?:\s+(?:is|looks like|should be|example|will be|this|something like))?\s*[:：]?$|^(?:输出|结果|返回|显示|回显|打印)(?:结果|如下|为)?\s*[:：]?$/i;
/** "Add this to ~/.bashrc:", "save it as setup.sh", 写入 /etc/dnsmasq.conf */
const ofFile =
  /(?:\b(?:add|append|put|putt|insert|paste|past|write|writ|save|sav|copy|edit|create|creat|place|plac|fill)(?:ing|s|ed)?\b.*?|添加到|写入|保存为|编辑|追加到|加入到?|加到)\s*.*?((?:~\/|\/[\w.-]+\/)?\.(?:bashrc|profile|bash_profile|zshrc|bash_aliases|vimrc)\b|\/etc\/[\w./-]+|[\w./~-]+\.(?:sh|conf|cfg|ya?ml|service|network|netdev|rules|py|toml|ini)\b)/i;
const announcesOutput =
  /\b(?:outputs?|results?|prints?|printed|shows?|showing|see|displays?|looks? like|returns?|similar|gives|says|responds?|answers?|replies|example)\b|输出|结果|返回|显示|如下|可以看到|看到|打印|回显|出力|結果|表示|출력|결과|вывод|результат|salida|resultado|sortie|résultat|Ausgabe/i;

const emptyNote = /^\W*(?:no output|empty|nothing|无输出)\W*$/i;

/** Cuts the text of a document along lines, so that the pieces make up the whole. */
class SourceCutter {
  readonly #text: string;
  /** Where each line starts. */
  readonly #starts: readonly number[];
  #offset = 0;
  line = 1;

  constructor(text: string) {
    this.#text = text;
    this.#starts = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((match) => match.index + match[0].length)];
  }

  /** From where the last piece ended to the end of a line, line end included. */
  upTo(endLine: number): string {
    const end = Math.max(this.#offset, this.#starts[endLine] ?? this.#text.length);
    const piece = this.#text.slice(this.#offset, end);
    this.#offset = end;
    this.line = Math.max(this.line, endLine + 1);
    return piece;
  }

  rest(): string {
    return this.upTo(this.#starts.length);
  }
}

function unusedSettings(file: string, line: number): NslabError {
  return new NslabError(
    'setting-value',
    { en: 'unexpected settings with no command after them', zh: '设置意外：后面没有命令' },
    {
      position: { file, line },
      hint: {
        en: 'settings in a comment count for the next block of code, and that has no command',
        zh: '注释中的设置作用于下一个代码块，而那里没有命令',
      },
    },
  );
}
