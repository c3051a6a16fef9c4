import { NslabError } from '../../errors.js';
import type { RunOptions } from '../../lab/command-run.js';
import type { StateItem } from '../../lab/state/lab-state.js';
import { readLabState } from '../../lab/state/read-state.js';
import type { Lesson } from '../../lesson/lesson.js';
import type { FoundLab } from '../lesson-lab.js';
import type { LessonRun, Typed } from '../lesson-run.js';
import { aftermathOf, untilAsBefore } from './aftermath.js';
import type { Done } from './done.js';
import { FollowedValues, valuesIn } from './followed-values.js';
import type { EntryEnd } from './journal.js';
import { onlyLooks, readsStatus } from './only-looks.js';
import { digestsOf, sessionState, type Digests } from './session-state.js';
import type { World } from './world.js';
import type { Words } from '../../words.js';

/** How much longer than at first something may take when it is done again. */
const leastMs = 10_000;
const timesLonger = 3;
/** How much longer than at first something may take that was stopped by then. */
const longerMs = 1000;
/** How long something is waited for that was stopped before it had printed anything. */
const silentMs = 300;

/** Something that ended otherwise when it was done again. */
export interface Surprise {
  readonly command: string;
  readonly before: number | null;
  readonly now: number | null;
}

/** Does again, in a fresh lab, what was done in another one. */
export class Replay {
  readonly #run: LessonRun;
  readonly #found: FoundLab;
  readonly #lessons: readonly Lesson[];
  readonly #before: Digests | null;
  readonly #followed = new FollowedValues();
  /** The status that a terminal's shell should have and has not, because what left it was no more than a look. */
  readonly #statuses = new Map<string, number>();
  readonly surprises: Surprise[] = [];

  /**
   * @param lessons the one that is followed, then the one that it continues, and so on
   * @param before the lab as it is now, where something has been done in it already
   */
  constructor({ run, found }: World, lessons: readonly Lesson[], before: Digests | null = null) {
    this.#run = run;
    this.#found = found;
    this.#before = before;
    this.#lessons = lessons;
  }

  /**
   * Does these again, in this order.
   * @throws {NslabError} `replay-failed`, and what a lab throws that has ended
   */
  async redo(all: readonly Done[], signal?: AbortSignal, onDone: (at: number) => void = () => {}): Promise<void> {
    for (const [at, done] of all.entries()) {
      if (signal?.aborted)
        throw new NslabError(
          'replay-failed',
          { en: 'it was stopped', zh: '已中止' },
          { hint: { en: 'nothing has changed; try again', zh: '什么都没有改变，可以再试一次' } },
        );
      const following = all.slice(at + 1).find(({ entry }) => entry.terminal === done.entry.terminal);
      await this.#redo(done, following);
      await this.#waitForAftermath(done, at === 0 ? this.#before : all[at - 1]!.end?.digests);
      onDone(at);
    }
    for (const [terminal, status] of this.#statuses) await this.#run.runOwn(`(exit ${status})`, terminal, { timeoutMs: leastMs });
    // What comes next gets the number that it would have got.
    const lastPid = all.at(-1)?.end?.lastPid ?? 0;
    if (lastPid > 0) await this.#found.lab.continueAfterPid(lastPid);
  }

  async #redo(done: Done, following: Done | undefined): Promise<void> {
    const { entry, end } = done;
    const lesson = this.#lessons[entry.lesson]!;
    if (this.#run.lesson !== lesson) {
      await this.#run.finish();
      this.#run.begin(lesson);
    }
    if (entry.lastPid > 0) await this.#found.lab.continueAfterPid(entry.lastPid);
    if (entry.kind === 'setup') {
      const failed = await this.#run.runHidden(lesson.setup);
      if (failed) throw replayFailed(failed.command, { en: 'it fails in a fresh lab', zh: '在新的实验环境中失败了' });
      return;
    }
    if (entry.kind === 'terminal') return void (await this.#run.openTerminal(entry.terminal));
    if (end === null || (entry.kind === 'own' && entry.command === '')) return;
    const isLook =
      end.isLook && end.values.length === 0 && onlyLooks(entry.command) && !(following && readsStatus(following.entry.command));
    if (end.ending !== 'not-run') this.#statuses.delete(entry.terminal);
    if (isLook && end.exitCode !== null && end.exitCode !== 0) this.#statuses.set(entry.terminal, end.exitCode);
    const how = isLook ? undefined : howAgain(end);
    const typed =
      entry.kind === 'step'
        ? await this.#run.redo(done.step!, done.ended, end.ending === 'running' ? 'running' : how)
        : await this.#redoOwn(done, how);
    if (typed) this.#compare(done, end, typed);
  }

  async #redoOwn({ entry }: Done, how: RunOptions | undefined): Promise<Typed | undefined> {
    if (how === undefined) {
      await this.#run.quietTerminal(entry.terminal);
      return undefined;
    }
    return this.#run.runOwn(this.#followed.fill(entry.command), entry.terminal, how);
  }

