import type { RunEvent } from '../engine/events.js';
import { mergeRuns } from '../engine/merge-runs.js';
import { readEvent } from '../engine/read-events.js';
import { NslabError } from '../errors.js';
import { byName, lessonAsItIs, readLesson } from './lesson-files.js';
import { readLongText } from './text-file.js';
import { openReports } from './report-outputs.js';
import { chosenLanguage } from './language.js';
import { runWords } from './run-words.js';

/** Makes reports of runs that were told as NDJSON, as if they had been one; resolves to the exit status of that. */
export async function report(files: readonly string[], options: { readonly reporter?: readonly string[] } = {}): Promise<number> {
  const runs = files.map(readRun);
  const events = mergeRuns(runs, byName.compare);
  const reports = await openReports(options.reporter ?? [], (file) =>
    lessonAsItIs(file, (other, before) => readLesson(other, before ? { before } : {})),
  );
  try {
    for (const event of events) reports.print(event);
    reports.finish();
  } finally {
    reports.discard();
  }
  for (const [index, run] of runs.entries()) sayUnfinished(files[index]!, run);
  const end = events.at(-1)!;
  return end.type === 'run:end' ? end.exitStatus : 2;
}

/** @throws {NslabError} `not-events`, and those of a file that can't be read */
function readRun(file: string): RunEvent[] {
  return readLongText(file)
    .split('\n')
    .flatMap((line, index, lines) => {
      if (line.trim() === '') return [];
      const event = readEvent(line);
      if (!('problem' in event)) return [event];
      const isCut = index === lines.length - 1 && index > 0;
      throw new NslabError('not-events', event.problem, {
        position: { file, line: index + 1 },
        hint: isCut
          ? {
              en: 'the file ends in the middle of a line: its run was killed, or the file was not copied whole; take that line away to see what there is',
              zh: '文件在一行的中间结束：运行被强行终止，或文件没有复制完整；去掉这一行就能看到已有的内容',
            }
          : {
              en: '`nslab check --reporter ndjson=FILE` writes files that can be read here',
              zh: '`nslab check --reporter ndjson=FILE` 写出的文件可以在这里读取',
            },
      });
    });
}

function sayUnfinished(file: string, run: readonly RunEvent[]): void {
  const end = run.find((event) => event.type === 'run:end');
  if (end && end.exitStatus <= 2) return;
  const words = runWords[chosenLanguage()];
  const why = end ? words.bySignal(end.exitStatus - 128) : words.noEnd;
  process.stderr.write(`nslab: ${file}: ${words.statusIsTwo(why)}\n`);
}
