import { withoutDrawnNames, withoutNumber } from './lab-chance.js';
import type { LabProcess } from './lab-process.js';
import type { StateItems } from './lab-state.js';
import { plainName } from './plain-text.js';
import type { RawOpenFile } from './raw-lab.js';

/** Flags of open(2) as fdinfo has them. */
const access = 0o3;
const flags: readonly (readonly [flag: number, word: string])[] = [
  [0o2000, 'append'],
  [0o4000, 'non-blocking'],
  [0o2000000, 'closed by exec'],
];
const accessWords = ['read', 'write', 'read and write'];
const regular = 0o100000;
/** The pipe through which a person's shell waits after each command for the runner to have looked (lab/person-script.ts); another stands in its place by then. */
const waitingPipe = /^\/run\/nslab\/person\/\w+(?: \(deleted\))?$/;
/** Where bash keeps files for the time of a redirection, and the first number that it takes for that. */
const firstKept = 10;
const bashsTerminal = 255;

/** Adds the open files of a process. @param owner the name of its own item */
export function addOpenFiles(items: StateItems, process: LabProcess, owner: string): void {
  for (const file of filesAtPrompt(process))
    items.add('open-file', `${file.number} of ${owner}`, openFileText(file, process), process.isRestless);
}

/** The files, `DEVICE INODE`, that programs have open for writing; shells at their prompts write to none. */
export function filesBeingWritten(processes: readonly LabProcess[]): ReadonlySet<string> {
  return new Set(
    processes
      .filter(({ shell, isStopped }) => shell === undefined && !isStopped)
      .flatMap(({ raw }) => raw.files)
      .filter((file) => isRegular(file) && (flagsOf(file) & access) !== 0)
      .map(({ place }) => place),
  );
}

/** Those of a shell that waits in its hook are as the hook has redirected them, and as they will be again under the numbers of copies. */
function filesAtPrompt({ raw, shell }: LabProcess): readonly RawOpenFile[] {
  const isWaiting = shell === 'bash' && raw.files.some(({ number, what }) => number === 0 && waitingPipe.test(what.toString('latin1')));
  if (!isWaiting) return raw.files;
  const kept = raw.files.filter((file) => file.number >= firstKept && file.number !== bashsTerminal && (flagsOf(file) & 0o2000000) !== 0);
  const copies = kept.slice(0, 3);
  const restored = copies.map((file, index) => ({ ...file, number: [1, 2, 0][index]!, info: withoutClose(file.info) }));
  const others = raw.files.filter((file) => !copies.includes(file) && file.number > 2);
  return [...restored, ...others].toSorted((a, b) => a.number - b.number);
}

function withoutClose(info: string): string {
  return info.replace(/^flags:\t(\d+)$/m, (_, digits: string) => `flags:\t${(Number.parseInt(digits, 8) & ~0o2000000).toString(8)}`);
}

function openFileText(file: RawOpenFile, { terminal, shell }: LabProcess): string {
  const path = withoutDrawnNames(withoutNumber(plainName(file.what))).replace(/\/sh-thd\.\w+ \(deleted\)$/, '/sh-thd (deleted)');
  const what = terminal !== undefined && path === `/dev/${terminal}` ? 'its terminal' : path;
  const set = flagsOf(file);
  const position = shell !== undefined && isRegular(file) ? [`at byte ${/^pos:\t(\d+)$/m.exec(file.info)?.[1] ?? '?'}`] : [];
  const words = [accessWords[set & access] ?? 'none', ...flags.filter(([flag]) => (set & flag) !== 0).map(([, word]) => word), ...position];
  return `${what}, ${words.join(', ')}`;
}

function flagsOf({ info }: RawOpenFile): number {
  return Number.parseInt(/^flags:\t(\d+)$/m.exec(info)?.[1] ?? '0', 8);
}

function isRegular({ mode }: RawOpenFile): boolean {
  return (mode & 0o170000) === regular;
}
