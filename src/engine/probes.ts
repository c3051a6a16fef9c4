import type { Lab } from '../lab/create-lab.js';
import { architecture } from '../lab/system-calls.js';
import type { ReachFact } from '../network/fact.js';
import { findNamespace, type Namespace, type Snapshot } from '../network/snapshot.js';
import type { ProbedFact } from '../verify/state/check-fact.js';
import { cleanOutput } from '../verify/clean-output.js';
import type { ProbeAnswer } from '../verify/state/reach.js';
import { probeScript } from './probe-script.js';

const timeoutMs = 10_000;

/**
 * Tries what a snapshot can't tell, all at once, in a terminal of the lab that no step sees and that is gone afterwards.
 * @returns what came of each, in the order of the facts; the namespaces of these have to be there
 */
export async function probe(lab: Lab, snapshot: Snapshot, facts: readonly ProbedFact[]): Promise<ProbeAnswer[]> {
  if (facts.length === 0) return [];
  const tries = facts.map((fact, index) => hex([index, ...wordsOf(fact, wayTo(findNamespace(snapshot, fact.namespace)!))].join('\0')));
  const terminal = await lab.openTerminal();
  try {
    const command = `perl -e '${probeScript}' ${architecture()!.calls.setns} ${tries.join(' \\\n')}`;
    const { output } = await terminal.run(command, { timeoutMs });
    const said = cleanOutput(output);
    const answers = new Map(
      [...said.matchAll(/^(\d+) (answered|silent|value|failed) ([\da-f]*)$/gm)].map((line) => [
        Number(line[1]),
        toAnswer(line[2]!, line[3]!),
      ]),
    );
    return facts.map((_, index) => answers.get(index) ?? { kind: 'failed', why: said.trim().split('\n').at(-1) || 'nothing came of it' });
  } finally {
    await terminal.close();
  }
}

function wordsOf(fact: ProbedFact, way: string): (string | number)[] {
  if (fact.kind === 'sysctl') return [way, 'value', `/proc/sys/${pathOf(fact.name)}`, ''];
  if (fact.kind === 'process') return [way, 'processes', '', ''];
  return [way, fact.port === null ? 'echo' : 'tcp', addressOf(fact), fact.port ?? ''];
}

function addressOf({ address }: ReachFact): string {
  return address.address;
}

/** The file of a setting. Dots part its folders, and slashes stand for dots, unless it is written as a path (sysctl(8)). */
function pathOf(name: string): string {
  const isPath = name.startsWith('net/');
  return isPath ? name : name.replaceAll(/[./]/g, (letter) => (letter === '.' ? '/' : '.'));
}

/** A file of the lab by which the namespace can be entered, or a folder of such and its inode; empty for the host. */
function wayTo({ isHost, names, holders, inode }: Namespace): string {
  if (isHost) return '';
  if (names.length > 0) return `/run/netns/${names[0]}`;
  const process = holders.find((holder) => holder.kind === 'process');
  if (process) return `/proc/${process.pid}/ns/net`;
  const mount = holders.find((holder) => holder.kind === 'mount');
  if (mount) return mount.path;
  const open = holders.find((holder) => holder.kind === 'file');
  return open ? `/proc/${open.pid}/fd:${inode}` : '/nowhere';
}

function hex(text: string): string {
  return Buffer.from(text, 'utf8').toString('hex');
}

function toAnswer(kind: string, digits: string): ProbeAnswer {
  const text = Buffer.from(digits, 'hex').toString('utf8');
  switch (kind) {
    case 'answered':
      return { kind };
    case 'value':
      return { kind, text };
    case 'silent':
      return { kind, why: text };
    default:
      return { kind: 'failed', why: text };
  }
}
