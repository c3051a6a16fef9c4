import { Chalk, type ChalkInstance } from 'chalk';
import { countVerdict, defaultPolicy, exitStatus, isFailure, noCounts } from '../engine/counts.js';
import type { StepEnd } from '../engine/events.js';
import { Session } from '../engine/session/session.js';
import type { DiagramExpectation, Lesson, LessonNode, Step } from '../lesson/lesson.js';
import { diagramAt } from '../lesson/state/diagram-at.js';
import { saysNothing } from '../lesson/state/says-nothing.js';
import { topologyOfReading } from '../verify/state/pictures.js';
import { fillPlaceholders, findPlaceholders } from '../lesson/placeholders.js';
import type { Change } from '../network/change.js';
import type { Language } from '../network/language.js';
import { drawText } from '../network/drawing/draw-text.js';
import { topologyOf } from '../network/drawing/topology-of.js';
import { failureLines } from '../report/failure.js';
import { readingLanguage } from '../report/language.js';
import { networkLines } from '../report/network-lines.js';
import type { ReportContext } from '../report/reporter.js';
import { cleanOutput } from '../verify/clean-output.js';
import { askForPrivileges } from './ask-for-privileges.js';
import { ask } from './ask.js';
import { showProse } from './prose.js';

/**
 * Leads a person through a lesson: the prose, then each command, which Enter has run. Resolves to the exit status of what was run.
 * @param before the lessons that it continues
 */
export async function follow(lesson: Lesson, before: readonly Lesson[], context: ReportContext): Promise<number> {
  const paint = new Chalk({ level: context.color ? 1 : 0 });
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  const how = { columns: context.columns, language: readingLanguage(lesson.title), hasColour: context.color };
  const chain = [...before, lesson];
  const isAllowed = await askForPrivileges([chain]);
  if (before.length > 0) say(paint.dim(`This lesson goes on from ${before.at(-1)!.title}, which is run first.`));
  let counts = noCounts;
  let failures = 0;
  const run = await Session.start(lesson, before, { isAllowed, isRecording: true });
  try {
    let changes: readonly Change[] = [];
    const draw = async (): Promise<void> => {
      const topology = topologyOf(run.network ?? (await run.lookAtNetwork()), changes);
      say(drawText(topology, { ...how, columns: Math.max(60, context.columns), isAscii: false, colours: context.color }).join('\n'));
    };
    const values: Record<string, string> = {};
    for (const node of lesson.body) {
      if (node.kind === 'hidden') continue;
      if (node.kind !== 'block' || node.steps.length === 0) {
        say(shown(node, node.kind === 'block' ? diagramAt(lesson, node.line) : undefined, context, how.language, paint));
        continue;
      }
      for (const written of node.steps) {
        const step = await withValues(written, values);
        const answer = await askFor(step, paint, draw);
        if (answer === 'quit') {
          const kept = run.isPrivileged ? '' : ', and nothing on this machine has changed';
          say(`The lab is gone${kept}. Start again: nslab learn ${lesson.file}`);
          return counts.pass === 0 ? 0 : exitStatus(counts, failures, 0, defaultPolicy);
        }
        if (answer === 'skip') {
          say(paint.cyan('- skipped'));
          continue;
        }
        const interrupt = (): void => run.interrupt();
        process.on('SIGINT', interrupt);
        if (step.expect.stop && !step.runsOn)
          say(paint.dim('It goes on until Ctrl-C. nslab presses that for you once the output of the lesson has come.'));
        const ended = await run.run(step).finally(() => process.off('SIGINT', interrupt));
        for (const done of [...run.takeEnded(), ...(ended ? [ended] : [])]) {
          counts = countVerdict(counts, done.verdict);
          failures += isFailure(done, defaultPolicy) ? 1 : 0;
          say(result(done, paint));
          if (done.changes) ({ changes } = done);
          const lines = networkLines({ ...done, network: null }, how, paint);
          if (lines.length > 0) say(lines.join('\n'));
        }
        if (step.runsOn) say(paint.dim(`It goes on in ${step.terminal} while you go on elsewhere.`));
      }
    }
    say(paint.green(`That was ${lesson.title}.`));
    return exitStatus(counts, failures, 0, defaultPolicy);
  } finally {
    await run.destroy();
  }
}

/** The step with what the person gives for its placeholders; as it is when they give nothing. */
async function withValues(step: Step, values: Record<string, string>): Promise<Step> {
  const shell = step.shell.replace(/^<(.+)>$/, (place, name: string) => values[name] ?? place);
  if (step.skip?.code !== 'placeholder' || step.placeholders.length === 0) return { ...step, shell };
  process.stdout.write(`\n${cleanOutput(step.command)}\n`);
  for (const name of step.placeholders) {
    if (values[name] !== undefined) continue;
    const value = (await ask.text(`What is ${cleanOutput(name)} on your side? (Enter skips the command)`))?.trim();
    if (!value) return step;
    values[name] = value;
  }
  return {
    ...step,
    shell,
    command: fillPlaceholders(
      step.command,
      findPlaceholders(step.command, () => false),
      values,
    ),
    skip: null,
    placeholders: [],
  };
}

async function askFor(step: Step, paint: ChalkInstance, draw: () => Promise<void>): Promise<'run' | 'skip' | 'quit'> {
  process.stdout.write(`\n${paint.bold.cyan(`${step.shell}$ ${cleanOutput(step.command)}`)}\n`);
  for (;;) {
    const answer = (await ask.text('Enter runs it, p draws the network, s skips it, q quits'))?.trim().toLowerCase();
    if (answer === undefined || answer === 'q' || answer === 'quit') return 'quit';
    if (answer === 's' || answer === 'skip') return 'skip';
    if (answer === '') return 'run';
    if (answer === 'p' || answer === 'picture') await draw();
    else process.stdout.write('Press Enter, or type p, s or q and then Enter. The command is typed for you.\n');
  }
}

/** @param diagram the one that the node is, if it is one */
function shown(
  node: Exclude<LessonNode, { kind: 'hidden' }>,
  diagram: DiagramExpectation | undefined,
  context: ReportContext,
  language: Language,
  paint: ChalkInstance,
): string {
  switch (node.kind) {
    case 'heading':
      return `\n${paint.bold.underline(cleanOutput(node.text))}`;
    case 'prose':
      return `\n${showProse(node.markdown, context.columns, paint)}`;
    case 'block':
      if (diagram && !saysNothing(diagram)) return `\n${pictureOf(diagram, context, language)}`;
      return `\n${paint.dim(cleanOutput(node.text).replaceAll(/^/gm, '    '))}`;
  }
}

function pictureOf({ reading }: DiagramExpectation, { columns, color }: ReportContext, language: Language): string {
  const options = { columns: Math.max(60, columns), isAscii: false, colours: color, language };
  return drawText(topologyOfReading(reading), options).join('\n');
}

function result(ended: StepEnd, paint: ChalkInstance): string {
  const exits = ended.impliedExits === 0 ? '' : paint.dim('(exit was typed first: the lesson means the shell around)\n');
  return exits + resultOf(ended, paint);
}

function resultOf(ended: StepEnd, paint: ChalkInstance): string {
  const failure = failureLines(ended, paint);
  if (failure.length > 0) return failure.join('\n');
  if (ended.verdict !== 'pass') return paint.cyan(`${ended.verdict}: ${ended.reason?.text ?? ''}`);
  return `${ended.output.trimEnd()}${ended.output.trim() ? '\n' : ''}${paint.green('✓ as the lesson says')}`;
}
