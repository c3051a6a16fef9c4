import { Chalk } from 'chalk';
import { isFailure, type FailurePolicy } from '../engine/counts.js';
import type { RunEvent, StepEnd } from '../engine/events.js';
import type { RunOptions } from '../engine/run-lessons.js';
import { explain, NslabError } from '../errors.js';
import type { Lesson } from '../lesson/lesson.js';
import type { ParseOptions } from '../lesson/parse-lesson.js';
import type { OutputChange, OutputLeft } from '../lesson/replace-output.js';
import { Baseline } from './baseline.js';
import { reportContext } from './printer.js';
import { updateLesson } from './update.js';
import { isInCi, usage } from './values.js';
import type { Words } from '../words.js';
import { chosenLanguage } from './language.js';
import { runWords } from './run-words.js';

export interface UpkeepOptions {
  readonly update?: boolean;
  readonly force?: boolean;
  readonly baseline?: string;
  readonly writeBaseline?: boolean;
}

/** What `check` changes in files after a run, and what it knows before one: `--update`, `--baseline`, `--write-baseline`. */
export class Upkeep {
  readonly #options: UpkeepOptions;
  readonly #parse: ParseOptions;
  readonly #policy: FailurePolicy;
  readonly #baseline: Baseline | undefined;
  readonly #changes: { lesson: Lesson; changes: readonly OutputChange[]; left: readonly OutputLeft[] }[] = [];
  readonly #failures: StepEnd[] = [];
  readonly #drifted: StepEnd[] = [];
  readonly #skipped: StepEnd[] = [];
  readonly #known = new Set<string>();
  readonly #files = new Set<string>();

  readonly #isPartial: boolean;

  /**
   * @param isPartial whether only some steps of the lessons are told of
   * @throws {NslabError} `usage`, `baseline`
   */
  constructor(options: UpkeepOptions, parse: ParseOptions, policy: FailurePolicy, isPartial: boolean) {
    this.#isPartial = isPartial;
    if (options.update && isInCi() && !options.force)
      throw usage(
        { en: '--update changes files, and CI is set', zh: '--update 会修改文件，而环境变量 CI 已设置' },
        { en: 'run it on your own machine and commit what it changes, or add --force', zh: '在自己的机器上运行并提交改动，或加上 --force' },
      );
    if (options.writeBaseline && options.baseline === undefined)
      throw usage(
        { en: '--write-baseline needs a file', zh: '--write-baseline 需要一个文件' },
        { en: 'for example --baseline nslab-baseline.yaml --write-baseline', zh: '例如 --baseline nslab-baseline.yaml --write-baseline' },
      );
    if (options.writeBaseline && isPartial)
      throw usage(
        { en: '--write-baseline needs all steps of its lessons', zh: '--write-baseline 需要课程的全部步骤' },
        { en: 'leave out --only, --from and --to', zh: '去掉 --only、--from 和 --to' },
      );
    if (options.update && options.writeBaseline)
      throw usage(
        { en: 'unexpected --write-baseline beside --update', zh: '--write-baseline 不能与 --update 同时使用' },
        { en: 'leave one of them out', zh: '去掉其中一个' },
      );
    this.#options = options;
    this.#parse = parse;
    this.#policy = policy;
    if (options.baseline !== undefined) this.#baseline = new Baseline(options.baseline, options.writeBaseline ?? false);
  }

