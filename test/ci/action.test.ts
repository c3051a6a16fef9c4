import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { session, writeLesson } from '../engine/lab-trial.js';
import { readAction, runAction } from './composite-action.js';
import { copyRepository } from './repository-copy.js';

const scratch = mkdtempSync(path.join(tmpdir(), 'nslab-action-'));
const action = path.join(scratch, 'nslab/.github/actions/check');
const workspace = path.join(scratch, 'workspace');

beforeAll(() => {
  copyRepository(path.join(scratch, 'nslab'));
  mkdirSync(path.join(workspace, 'docs'), { recursive: true });
  mkdirSync(path.join(workspace, 'other folder'));
  writeLesson(workspace, 'docs/good.md', `# Good\n\n${session('$ echo a', 'a')}\n`);
  writeLesson(workspace, 'other folder/bad.md', `# ::error::from a lesson\n\n${session('$ echo a', 'b')}\n`);
  writeFileSync(path.join(workspace, 'other folder/nslab.config.yaml'), 'paths: [bad.md]\n');
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the action', () => {
  it('builds nslab in its own checkout, and passes', { timeout: 180_000 }, async () => {
    const { failed, log, summary, outputs } = await runAction(action, workspace, { paths: 'docs\n' }, scratch);
    expect([failed, log]).toEqual([undefined, expect.stringContaining('1 lesson: 1 passed')]);
    expect(outputs).toEqual({ 'exit-status': '0' });
    expect(summary).toContain('docs&#47;good&#46;md');
    expect(summary).not.toContain('warm');
  });

  it('fails on a drift, in another folder, with paths of its configuration', async () => {
    const { failed, log, summary, outputs } = await runAction(action, workspace, { 'working-directory': 'other folder' }, scratch);
    expect([failed, outputs]).toEqual(['Check', { 'exit-status': '1' }]);
    expect(summary).toContain('its output is not the documented one');
    // A lesson's text between these two is no command of the workflow.
    const [, token, between] = /^::stop-commands::(\S+)\n([^]*)$/m.exec(log)!;
    expect(between!.split(`::${token}::`)[0]).toContain('::error::from a lesson');
    const after = log.split(`::${token}::`)[1]!;
    expect(after).toContain('::error file=other folder/bad.md,line=5');
    expect(after).not.toContain('::error::');
  });

  it('hands on options, one a line', async () => {
    const args = '  --fail-on=fail \n\n--set=NAME=a b\n--min-checked=0\n';
    const { failed, outputs } = await runAction(action, workspace, { paths: 'other folder/bad.md\ndocs', args }, scratch);
    expect([failed, outputs]).toEqual([undefined, { 'exit-status': '0' }]);
  });

  it.each(['$(touch made)', '"; touch made; "', "'; touch made; '", '`touch made`', '--keep\n*', '-x', '${{ github.token }}', '$HOME'])(
    'takes %j for words, wherever it stands',
    async (hostile) => {
      for (const name of ['paths', 'args', 'working-directory']) {
        const { failed, outputs } = await runAction(action, workspace, { paths: 'docs', [name]: hostile }, scratch);
        expect([failed, outputs]).toEqual(['Check', { 'exit-status': name === 'working-directory' ? '' : '2' }]);
      }
      expect(readdirSync(workspace)).toEqual(['docs', 'other folder']);
    },
  );

  it('writes no expression into a script', () => {
    expect(readAction(action).runs.steps.filter(({ run }) => run.includes('${{'))).toEqual([]);
  });
});
