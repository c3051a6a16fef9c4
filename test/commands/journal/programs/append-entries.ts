// Goes on with the journal of the lesson that is named, appends entries, undoes some, and tells each that is on disk: KEPT NUMBER, one a line.
import { openJournal } from '../../../../src/commands/journal/open-journal.js';
import { readJournal } from '../../../../src/commands/journal/journal-file.js';
import { end, entry } from '../entries.js';

const [lesson, seed] = process.argv.slice(2);
const journal = openJournal(lesson!, { lessonHash: 'h1', title: 'Killed', values: {}, isGoingOn: true });
if (journal.problem !== undefined) throw new Error(journal.problem);
let kept = readJournal(lesson!)?.entries.length ?? 0;
process.stdout.write(`start ${kept}\n`);
for (let number = 0; ; number += 1) {
  // Sometimes many are undone, so that the file is rewritten.
  if (kept > 40 && number % 7 === 0) {
    kept -= 30;
    process.stdout.write(`keeping ${kept}\n`);
    await journal.keep(kept);
  }
  await journal.begin(entry(`echo ${seed} ${number} ${'x'.repeat((number % 5) * 1000)}`, { lastPid: number }));
  kept += 1;
  process.stdout.write(`begun ${kept} ${seed} ${number}\n`);
  await journal.end(end({ digests: { files: `${seed}-${number}`, [`f${number % 3}`]: 'x' } }));
}
