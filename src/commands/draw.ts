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
    throw usage(
      { en: 'unexpected --lab beside a lesson', zh: '指定了课程时不能用 --lab' },
      { en: 'leave one of them out: a lesson is drawn in a lab of its own', zh: '去掉其中一个：课程总是在它自己的实验环境中画图' },
    );
  if (lesson === undefined && options.step !== undefined)
    throw usage(
      { en: 'unexpected --step without a lesson', zh: '没有指定课程时不能用 --step' },
      {
        en: 'nslab draw LESSON --step LINE; `nslab plan LESSON` shows the lines',
        zh: 'nslab draw LESSON --step LINE；`nslab plan LESSON` 会列出行号',
      },
    );
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
  if (forms.length > 1)
    throw usage(
      { en: `unexpected --${forms[1]} beside --${forms[0]}`, zh: `--${forms[1]} 不能与 --${forms[0]} 同时使用` },
      { en: 'leave one of them out', zh: '去掉其中一个' },
    );
  return forms[0] ?? 'text';
}

function readColumns(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const columns = Number(word);
  if (!Number.isInteger(columns) || columns < 60 || columns > 1000)
    throw usage(
      { en: `unexpected --columns ${word}`, zh: `--columns ${word} 意外` },
      { en: 'give a number from 60 to 1000', zh: '给出 60 到 1000 之间的数' },
    );
  return columns;
}
