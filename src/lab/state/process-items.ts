import { createHash } from 'node:crypto';
import { withoutDrawnNames } from './lab-chance.js';
import { splitAtNuls, statusLine, type LabProcess } from './lab-process.js';
import type { StateItems } from './lab-state.js';
import type { NamespaceNames } from './namespace-names.js';
import { plainName } from './plain-text.js';
import type { RawProcess } from './raw-lab.js';

/** Command lines and environments up to this many bytes stay readable. */
const mostReadable = 16_384;
/** What differs by itself between two processes of the same command: the name of the program that the shell has started last. */
const idleVariables = /^(?:_|COLUMNS|LINES)=/;
/** Lines of proc_pid_status(5) that say what a process may do; those are told that differ from PID 1's. */
const rights = ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb', 'NoNewPrivs', 'Seccomp_filters', 'Cpus_allowed_list'];

/** Adds each process that is no shell at a terminal, and returns the names that they got. */
export function addProcesses(
  items: StateItems,
  processes: readonly LabProcess[],
  first: RawProcess,
  names: NamespaceNames,
): ReadonlyMap<LabProcess, string> {
  return new Map(
    processes
      .filter(({ shell }) => shell === undefined)
      .map((process) => {
        const text = `${processText(process, first, names)}\n${environmentText(process)}`;
        return [process, items.add('process', withoutDrawnNames(process.command), text, process.isRestless)] as const;
      }),
  );
}

/** What is to be said of a process: not its numbers, nor how long it has run. */
export function processText(process: LabProcess, first: RawProcess, names: NamespaceNames): string {
  const { raw, status, parent } = process;
  const link = (name: string): string => plainName(raw.links.get(name) ?? Buffer.alloc(0));
  const ids = (name: string): string =>
    status(name)
      .split(' ')
      .filter((id, index, all) => id !== all[index - 1])
      .join(' ');
  const different = rights.filter((name) => status(name) !== statusLine(first, name));
  return lines([
    ['command', bounded(process.words, ' ')],
    ['program', link('exe')],
    ['folder', link('cwd')],
    ['root', link('root') === '/' ? '' : link('root')],
    ['user', ids('Uid')],
    ['group', ids('Gid')],
    ['other groups', status('Groups')],
    ['mask', status('Umask')],
    ['nice', process.nice === 0 ? '' : `${process.nice}`],
    ['terminal', process.terminal ?? 'none'],
    [
      'is',
      [process.isStopped && 'stopped', process.isForeground && 'in the foreground', process.isSessionLeader && 'a session leader']
        .filter(Boolean)
        .join(', '),
    ],
    ['started by', withoutDrawnNames(parent?.command ?? '')],
    ['namespaces', names.ofProcess(process)],
    ['ignored signals', /^0*$/.test(status('SigIgn')) ? '' : status('SigIgn')],
    ...different.map((name) => [name, status(name) || 'none'] as const),
    ...limits(raw, first),
  ]);
}

export function environmentText({ raw }: LabProcess): string {
  const words = splitAtNuls(raw.texts.get('environ') ?? Buffer.alloc(0)).filter(
    (word) => !idleVariables.test(word.toString('latin1', 0, 10)),
  );
  return `environment:\n${bounded(
    words.toSorted((a, b) => Buffer.compare(a, b)),
    '\n',
  )}`;
}

/** Limits of getrlimit(2) that are not those of PID 1. */
function limits(raw: RawProcess, first: RawProcess): readonly (readonly [string, string])[] {
  const rows = ({ texts }: RawProcess): string[] => (texts.get('limits')?.toString('latin1') ?? '').split('\n').slice(1);
  const usual = new Set(rows(first));
  return rows(raw)
    .filter((row) => row !== '' && !usual.has(row))
    .map((row) => {
      const [, name = row, soft = '', hard = ''] = /^Max (.+?) {2,}(\S+) +(\S+)/.exec(row) ?? [];
      return [`limit of ${name}`, soft === hard ? soft : `${soft}, at most ${hard}`] as const;
    });
}

function bounded(words: readonly Buffer[], separator: string): string {
  const size = words.reduce((sum, word) => sum + word.length + 1, 0);
  if (size <= mostReadable) return withoutDrawnNames(words.map(plainName).join(separator));
  const hash = createHash('sha256');
  for (const word of words) hash.update(word).update('\0');
  return `${size} bytes, sha256 ${hash.digest('hex')}`;
}

function lines(facts: readonly (readonly [string, string])[]): string {
  return facts
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
