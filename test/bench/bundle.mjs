import { build } from 'esbuild';
import path from 'node:path';

/** What these files below `src` export, bundled into a folder, as the program is. */
export async function bundle(folder, files) {
  const outfile = path.join(folder, 'bundle.mjs');
  await build({
    stdin: {
      contents: files.map((file) => `export * from './src/${file}.ts';`).join('\n'),
      resolveDir: path.resolve(import.meta.dirname, '../..'),
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  return import(outfile);
}
