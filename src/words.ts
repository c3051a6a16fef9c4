/** What is said to people, in each language of the interface. That both are there is what the compiler demands. */
export type Words = Readonly<Record<'en' | 'zh', string>>;

/** What stands as it is in every language: a command, names, a list of them, what another program has said. */
export function same(text: string): Words {
  return { en: text, zh: text };
}
