import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../../..');

/** A program of the folder `programs` here, or of another, bundled so that Node runs it by itself. */
export async function builtProgram(name: string, folder: string, programs = path.join(import.meta.dirname, 'programs')): Promise<string> {
  const outfile = path.join(folder, `${name}.mjs`);
  await build({
    entryPoints: [path.join(programs, `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    absWorkingDir: root,
  });
  return outfile;
}