  /** A person reads before they type the next command, so that the kernel has the time that it takes. */
  async #waitForAftermath({ entry, end }: Done, before: Digests | null | undefined): Promise<void> {
    if (!before || !end?.digests || end.isLook) return;
    const parts = aftermathOf(entry.command, before, end.digests);
    if (parts.length > 0) await untilAsBefore(parts, end.digests, () => this.#digests(parts.includes('process')));
  }

  async #digests(withProcesses: boolean): Promise<Digests> {
    const { lab, network } = this.#found;
    const [seen, rest] = await Promise.all([network.glance(), withProcesses ? readLabState(lab) : new Map<string, StateItem>()]);
    return digestsOf(sessionState(seen, rest));
  }

  #compare({ entry }: Done, end: EntryEnd, { result, output, shell }: Typed): void {
    this.#followed.note(end.values, valuesIn(output, this.#run.contextOf(entry.command, shell)));
    if (result.end === 'shell-ended' && end.ending !== 'shell-ended')
      throw replayFailed(entry.command, { en: 'its shell has ended', zh: '它所在的 shell 结束了' });
    if (result.end === 'timeout' && end.ending === 'done') throw replayFailed(entry.command, { en: 'it does not end', zh: '它不结束' });
    if (result.exitCode !== end.exitCode && end.ending === 'done')
      this.surprises.push({ command: entry.command, before: end.exitCode, now: result.exitCode });
  }
}

/** How a command is to be run so that it ends as it did. */
function howAgain(end: EntryEnd): RunOptions {
  // For keys that are nowhere kept an empty line has to do.
  const keys = end.keys === '' ? {} : { keys: end.keys ?? '\n' };
  const isStopped = end.ending === 'ctrl-c' || end.ending === 'timeout';
  if (!isStopped) return { timeoutMs: Math.max(leastMs, timesLonger * end.durationMs), ...keys };
  // As soon as it has printed as much as before Ctrl-C, of which the keys themselves are a line.
  const lines = end.lines - 1;
  const hasPrinted = (output: string): boolean => output.split('\n').length > lines;
  return lines > 0
    ? { timeoutMs: Math.min(leastMs, end.durationMs + longerMs), pressCtrlC: hasPrinted, ...keys }
    : { timeoutMs: Math.min(silentMs, Math.max(1, end.durationMs)), ...keys };
}

function replayFailed(command: string, why: Words): NslabError {
  const [first] = command.split('\n', 1);
  const words = { en: `cannot do it again: \`${first}\`: ${why.en}`, zh: `无法重做：\`${first}\`：${why.zh}` };
  return new NslabError('replay-failed', words, {
    hint: {
      en: 'the lab is as it was; go back further, or start the lesson anew',
      zh: '实验环境保持原样；可以退回到更早的地方，或重新开始本课',
    },
  });
}
