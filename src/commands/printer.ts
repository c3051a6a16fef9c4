import { isatty } from 'node:tty';
import type { RunEvent } from '../engine/events.js';
import type { ReportContext, Reporter } from '../report/reporter.js';
import { chosenLanguage } from './language.js';

/** Standard output, or a stream like it. */
type OutputStream = NodeJS.WriteStream & { readonly fd: number };

/** Colour on a terminal, or where FORCE_COLOR asks for it; never where NO_COLOR forbids it (no-color.org). */
export function reportContext(stream: OutputStream): ReportContext {
  const isTerminal = isatty(stream.fd);
  const forced = process.env['FORCE_COLOR'] !== undefined && process.env['FORCE_COLOR'] !== '0';
  const color = !process.env['NO_COLOR'] && (forced || (isTerminal && process.env['TERM'] !== 'dumb'));
  return { isTerminal, columns: stream.columns || 80, color, language: chosenLanguage() };
}

/** Writes what a reporter prints, and on a terminal keeps its one status line below it. */
export function createPrinter(reporter: Reporter, stream: OutputStream): { print: (event: RunEvent) => void; clearStatus: () => void } {
  const hasStatus = isatty(stream.fd) && process.env['TERM'] !== 'dumb';
  const erase = '\r\u001B[K';
  return {
    print: (event) => {
      const status = hasStatus ? (reporter.status?.(event) ?? '') : '';
      const text = (hasStatus ? erase : '') + reporter.print(event) + fit(status, stream.columns || 80);
      if (text !== '') stream.write(text);
    },
    clearStatus: () => {
      if (hasStatus) stream.write(erase);
    },
  };
}

/** A status that wrapped could not be erased again; colour ends with it. */
function fit(status: string, columns: number): string {
  // oxlint-disable-next-line no-control-regex -- colours are escape sequences
  const plain = status.replaceAll(/\u001B\[\d+m/g, '');
  return plain.length < columns ? status : `${plain.slice(0, columns - 2)}…`;
}
