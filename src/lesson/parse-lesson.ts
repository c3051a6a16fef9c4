import path from 'node:path';
import { readFrontMatter, type FrontMatter } from './front-matter.js';
import type { Block, IgnoredLines, Lesson, LessonNode, Step } from './lesson.js';
import { readMarkdown, type MarkdownPart } from './markdown.js';
import { readBlock, type WrittenCommand } from './read-block.js';
import { shellsAfter, type OpenShells } from './shells.js';
import { stepKey } from './step-key.js';
import { readStepSettings } from './step-settings.js';
import type { StepSettings } from './settings.js';
import { NslabError } from '../errors.js';

const defaultTimeoutMs = 10_000;
const defaultLessonTimeoutMs = 900_000;

/**
 * Reads a Markdown document as a lesson. Any tutorial is one; nothing in it has to be written for nslab.
 * @throws {NslabError} `front-matter`, `unclosed-fence`, `unknown-setting` or `setting-value`, with line and column.
 */
export function parseLesson(file: string, text: string): Lesson {
  const parts = readMarkdown(file, text);
  const matter = parts.find((part) => part.kind === 'front-matter');
  const settings: FrontMatter = matter ? readFrontMatter(file, matter.yaml, matter.line + 1) : {};
  const reader = createBlockReader(file, settings);
  const body = parts.flatMap((part) => reader.read(part));
  reader.end();
  const headings = parts.filter((part) => part.kind === 'heading');
  const titleHeading = headings.find((heading) => heading.depth === 1) ?? headings[0];
  return {
    file,
    title: settings.title ?? titleHeading?.text ?? path.basename(file, path.extname(file)),
    requires: settings.requires ?? [],
    timeoutMs: settings.lessonTimeoutMs ?? defaultLessonTimeoutMs,
    body,
    steps: body.flatMap((node) => (node.kind === 'block' ? node.steps : [])),
    ignored: reader.ignored,
  };
}

interface BlockReader {
  readonly ignored: readonly IgnoredLines[];
  read(part: MarkdownPart): LessonNode[];
  end(): void;
}

/** Turns parts into nodes in order; carries what one block hands to the next: settings before it, sections, open shells, keys in use. */
function createBlockReader(file: string, lessonSettings: FrontMatter): BlockReader {
  const ignored: IgnoredLines[] = [];
  const shells = new Map<string, OpenShells>();
  const keys = new Map<string, number>();
  let pending: { settings: StepSettings; line: number } | undefined;
  let section = '';
  let steps = 0;

  const toStep = (written: WrittenCommand, settings: StepSettings): Step => {
    const terminal = settings.terminal ?? 'main';
    const open = shells.get(terminal) ?? ['host'];
    if (!settings.skip) shells.set(terminal, shellsAfter(written.command, open));
    const stop = written.output?.lines.some((line) => line.trim() === '^C') ? 'ctrl-c' : null;
    steps += 1;
    return {
      key: stepKey(written.command, settings.id, keys, { file, line: written.line }),
      id: steps,
      line: written.line,
      endLine: written.endLine,
      command: written.command,
      section,
      terminal,
      shell: open.at(-1)!,
      impliedExits: 0,
      timeoutMs: settings.timeoutMs ?? lessonSettings.timeoutMs ?? defaultTimeoutMs,
      expect: { exit: settings.exit ?? (stop ? [0, 130] : [0]), output: written.output, stop },
      skip: settings.skip === undefined ? null : { code: 'setting', text: settings.skip },
    };
  };

  const toBlock = (part: MarkdownPart & { kind: 'code' }): Block => {
    const content = readBlock(part.language, part.text, part.textLine);
    ignored.push(...content.ignored);
    const settings = { ...pending?.settings, ...readStepSettings(file, part.settings) };
    if (pending && content.commands.length === 0) throw unusedSettings(file, pending.line);
    pending = undefined;
    if (settings.id !== undefined && content.commands.length > 1) {
      throw new NslabError('setting-value', `unexpected \`id\` on a block of ${content.commands.length} commands, expected one command`, {
        position: { file, line: part.line },
        hint: 'split the block, so that the id names one step',
      });
    }
    const { language, text, line, endLine } = part;
    return { kind: 'block', language, text, line, endLine, section, steps: content.commands.map((command) => toStep(command, settings)) };
  };

  return {
    ignored,
    read(part) {
      switch (part.kind) {
        case 'front-matter':
          return [];
        case 'heading':
          section = part.text;
          return [part];
        case 'prose':
          return [part];
        case 'settings':
          pending = { settings: { ...pending?.settings, ...readStepSettings(file, part.settings) }, line: part.line };
          return [];
        case 'code':
          return [toBlock(part)];
      }
    },
    end() {
      if (pending) throw unusedSettings(file, pending.line);
    },
  };
}

function unusedSettings(file: string, line: number): NslabError {
  return new NslabError('setting-value', 'unexpected settings with no command after them', {
    position: { file, line },
    hint: 'settings in a comment count for the next block of code, and that has no command',
  });
}
