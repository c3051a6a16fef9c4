import { cpSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const made = new Set(['.git', 'node_modules', 'dist', 'coverage'].map((name) => path.join(root, name)));

/** Copies this repository as it is now, as a fresh clone would have it. */
export function copyRepository(folder: string): void {
  cpSync(root, folder, { recursive: true, filter: (file) => !made.has(file) });
}
