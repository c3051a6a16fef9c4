import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
import { parse } from 'yaml';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly shell: string;
  readonly run: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface ActionResult {
  /** The name of the step that failed. */
  readonly failed: string | undefined;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

export function readAction(folder: string): Action {
  return parse(readFileSync(path.join(folder, 'action.yml'), 'utf8')) as Action;
}

/** Runs a composite action's steps the way GitHub's runner does: bash with -e and pipefail, and files for what a step hands back. */
export async function runAction(
  folder: string,
  workspace: string,
  given: Readonly<Record<string, string>>,
  scratch: string,
): Promise<ActionResult> {
  const { inputs, outputs, runs } = readAction(folder);
  const values: Record<string, string> = {};
  for (const [name, input] of Object.entries(inputs)) values[`inputs.${name}`] = given[name] ?? input.default;
  const files = { GITHUB_OUTPUT: path.join(scratch, 'output'), GITHUB_STEP_SUMMARY: path.join(scratch, 'summary') };
  writeFileSync(files.GITHUB_STEP_SUMMARY, '');
  const script = path.join(scratch, 'step.sh');
  let log = '';
  let failed: string | undefined;
  for (const step of runs.steps) {
    writeFileSync(script, evaluate(step.run, values));
    writeFileSync(files.GITHUB_OUTPUT, '');
    const result = await execa('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
      cwd: workspace,
      reject: false,
      all: true,
      stdin: 'ignore',
      env: {
        CI: 'true',
        GITHUB_ACTIONS: 'true',
        GITHUB_ACTION_PATH: folder,
        GITHUB_WORKSPACE: workspace,
        ...files,
        ...Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, evaluate(value, values)])),
      },
    });
    log += `${result.all}\n`;
    for (const line of readFileSync(files.GITHUB_OUTPUT, 'utf8').split('\n').filter(Boolean)) {
      const [name, value] = line.split('=') as [string, string];
      values[`steps.${step.id}.outputs.${name}`] = value;
    }
    if (result.exitCode === 0) continue;
    failed = step.name;
    break;
  }
  const handedBack = Object.entries(outputs).map(([name, { value }]) => [name, evaluate(value, values)]);
  return {
    failed,
    log,
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
    outputs: Object.fromEntries(handedBack) as Record<string, string>,
  };
}

/** Fills in `${{ … }}`; only names of values are known, which is all that the action uses. */
function evaluate(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{\{\s*([^}]*?)\s*\}\}/g, (_, name: string) => {
    // What a step has not handed back is empty.
    const value = values[name] ?? (name.startsWith('steps.') ? '' : undefined);
    if (value === undefined) throw new Error(`the action uses an expression that is not known here: ${name}`);
    return value;
  });
}
