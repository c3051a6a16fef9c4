import path from 'node:path';

/** What somebody types to call nslab, as far as it can be told by how it was called: installed, by npx or npm, or by its file. */
export function programName(file = process.argv[1] ?? '', environment: Readonly<Record<string, string | undefined>> = process.env): string {
  if (environment['npm_command'] === 'exec' || environment['npm_lifecycle_event'] !== undefined) return 'npx nslab';
  if (path.basename(file) === 'nslab') return 'nslab';
  return `node ${path.relative('', file) || file}`;
}
