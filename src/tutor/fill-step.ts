import { fillPlaceholders, findPlaceholders } from '../lesson/placeholders.js';
import type { Step } from '../lesson/lesson.js';
import { cleanOutput } from '../verify/clean-output.js';
import { ask } from './ask.js';
import type { Screen } from './screen.js';
import { stepWords } from './words/step-words.js';

/** The step with what the person gives for its placeholders, and what they have given now; as it is when they give nothing. */
export async function fillStep(
  written: Step,
  known: Readonly<Record<string, string>>,
  screen: Screen,
): Promise<{ readonly step: Step; readonly given: Readonly<Record<string, string>> }> {
  const given: Record<string, string> = {};
  const valueOf = (name: string): string | undefined => given[name] ?? known[name];
  const shell = written.shell.replace(/^<(.+)>$/, (place, name: string) => valueOf(name) ?? place);
  const step = { ...written, shell };
  if (step.skip?.code !== 'placeholder' || step.placeholders.length === 0) return { step, given };
  if (step.placeholders.some((name) => valueOf(name) === undefined)) screen.say(`\n${cleanOutput(step.command)}`);
  for (const name of step.placeholders) {
    if (valueOf(name) !== undefined) continue;
    const value = (await ask.text(stepWords[screen.language].whatIs(cleanOutput(name)), screen))?.trim();
    if (!value) return { step, given };
    given[name] = value;
  }
  const places = findPlaceholders(step.command, () => false);
  return {
    step: { ...step, command: fillPlaceholders(step.command, places, { ...known, ...given }), skip: null, placeholders: [] },
    given,
  };
}
