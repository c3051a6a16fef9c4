import { setTimeout } from 'node:timers/promises';
import { createLab } from '../../../src/lab/create-lab.js';
import type { Terminal } from '../../../src/lab/terminal.js';
import { normalForm } from '../../../src/network/normal-form.js';
import { Reader } from '../../../src/network/reader.js';
import { settledSnapshot } from '../../../src/network/settled-snapshot.js';
import { cleanOutput } from '../../../src/verify/clean-output.js';
import { writeOwn, type OwnWish } from './own-commands.js';
import { plainLook } from './plain-look.js';
import { withPrinted } from './printed.js';
import { emptyWorld } from './world.js';

/** A command that was run in a lab of its own. */
interface RunOwn {
  readonly kind: string;
  readonly command: string;
  readonly told: string;
  readonly output: string;
  readonly durationMs: number;
  readonly items: readonly string[];
}

/** Runs wishes one after another in a fresh lab, without any journal. What is seen after each is one text for each item. */
export async function runInLab(wishes: readonly OwnWish[]): Promise<RunOwn[]> {
  const lab = await createLab({ isRecorded: true });
  const reader = new Reader(lab.pid);
  const world = emptyWorld();
  const terminals = new Map<string, Terminal>();
  const printed = new Map<number, string>();
  const runs: RunOwn[] = [];
  try {
    let previous = await settledSnapshot(reader);
    for (const [entry, wish] of wishes.entries()) {
      const written = writeOwn(wish, world, 'main', entry);
      if (!written) continue;
      const terminal = terminals.get('main') ?? (await lab.openTerminal());
      terminals.set('main', terminal);
      const startedAt = performance.now();
      const result = await terminal.run(withPrinted(written.command, printed), { timeoutMs: 5000 });
      const durationMs = performance.now() - startedAt;
      const output = cleanOutput(result.output);
      printed.set(entry, output);
      written.after(world);
      // What goes on in the background takes a moment until it is what it shall be.
      if (written.command.endsWith('&')) await setTimeout(80);
      previous = await settledSnapshot(reader, { previous });
      const told = `${result.end} ${result.exitCode} in ${terminal.shell} of ${terminal.namespace?.replace(/\d+/, 'N')}, last process ${await lab.lastPid()}`;
      const network = normalForm(previous).namespaces.map((namespace) => `network ${JSON.stringify(namespace)}`);
      runs.push({ kind: wish.kind, command: written.command, told, output, durationMs, items: [told, ...network, ...plainLook(lab)] });
    }
    return runs;
  } finally {
    await reader.end();
    await lab.destroy();
  }
}
