import { commandCertainty } from './known/command-certainty.js';
import { withoutWrappers } from './known/command-forms.js';
import { looksLikeOutput } from './known/output-shapes.js';
import { isProse } from './known/sentences.js';
import { networkTools } from './known/vocabulary.js';
import type { PlainText } from './markdown.js';
import { readClearPrompt } from './prompt.js';
import { withoutRemark } from './remark.js';
import { readShellInput } from './shell-command.js';
import type { WrittenCommand } from './block-content.js';

/** Tools whose whole command alone in a paragraph is one that was left outside of its fence. */
const shown = new Set([...Object.keys(networkTools), 'docker', 'nsenter', 'unshare']);

/**
 * Finds commands in text without code markup: behind a prompt, and where a paragraph is nothing but a command. What follows a prompted one is its
 * output up to a blank line, or to where the author goes on.
 * @param hasCode whether the document has code markup; where it has none, lines in a paragraph may be commands without prompts
 */
export function readPlainText(text: PlainText, hasCode: boolean): WrittenCommand[] {
  const found: WrittenCommand[] = [];
  const { lines } = text;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!;
    if (line.paragraph === null) continue;
    const prompted = readPrompted(line.text);
    if (prompted) {
      const end = endOfOutput(text, at + 1);
      const output = lines.slice(at + 1, end).map((other) => other.text);
      found.push({
        command: withoutRemark(prompted.typed).trim(),
        line: text.line + at,
        endLine: text.line + at,
        output: output.length === 0 ? null : { lines: output, line: text.line + at + 1, endLine: text.line + end - 1 },
        prompt: prompted.prompt,
        caption: lines[at - 1] && at > 0 && !readPrompted(lines[at - 1]!.text) ? lines[at - 1]!.text : '',
      });
      at = end - 1;
    } else if (isParagraphOf(text, at) ? isBareCommand(withoutMarkup(line.text)) : !hasCode && isBareCommand(line.text)) {
      const end = hasCode ? at + 1 : endOfOutput(text, at + 1);
      const output = lines.slice(at + 1, end).map((other) => other.text);
      found.push({
        command: withoutRemark(withoutMarkup(line.text)).trim(),
        line: text.line + at,
        endLine: text.line + at,
        output: output.length === 0 ? null : { lines: output, line: text.line + at + 1, endLine: text.line + end - 1 },
        prompt: null,
        caption: '',
      });
      at = end - 1;
    }
  }
  return found;
}

function readPrompted(line: string): { prompt: string; typed: string } | undefined {
  const prompted = readClearPrompt(line.replace(/^\s*(?:[-*+]|\d+[.)]|>)\s+(?=[$[\w])/, ''));
  if (!prompted || prompted.mark === '>' || prompted.mark === '%') return undefined;
  return commandCertainty(prompted.typed) === 'none' && !isSchematic(prompted.typed) ? undefined : prompted;
}

/** A command in which words of the author's language stand for names. */
function isSchematic(typed: string): boolean {
  return /^(?:sudo )?ip netns exec \S+$/.test(typed.trim());
}

/** A paragraph without the quote mark before it, or the code marks around it. */
function withoutMarkup(line: string): string {
  return line.replace(/^\s*>\s?/, '').replace(/^\s*(`+)([^`]+)\1\s*$/, '$2');
}

function isBareCommand(line: string): boolean {
  if (/^\s*[-*+>|`]/.test(line) || commandCertainty(line) !== 'certain') return false;
  const words = withoutWrappers(readShellInput(line).commands[0]?.words ?? []);
  return words.length >= 2 && shown.has(words[0]!) && !(words.length === 2 && words[0] !== 'ip');
}

/** Whether the line is a paragraph by itself. */
function isParagraphOf({ lines }: PlainText, at: number): boolean {
  const { paragraph } = lines[at]!;
  return lines[at - 1]?.paragraph !== paragraph && lines[at + 1]?.paragraph !== paragraph;
}

function endOfOutput({ lines }: PlainText, from: number): number {
  let end = from;
  for (let at = from; at < lines.length; at += 1) {
    const { text, paragraph } = lines[at]!;
    if (text.trim() === '') {
      const next = lines[at + 1]?.text;
      if (at === from || next === undefined || !looksLikeOutput(next)) break;
      continue;
    }
    if (
      paragraph === null ||
      readPrompted(text) ||
      isBareCommand(text) ||
      (isProse(text) && !looksLikeOutput(text)) ||
      /^[=-]{4,}$/.test(text.trim())
    )
      break;
    end = at + 1;
  }
  return end;
}
