const isWhole = process.env['NSLAB_ALL'] === '1';

/** Every n-th of a list, for a run that shall not take long; all of it with NSLAB_ALL=1, as `npm run test:long` has it. */
export function shareOf<T>(all: readonly T[], nth: number): readonly T[] {
  return isWhole ? all : all.filter((_, at) => at % nth === 0);
}