  /** What the run has to know and to tell. */
  get runOptions(): Pick<RunOptions, 'findKnown' | 'onChanges'> {
    const baseline = this.#baseline;
    const onChanges: RunOptions['onChanges'] = (lesson, changes, left) => void this.#changes.push({ lesson, changes, left });
    return {
      ...(baseline && !this.#options.writeBaseline && { findKnown: baseline.find }),
      ...(this.#options.update && { onChanges }),
    };
  }

  note(event: RunEvent): void {
    if (event.type === 'lesson:start') this.#files.add(event.file);
    if (event.type !== 'step:end') return;
    if (isFailure(event, this.#policy)) this.#failures.push(event);
    else if (event.verdict === 'skip') this.#skipped.push(event);
    if (event.verdict === 'drift' && !event.known) this.#drifted.push(event);
    if (event.known) this.#known.add(nameOf(event));
  }

  /**
   * Does after a run what was asked for.
   * @param lessonIn a lesson that has been run
   * @returns the exit status, in the light of what has been mended
   */
  finish(status: number, lessonIn: (file: string) => Lesson | undefined): number {
    if (this.#options.writeBaseline) return this.#writeBaseline(status);
    const updated = this.#options.update ? this.#update(status) : status;
    if (!this.#isPartial) this.#refuseStale(lessonIn);
    return updated;
  }

  #writeBaseline(status: number): number {
    const count = this.#baseline!.write([...this.#files], this.#failures, this.#skipped);
    process.stderr.write(`nslab: ${this.#options.baseline} lists ${count} known ${count === 1 ? 'failure' : 'failures'} of this run now\n`);
    return status === 1 ? 0 : status;
  }

  #update(status: number): number {
    const done = new Set<string>();
    const counts = { output: 0, diagram: 0 };
    let hasError = false;
    const paint = new Chalk({ level: reportContext(process.stdout).color ? 1 : 0 });
    const language = chosenLanguage();
    const words = runWords[language];
    const order = [...this.#files];
    const inOrder = this.#changes.toSorted((a, b) => order.indexOf(a.lesson.file) - order.indexOf(b.lesson.file));
    for (const { lesson, changes, left } of inOrder) {
      const drifted = new Set(this.#drifted.filter(({ file }) => file === lesson.file).map(({ step }) => step));
      const isOfKnown = (step: number): boolean => this.#known.has(nameOf({ file: lesson.file, step }));
      const wanted = changes.filter(({ id, what }) => (what === 'diagram' ? !isOfKnown(id) : drifted.has(id)));
      for (const { line, why, what } of left) process.stdout.write(`${lesson.file}:${line}: ${words.left(what, why)}\n`);
      if (wanted.length === 0) continue;
      try {
        const update = updateLesson(lesson, wanted, this.#parse, paint);
        process.stdout.write(update.text);
        for (const { id, what } of update.done) {
          done.add(nameOf({ file: lesson.file, step: id }));
          counts[what] += 1;
        }
      } catch (error) {
        if (!(error instanceof NslabError)) throw error;
        // The other files are changed all the same.
        process.stderr.write(explain(error, language));
        hasError = true;
      }
    }
    const open = this.#failures.filter((step) => !done.has(nameOf(step)) || missesFacts(step));
    process.stderr.write(`nslab: ${words.changed(counts.output, counts.diagram, open.length)}
`);
    if (hasError) return 2;
    return status === 1 && open.length === 0 ? 0 : status;
  }

  #refuseStale(lessonIn: (file: string) => Lesson | undefined): void {
    const [missing] = this.#baseline?.missing() ?? [];
    if (missing !== undefined)
      throw this.#stale({
        en: `the baseline lists steps of ${missing}, which is not there`,
        zh: `基线列出了 ${missing} 的步骤，但没有这个文件`,
      });
    for (const file of this.#files) {
      const lesson = lessonIn(file);
      const [stale] = lesson ? (this.#baseline?.stale(lesson) ?? []) : [];
      if (stale !== undefined)
        throw this.#stale({
          en: `the baseline lists a step that ${file} does not have: ${stale}`,
          zh: `基线列出了 ${file} 中没有的步骤：${stale}`,
        });
    }
  }

  #stale(words: Words): NslabError {
    const hint = { en: 'remove the entry, or correct its file or key', zh: '删除这一项，或修正它的文件或键' };
    return new NslabError('baseline', words, { position: { file: this.#options.baseline! }, hint });
  }
}

function nameOf({ file, step }: Pick<StepEnd, 'file' | 'step'>): string {
  return `${file}\0${step}`;
}

/** Facts are the author's to correct. */
function missesFacts({ expectations }: StepEnd): boolean {
  return expectations.some((expectation) => expectation.kind === 'state' && !expectation.ok && expectation.subject !== 'diagram');
}
