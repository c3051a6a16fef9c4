// Begins entries until the journal says that it is not continued, and tells how many were kept and how many can be read.
import { openJournal } from '../../../../src/commands/journal/open-journal.js';
import { readJournal } from '../../../../src/commands/journal/journal-file.js';
import { entry } from '../entries.js';

const lesson = process.argv[2]!;
const journal = openJournal(lesson, { lessonHash: 'h', title: 't', values: {}, isGoingOn: false });
let begun = -1;
while (journal.problem === undefined && begun < 1000) {
  await journal.begin(entry('x'.repeat(1000)));
  begun += 1;
}
process.stdout.write(JSON.stringify({ problem: journal.problem, begun, read: readJournal(lesson)!.entries.length }));
