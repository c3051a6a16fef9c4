import { chosenLanguage } from './language.js';
import { drawForms, type DrawForm } from './draw-forms.js';
import { networkOfLab, networkOfLesson, networkOfMachine } from './drawn-network.js';
import { reportContext } from './printer.js';
import { usage } from './values.js';

export interface DrawOptions {
  /** A step, by its key or its line. */
  readonly step?: string;
  /** The pid of a lab; `true` for the one that runs. */
  readonly lab?: string | true;
  readonly allowPrivileged?: boolean;
  readonly svg?: boolean;
  readonly mermaid?: boolean;
  readonly json?: boolean;
  readonly ascii?: boolean;
  readonly words?: boolean;
  readonly columns?: string;
  readonly language?: string;
  readonly set?: readonly string[];
}

/** Draws the network of a lesson after a step, of a lab that runs, or of this machine. Resolves to the exit status. */
export async function draw(lesson: string | undefined, options: DrawOptions): Promise<number> {
  if (lesson !== undefined && options.lab !== undefined)
    throw usage('unexpected --lab beside a lesson', 'leave one of them out: a lesson is drawn in a lab of its own');
  if (lesson === undefined && options.step !== undefined)
    throw usage('unexpected --step without a lesson', 'nslab draw LESSON --step LINE; `nslab plan LESSON` shows the lines');
  const form = readForm(options);
  const columns = readColumns(options.columns);
  const language = chosenLanguage(options.language);
  const { topology, status } = await (lesson === undefined
    ? options.lab === undefined
      ? networkOfMachine()
      : networkOfLab(options.lab)
    : networkOfLesson(lesson, options));
  const place = reportContext(process.stdout);
  process.stdout.write(
    drawForms[form](topology, { columns: columns ?? Math.max(60, Math.min(place.columns, 120)), isColored: place.color, language }),
  );
  return status;
}

function readForm(options: DrawOptions): DrawForm {
  const forms = (['svg', 'mermaid', 'json', 'ascii', 'words'] as const).filter((form) => options[form]);
  if (forms.length > 1) throw usage(`unexpected --${forms[1]} beside --${forms[0]}`, 'leave one of them out');
  return forms[0] ?? 'text';
}

function readColumns(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const columns = Number(word);
  if (!Number.isInteger(columns) || columns < 60 || columns > 1000)
    throw usage(`unexpected --columns ${word}`, 'give a number from 60 to 1000');
  return columns;
}
