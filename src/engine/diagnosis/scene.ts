import { withoutWrappers } from '../../lesson/known/command-forms.js';
import { ipArguments, readIp } from '../../lesson/known/ip-forms.js';
import type { Step } from '../../lesson/lesson.js';
import { readShellInput } from '../../lesson/shell-command.js';
import { netnsExec } from '../../lesson/story/shells.js';
import { findNamespace, type Namespace, type Snapshot } from '../../network/snapshot.js';
import type { Past } from './past.js';
import { probesOf, type Probe } from './probe.js';

/** A socket that waits for somebody to come. */
export interface Listener {
  /** The inode of its namespace. */
  readonly inode: number;
  readonly protocol: 'tcp' | 'udp';
  readonly address: string;
  readonly port: number;
}

/** All that is known of a failing or surprising step. */
export interface Symptom {
  readonly step: Pick<Step, 'line' | 'command' | 'terminal' | 'expect'>;
  /** Cleaned. */
  readonly output: string;
  readonly exitCode: number | null;
  /** Whether it had to be stopped. */
  readonly isStopped?: boolean;
  /** The network before it and after it, so far as somebody has looked. */
  readonly before: Snapshot | null;
  readonly after: Snapshot | null;
  /** The namespace of the shell that it was typed into. */
  readonly namespace: string;
  readonly past: Past;
  /** Who listens, if somebody has looked. */
  readonly listeners?: readonly Listener[];
}

/** One simple command of the step, without what only runs it, and the namespace that it acts in. */
export interface SimpleCommand {
  readonly words: readonly string[];
  readonly namespace: string;
  /** Whether its own words name that namespace. */
  readonly isNamed: boolean;
  /** What ip(8) is asked to do, when it is an ip. */
  readonly ip: { readonly object: string; readonly verb: string; readonly rest: readonly string[] } | undefined;
}

/** A symptom, read. */
export interface Scene extends Symptom {
  readonly commands: readonly SimpleCommand[];
  readonly probes: readonly Probe[];
  readonly documented: readonly string[];
}

/** What tools say of a failure stands in short lines near the end; looking through one of a million letters takes minutes. */
const longestLine = 2000;
const mostCharacters = 100_000;

function lastShortLines(output: string): string {
  const end = output.slice(-mostCharacters);
  return end
    .split('\n')
    .filter((line) => line.length <= longestLine)
    .join('\n');
}

export function readScene(symptom: Symptom): Scene {
  const commands = readCommands(symptom.step.command, symptom.namespace, false);
  return {
    ...symptom,
    output: lastShortLines(symptom.output),
    commands,
    probes: commands.flatMap(({ words, namespace }) => probesOf(words, namespace)),
    documented: symptom.step.expect.output?.lines ?? [],
  };
}

function readCommands(text: string, namespace: string, isNamed: boolean): SimpleCommand[] {
  return readShellInput(text).commands.flatMap(({ words }) => readWords(words, namespace, isNamed));
}

function readWords(written: readonly string[], namespace: string, isNamed: boolean): SimpleCommand[] {
  const target = written.map((word) => /^(?:--net=|-n)\/(?:var\/)?run\/netns\/([^/]+)$/.exec(word)?.[1]).find((name) => name !== undefined);
  const place = written.includes('nsenter') && target !== undefined ? target : namespace;
  const words = withoutWrappers(written);
  const exec = netnsExec(words);
  if (exec) return readWords(exec.words, exec.namespace, true);
  if (/^(?:ba|da)?sh$/.test(words[0] ?? '') && words[1] === '-c' && words[2] !== undefined)
    return readCommands(words[2], place, isNamed || place !== namespace);
  const option = /^(?:ip|bridge)$/.test(words[0] ?? '') ? words.findIndex((word) => /^-(?:n|nets?|netns)$/.test(word)) : -1;
  const own = option === -1 ? undefined : words[option + 1];
  const ip = words[0] === 'ip' ? readIp(ipArguments(words.slice(1))) : undefined;
  return [{ words, namespace: own ?? place, isNamed: isNamed || own !== undefined || place !== namespace, ip }];
}

/** The namespace of a label in the network as it is after the step. */
export function namespaceOf(scene: Scene, label: string): Namespace | undefined {
  return scene.after === null ? undefined : findNamespace(scene.after, label);
}

/** What stands behind a word of a command: `dev veth0`. */
export function wordAfter(words: readonly string[], name: string): string | undefined {
  const place = words.indexOf(name);
  return place === -1 ? undefined : words[place + 1];
}
