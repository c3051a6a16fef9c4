import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Journals of lessons that tests follow stand in a folder of their own, not in that of whoever runs the tests. */
export default function makeStateHome(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'nslab-test-state-'));
  process.env['XDG_STATE_HOME'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
