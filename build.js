// Bundles the command line into dist/: one CommonJS file, V8's compiled form of it, and the small starter that uses both.
// As packages the program takes several times as long to start; see docs/adr/0003-one-bundle.md.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
await build({
  entryPoints: ['src/cli.ts'],
  outfile: 'dist/main.cjs',
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  // Half the bytes to read and compile; names stay, so that a stack says where it comes from.
  minify: true,
  keepNames: true,
  define: { 'import.meta.dirname': '__dirname', 'import.meta.url': '__importMetaUrl' },
  banner: { js: "const __importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
  logLevel: 'warning',
});
// esbuild escapes what is beyond ASCII in strings, but not in regular expressions, where the escapes mean the same.
const bundle = readFileSync('dist/main.cjs', 'utf8');
const escape = (letter) =>
  letter
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
writeFileSync('dist/main.cjs', bundle.replaceAll(/\P{ASCII}/gu, escape));
writeFileSync('dist/nslab.cjs', starter());
chmodSync('dist/nslab.cjs', 0o755);
// The cache holds what has been compiled until the program ends, so it is written by a run that goes through everything.
writeFileSync('dist/warm-up.md', '```console\n$ true\n```\n');
spawnSync(process.execPath, ['dist/nslab.cjs', 'check', 'dist/warm-up.md'], {
  env: { ...process.env, NSLAB_WRITE_CACHE: '1', GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '' },
  stdio: 'ignore',
});
rmSync('dist/warm-up.md');

/**
 * Node 20 has no compile cache of its own (node:module, since 22.1), so the starter keeps V8's cached data beside the bundle.
 * The bundle has nothing beyond ASCII, so it can be read as latin1, which is faster than UTF-8.
 */
function starter() {
  return `#!/usr/bin/env node
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const filename = path.join(__dirname, 'main.cjs');
const cacheFile = filename + '.cache';
let cachedData;
try {
  cachedData = fs.readFileSync(cacheFile);
} catch {}
const script = new vm.Script('(function (exports, require, module, __filename, __dirname) {' + fs.readFileSync(filename, 'latin1') + '\\n})', {
  filename,
  cachedData,
  importModuleDynamically: vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});
script.runInThisContext()(exports, require, module, filename, __dirname);
if (process.env.NSLAB_WRITE_CACHE) process.on('exit', () => fs.writeFileSync(cacheFile, script.createCachedData()));
`;
}
