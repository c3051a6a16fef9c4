import { createHash } from 'node:crypto';
import type { ExpectStatic } from 'vitest';
import type { Lab } from '../../../src/lab/create-lab.js';
import type { CommandResult } from '../../../src/lab/command-run.js';
import type { Terminal } from '../../../src/lab/terminal.js';
import { cleanOutput } from '../../../src/verify/clean-output.js';
import { opens, types, type Case, type Expected, type Step } from './case.js';
import type { ShellKind } from './kinds.js';

/** Types a case into a fresh terminal and compares after each step. */
export async function runCase(lab: Lab, kind: ShellKind, steps: Case['steps'], expect: ExpectStatic): Promise<void> {
  const terminal = await lab.openTerminal();
  try {
    let before: Pick<Expected, 'shell' | 'namespace'> & { depth: number } = { shell: 'bash', namespace: 'host', depth: 1 };
    for (const step of [...opening(kind), ...steps]) {
      const after = { shell: before.shell, namespace: before.namespace, ...step, depth: before.depth + step.deeper };
      const seen = await take(terminal, step);
      expect(readable(step, seen)).toEqual(readable(step, expectation(after, seen)));
      before = after;
    }
  } finally {
    await terminal.close();
  }
}

function opening({ open, shell, namespace, greeting }: ShellKind): readonly Step[] {
  if (open === undefined) return [types(':')];
  return [opens(open, shell, { namespace, output: greeting, deeper: open.startsWith('exec') ? 0 : 1 })];
}

type Comparable = { readonly output: string | RegExp } & Readonly<Record<string, unknown>>;

type Seen = {
  readonly end: CommandResult['end'];
  readonly exit: number | null;
  readonly output: string;
  readonly shell: string | undefined;
  readonly namespace: string | undefined;
  /** `undefined` when the terminal has ended. */
  readonly depth: number | undefined;
};

async function take(terminal: Terminal, { type, timeoutMs, press }: Step): Promise<Seen> {
  const stop = press && { pressCtrlC: (output: string) => press.test(output) };
  const result = type === undefined ? await terminal.run('exit', { timeoutMs: 10_000 }) : await terminal.run(type, { timeoutMs, ...stop });
  return {
    end: result.end,
    exit: result.exitCode,
    output: cleanOutput(result.output).replace(/\n+$/, ''),
    shell: terminal.shell,
    namespace: terminal.namespace,
    depth: terminal.hasEnded ? undefined : terminal.depth,
  };
}

/** What was expected, where it is a choice the chosen one, so that a difference shows nothing else. */
function expectation(expected: Expected & { depth: number }, seen: Seen): Comparable {
  const { exit, output, end, shell, namespace, depth } = expected;
  const oneOf = Array.isArray(exit) ? (exit.includes(seen.exit) ? seen.exit : exit) : exit;
  return {
    end,
    exit: oneOf,
    output: chosen(output, seen.output),
    shell,
    namespace: namespace && chosen(namespace, seen.namespace ?? ''),
    depth: end === 'shell-ended' ? undefined : depth,
  };
}

function chosen(expected: string | RegExp, seen: string): string | RegExp {
  return expected instanceof RegExp && expected.test(seen) ? seen : expected;
}

/** What a person can read in a message: a long text gives way to a digest that is equal only if the texts are. */
function readable(step: Step, view: Comparable): unknown {
  const { output } = view;
  if (typeof output !== 'string' || output.length < 4000) return { step: step.type, ...view };
  const digest = createHash('sha256').update(output).digest('hex');
  return { step: step.type, ...view, output: `${output.slice(0, 200)} … ${output.length} characters, sha256 ${digest}` };
}
