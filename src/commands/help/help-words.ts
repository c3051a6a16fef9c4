import type { Language } from '../../network/language.js';
import { chineseHelp } from './chinese-help.js';
import { englishHelp } from './english-help.js';

/** Texts in the shape of others. */
type Shaped<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Shaped<T[Key]> };

/** Everything that the help of the program and of its commands says. */
export type HelpWords = Shaped<typeof englishHelp>;

export const helpWords: Readonly<Record<Language, HelpWords>> = { en: englishHelp, zh: chineseHelp };
