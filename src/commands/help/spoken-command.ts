import { Command, type ErrorOptions } from 'commander';
import type { Language } from '../../network/language.js';
import { helpWords } from './help-words.js';
import { usageWords } from './usage-words.js';

/** A command whose help and errors of usage are in the chosen language; commander itself speaks English only. */
export class SpokenCommand extends Command {
  readonly #language: Language;

  constructor(name: string | undefined, language: Language) {
    super(name);
    this.#language = language;
    const words = helpWords[language];
    const headings: Readonly<Record<string, string>> = words.headings;
    this.helpOption('-h, --help', words.help);
    this.configureHelp({ styleTitle: (title) => headings[title] ?? title });
  }

  override createCommand(name?: string): SpokenCommand {
    return new SpokenCommand(name, this.#language);
  }

  override error(message: string, options?: ErrorOptions): never {
    return super.error(usageWords(message, options?.code, this.#language), options);
  }
}
