import { chmodSync, chownSync, lstatSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { folderProblem, journalFolder, makeJournalFolder } from '../../../src/commands/journal/journal-folder.js';
import { withFolder } from '../../engine/lab-trial.js';
import { builtProgram } from './built-program.js';

const isRoot = process.geteuid?.() === 0;
const anotherUser = 54_321;
const inHome = (home: string): string => path.join(home, '.local/state/nslab/journals');

describe('where it is', () => {
  it.each([
    [
      'XDG_STATE_HOME',
      (own: string) => [{ XDG_STATE_HOME: path.join(own, 'a/b'), HOME: own }, path.join(own, 'a/b/nslab/journals')] as const,
    ],
    ['HOME, when XDG_STATE_HOME is relative', (own: string) => [{ XDG_STATE_HOME: 'state', HOME: own }, inHome(own)] as const],
    ['HOME', (own: string) => [{ HOME: own }, inHome(own)] as const],
    ['what passwd(5) says, without HOME', () => [{}, inHome(userInfo().homedir)] as const],
  ])('is told by %s', (_, trial) =>
    withFolder((own) => {
      const [environment, expected] = trial(own);
      expect(journalFolder(environment)).toBe(expected);
    }),
  );

  it.runIf(isRoot)('is not in the home of another user, as with sudo', () =>
    withFolder((home) => {
      chownSync(home, anotherUser, anotherUser);
      expect(journalFolder({ HOME: home })).toBe(inHome(userInfo().homedir));
      expect(journalFolder({ HOME: home, XDG_STATE_HOME: path.join(home, '.local/state') })).toBe(inHome(userInfo().homedir));
    }),
  );

  it.runIf(isRoot)('is not in the home of root for an ordinary user that has no line in passwd(5), and that goes on without', () =>
    withFolder(async (folder) => {
      const program = await builtProgram('show-folder', folder);
      chmodSync(folder, 0o755);
      const asUser = ['setpriv', '--reuid', String(anotherUser), '--regid', String(anotherUser), '--clear-groups'];
      const { stdout } = await execa(asUser[0]!, [...asUser.slice(1), process.execPath, program], {
        env: { HOME: '/root', XDG_STATE_HOME: '/root/state' },
      });
      expect(JSON.parse(stdout)).toMatchObject([inHome('/root'), { en: expect.stringContaining("can't be written (EACCES)") }]);
    }),
  );
});

describe('is not used', () => {
  const trial = (prepare: (own: string, journals: string, folder: string) => void, problem: string | undefined): Promise<void> =>
    withFolder((folder) => {
      const journals = path.join(folder, 'nslab/journals');
      prepare(path.dirname(journals), journals, folder);
      const found = [makeJournalFolder(journals), folderProblem(journals)];
      expect(found.map((each) => each?.en.replace(folder, '…'))).toEqual([problem, problem]);
    });

  it('unless it is made, for nobody else', () => trial(() => {}, undefined));
  it('when it is a symbolic link', () =>
    trial((own, journals, folder) => {
      mkdirSync(own, { mode: 0o700 });
      mkdirSync(path.join(folder, 'other'));
      symlinkSync(path.join(folder, 'other'), journals);
    }, '…/nslab/journals is a symbolic link, which nslab does not follow'));
  it('when the folder above is a symbolic link, into which nothing is written', () =>
    withFolder((folder) => {
      mkdirSync(path.join(folder, 'other'));
      symlinkSync(path.join(folder, 'other'), path.join(folder, 'nslab'));
      expect(makeJournalFolder(path.join(folder, 'nslab/journals'))?.en).toContain('nslab is a symbolic link');
      expect([readdirSync(path.join(folder, 'other')), lstatSync(path.join(folder, 'nslab')).isSymbolicLink()]).toEqual([[], true]);
    }));
  it('when others may write above it', () =>
    trial((own, journals) => {
      mkdirSync(journals, { recursive: true });
      chmodSync(own, 0o777);
    }, '…/nslab may be written by others; take that away: chmod go-w'));
  it.runIf(isRoot)('when it belongs to another user', () =>
    trial((own, journals) => {
      mkdirSync(journals, { recursive: true, mode: 0o700 });
      chownSync(journals, anotherUser, anotherUser);
    }, '…/nslab/journals belongs to another user'),
  );
});
