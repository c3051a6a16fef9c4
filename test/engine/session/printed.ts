/**
 * Puts the number of a process into a command that names it by the entry which has printed it, as a person would read it from the screen and type it.
 * @param printed what each entry has printed
 */
export function withPrinted(command: string, printed: ReadonlyMap<number, string>): string {
  return command.replaceAll(
    /\{\{process of (\d+)\}\}/g,
    (_, entry: string) => /^\[\d+\] (\d+)$/m.exec(printed.get(Number(entry)) ?? '')?.[1] ?? '99999',
  );
}
