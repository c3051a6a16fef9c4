import type { Step } from '../lesson/lesson.js';

/** How many answers of a command that repeats itself are seen before Ctrl-C where nothing is documented. */
const mostReplies = 2;
/** How long something is looked at that goes on and of which nothing is documented, in milliseconds. */
const lookMs = 1500;
const asks = /\b(?:ping6?|arping)\b/;
const reply = /^(?:\d+ bytes from |From \S+ icmp_seq|\[[\d.]+\] \d+ bytes|Unicast reply|\d+ (?:比特|字节))/;

/**
 * When to press Ctrl-C: as soon as there are as many lines as are documented before `^C`, of which an elision stands for one at least; where
 * nothing is documented, after two replies.
 */
export function stopRule(step: Step): { pressCtrlC?: (output: string) => boolean } {
  if (step.expect.stop !== 'ctrl-c' || unansweredMs(step) !== undefined) return {};
  const lines = step.expect.output?.lines;
  // Nothing says when it has done its work; it is given a moment.
  if (!lines && step.endless === null) return {};
  if (!lines) return step.endless === 'replies' ? { pressCtrlC: (output) => hasReplied(output) } : {};
  const at = lines.findIndex((line) => line.trim() === '^C');
  if (at === -1 && asks.test(step.command)) {
    // Without one it is an error that is documented, and that ends by itself.
    const wanted = lines.filter((line) => reply.test(line.trim())).length;
    return wanted === 0 ? {} : { pressCtrlC: (output) => countReplies(output) >= wanted };
  }
  const count = at === -1 ? lines.length : at;
  return { pressCtrlC: (output) => output.split('\n').length > count };
}

/** How long a step may take; one that goes on and shows nothing that is documented is looked at for a moment. */
export function timeLimitMs(step: Step): number {
  const unanswered = unansweredMs(step);
  if (unanswered !== undefined) return unanswered;
  return isOnlyLookedAt(step) ? Math.min(lookMs, step.timeoutMs) : step.timeoutMs;
}

/** Whether a step is over when its time is up. */
export function endsWithItsTime(step: Step): boolean {
  return step.endless !== null || isOnlyLookedAt(step);
}

function isOnlyLookedAt(step: Step): boolean {
  return step.expect.stop === 'ctrl-c' && step.endless !== 'replies' && !step.expect.output;
}

/** How long ping takes for as many questions as are documented, when none of them is answered: it asks once a second. */
function unansweredMs(step: Step): number | undefined {
  const match = step.expect.output?.lines
    .map((line) => /^(\d+) packets transmitted, 0 (?:packets )?received/.exec(line.trim()))
    .find(Boolean);
  if (!match || step.endless !== 'replies' || step.expect.output!.lines.some((line) => reply.test(line.trim()))) return undefined;
  return Math.min(step.timeoutMs, (Number(match[1]) - 1) * 1000 + 500);
}

function hasReplied(output: string): boolean {
  const lines = output.split('\n');
  const replies = countReplies(output);
  return replies >= mostReplies || (replies === 0 && lines.length > mostReplies && !/^(?:PING|ARPING)/.test(lines[0]!));
}

function countReplies(output: string): number {
  return output.split('\n').filter((line) => reply.test(line.trim())).length;
}

/** What stands for all that a command still prints until Ctrl-C has ended it. */
export const impliedEnd = '^C';

/** The documented lines of a step that Ctrl-C ends: how much it still prints until then is a matter of moments. */
export function documentedLines(step: Step): readonly string[] {
  // sudo asks for no password here.
  const lines = (step.expect.output?.lines ?? []).filter((line) => !/^\[sudo\] password for |^\[sudo\] \S+ 的密码/.test(line.trim()));
  return step.expect.stop !== null && lines.length > 0 && !lines.some((line) => line.trim() === '^C') ? [...lines, impliedEnd] : lines;
}
