import { reportFormats, type ReportFormat } from '../report/reporters.js';
import { usage } from './values.js';

/** One `--reporter` as it was meant. */
export interface ReportWord {
  readonly name: string;
  readonly format: ReportFormat;
  /** The file or folder; `undefined` for standard output. */
  readonly target: string | undefined;
}

/**
 * Reads `NAME` and `NAME=PLACE`; the terminal report goes to standard output unless another one does.
 * @throws {NslabError} `usage`
 */
export function readReportWords(words: readonly string[]): ReportWord[] {
  const read = words.map(readWord);
  const onStdout = read.filter((word) => word.target === undefined);
  if (onStdout.length > 1) {
    const [first, second] = onStdout;
    throw usage(
      {
        en: `two reports for standard output: ${first!.name} and ${second!.name}`,
        zh: `两个报告都要写到标准输出：${first!.name} 和 ${second!.name}`,
      },
      { en: `write one of them to a file: --reporter ${second!.name}=FILE`, zh: `把其中一个写到文件：--reporter ${second!.name}=FILE` },
    );
  }
  const targets = read.flatMap(({ target }) => (target === undefined ? [] : [target]));
  const twice = targets.find((target, index) => targets.indexOf(target) !== index);
  if (twice !== undefined)
    throw usage(
      { en: `two reports for ${twice}`, zh: `两个报告都要写到 ${twice}` },
      { en: 'give each a place of its own', zh: '给每个报告一个单独的位置' },
    );
  return onStdout.length === 1 ? read : [{ name: 'terminal', format: reportFormats['terminal']!, target: undefined }, ...read];
}

function readWord(word: string): ReportWord {
  const [, name, target] = /^([^=]*)(?:=(.*))?$/s.exec(word)! as unknown as [string, string, string | undefined];
  const format = Object.hasOwn(reportFormats, name) ? reportFormats[name] : undefined;
  if (!format)
    throw usage(
      { en: `unknown reporter ${name}`, zh: `未知的报告格式 ${name}` },
      { en: `known: ${Object.keys(reportFormats).join(', ')}`, zh: `可用的有：${Object.keys(reportFormats).join('、')}` },
    );
  if (target === '')
    throw usage(
      { en: `--reporter ${word} names no place after =`, zh: `--reporter ${word} 在 = 之后没有给出位置` },
      { en: `for example --reporter ${name}=${examplePlace(name)}`, zh: `例如 --reporter ${name}=${examplePlace(name)}` },
    );
  if (format.writes === 'folder' && target === undefined) {
    throw usage(
      { en: `--reporter ${name} writes several files and needs a folder for them`, zh: `--reporter ${name} 会写多个文件，需要一个目录` },
      { en: `for example --reporter ${name}=${examplePlace(name)}`, zh: `例如 --reporter ${name}=${examplePlace(name)}` },
    );
  }
  return { name, format, target };
}

function examplePlace(name: string): string {
  const endings: Readonly<Record<string, string>> = { html: '/', junit: '.xml', json: '.json', ndjson: '.ndjson' };
  return `report${endings[name] ?? '.txt'}`;
}
