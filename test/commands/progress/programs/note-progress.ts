// Notes that steps of the lesson that is named are done: note-progress LESSON NAME COUNT. Tells what went wrong.
import { openProgress } from '../../../../src/commands/progress/open-progress.js';

const [file, name, count] = process.argv.slice(2);
const progress = openProgress({ title: 'Race', steps: [] }, file!);
for (let number = 0; number < Number(count); number += 1) {
  progress.note({ kind: 'done', key: `${name}-${number}`, how: 'run' });
  progress.note({ kind: 'spent', seconds: 1 });
  progress.note({ kind: 'hint' });
}
process.stdout.write(progress.problem ?? 'kept');
