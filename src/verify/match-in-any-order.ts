import type { Binding } from './correspondence.js';
import { bindStatements, type Statement } from './statement.js';

const mostTries = 100_000;

/** A statement with those that stand deeper below it. */
type Entry = readonly Statement[];

/**
 * Whether two lists say the same, in whatever order: every documented entry is a real one of its own, and real ones are left over only where
 * something is elided. Binds their values.
 */
export function matchInAnyOrder(
  documented: readonly Statement[],
  real: readonly Statement[],
  binding: Binding,
  forms: Set<string>,
): boolean {
  const isElided = documented.some(({ isElision }) => isElision);
  const isSaid =
    (other: readonly Statement[]) =>
    ({ isElision, isLeftOut }: Statement): boolean =>
      !isElision && (isLeftOut === undefined || other.some((statement) => statement.isLeftOut === isLeftOut));
  for (const { isLeftOut } of [...documented.filter((one) => !isSaid(real)(one)), ...real.filter((one) => !isSaid(documented)(one))])
    if (isLeftOut !== undefined) forms.add(isLeftOut);
  const wanted = toEntries(documented.filter(isSaid(real)));
  const given = toEntries(real.filter(isSaid(documented)));
  if (isElided ? wanted.length > given.length : wanted.length !== given.length) return false;
  const used = new Set<number>();
  const chosen: { index: number; mark: number; noted: readonly string[] }[] = [];
  let from = 0;
  for (let tries = 0; tries < mostTries; tries += 1) {
    if (chosen.length === wanted.length) {
      for (const { noted } of chosen) for (const form of noted) forms.add(form);
      return true;
    }
    const { mark } = binding;
    const noted: string[] = [];
    const entry = wanted[chosen.length]!;
    let index = from;
    while (index < given.length && (used.has(index) || !bindEntries(entry, given[index]!, binding, noted))) index += 1;
    if (index < given.length) {
      used.add(index);
      chosen.push({ index, mark, noted });
      from = 0;
      continue;
    }
    const last = chosen.pop();
    if (!last) return false;
    used.delete(last.index);
    binding.undo(last.mark);
    from = last.index + 1;
  }
  return false;
}

function toEntries(statements: readonly Statement[]): Entry[] {
  const entries: Statement[][] = [];
  for (const statement of statements) {
    if (statement.isDeeper && entries.length > 0) entries.at(-1)!.push(statement);
    else entries.push([statement]);
  }
  return entries;
}

function bindEntries(documented: Entry, real: Entry, binding: Binding, noted: string[]): boolean {
  const { mark } = binding;
  if (documented.length === real.length && documented.every((statement, index) => bindStatements(statement, real[index]!, binding, noted)))
    return true;
  binding.undo(mark);
  noted.length = 0;
  return false;
}
