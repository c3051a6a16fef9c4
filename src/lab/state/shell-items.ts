import type { LabProcess } from './lab-process.js';
import type { StateItems, StateKind } from './lab-state.js';
import type { NamespaceNames } from './namespace-names.js';
import { plainContent, plainName } from './plain-text.js';
import { environmentText, processText } from './process-items.js';
import type { RawLab } from './raw-lab.js';
import { parseShellRecord, type ShellRecord } from './shell-record.js';

/** What changes by itself, says nothing, or is told otherwise: SHELLOPTS and BASHOPTS by the options, BASH_ALIASES by the aliases; bash
 * prints of DIRSTACK what it was when somebody last looked. */
const idleVariables = new Set(
  `BASHOPTS BASHPID BASH_ALIASES BASH_ARGC BASH_ARGV BASH_ARGV0 BASH_CMDS BASH_COMMAND BASH_LINENO BASH_MONOSECONDS BASH_SOURCE BASH_SUBSHELL BASH_TRAPSIG
  BASH_VERSINFO COLUMNS COMP_WORDBREAKS DIRSTACK EPOCHREALTIME EPOCHSECONDS EUID FUNCNAME GROUPS HISTCMD LINENO LINES PIPESTATUS PPID RANDOM SECONDS
  SHELLOPTS SRANDOM UID _`.split(/\s+/),
);
/** Those that a person's terminal needs and a machine's does not (lab/terminal.ts), so that they tell only who has typed. */
const idleOptions = new Set(['emacs', 'histexpand', 'history', 'vi']);
/** What nslab has in a shell for its own use; more of it while a person types there (lab/person-shell.ts). */
const ownName = /^__nslab/;
const waitBeforeCommand = '\\${__nslab_gate+\\$(<\\$__nslab_gate)}';
const ownPrompts = /^-- ?="(?:> |\\\\\[\\\\e\]133;P;.*)"$|^--="(?:> |.*133;P;.*)"$/;

/** Adds each shell that waits at a terminal and what it knows, and returns the names that the shells got. */
export function addShells(
  items: StateItems,
  lab: RawLab,
  processes: readonly LabProcess[],
  names: NamespaceNames,
  jobs: ReadonlyMap<LabProcess, string>,
): ReadonlyMap<LabProcess, string> {
  const shells = processes.filter(({ shell }) => shell !== undefined);
  const found = new Map<LabProcess, string>();
  for (const shell of shells.toSorted((a, b) => depthOf(a) - depthOf(b) || a.labPid - b.labPid)) {
    const record = recordOf(shell, shells, lab);
    const job = record && record.job !== '' ? `\nlast job: ${jobName(record.job, shell, processes, jobs)}` : '';
    const known = record ? '' : `\n${environmentText(shell)}`;
    const depth = depthOf(shell);
    const place = `${depth === 1 ? 'the shell' : `shell ${depth}`} in ${shell.terminal}`;
    const name = items.add('shell', place, processText(shell, lab.processes[0]!, names) + job + known);
    if (record) addRecord(items, record, name);
    found.set(shell, name);
  }
  return found;
}

function addRecord(items: StateItems, record: ShellRecord, place: string): void {
  const add = (kind: StateKind, name: string, text: string): void => {
    items.add(kind, `${plainName(latin1(name))} of ${place}`, plainContent(latin1(text)));
  };
  for (const [name, text] of record.variables) {
    const isIdle = idleVariables.has(name) || ownName.test(name) || (name === 'PS2' && ownPrompts.test(text));
    if (!isIdle) add('variable', name, name === 'PS0' ? text.replace(waitBeforeCommand, '') : text);
  }
  if (record.directories !== '') add('variable', 'DIRSTACK', record.directories);
  for (const [name, text] of record.functions) if (!ownName.test(name)) add('function', name, text);
  for (const [name, text] of record.aliases) add('alias', name, text);
  for (const [name, text] of record.options) if (!idleOptions.has(name)) add('option', name, text);
  for (const [name, text] of record.traps) add('trap', name, text);
  record.parameters.forEach((text, index) => add('parameter', `${index + 1}`, text));
}

/**
 * What a bash has written down; nothing for another program, or when two shells in namespaces of their own know themselves by the same number, and
 * have written to the same file.
 */
function recordOf(shell: LabProcess, shells: readonly LabProcess[], lab: RawLab): ShellRecord | undefined {
  if (shell.shell !== 'bash' && shell.shell !== 'rbash' && shell.shell !== 'sh') return undefined;
  if (shells.some((other) => other !== shell && other.innerPid === shell.innerPid)) return undefined;
  const bytes = lab.records.get(shell.innerPid);
  return bytes && parseShellRecord(bytes.toString('latin1'));
}

/** How many shells of its terminal it is inside of, itself included. */
function depthOf(shell: LabProcess): number {
  let depth = 0;
  for (let at: LabProcess | undefined = shell; at; at = at.parent) if (at.shell !== undefined && at.terminal === shell.terminal) depth += 1;
  return depth;
}

/** Of the number of a job, which goes by chance, what it runs. Another process may have the same number in another namespace. */
function jobName(number: string, shell: LabProcess, processes: readonly LabProcess[], jobs: ReadonlyMap<LabProcess, string>): string {
  const numbering = shell.raw.links.get('pid')?.toString('latin1');
  const job = processes.find(({ innerPid, raw }) => innerPid === number && raw.links.get('pid')?.toString('latin1') === numbering);
  return job ? (jobs.get(job) ?? job.command) : 'ended';
}

function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
