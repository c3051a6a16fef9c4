import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readJournal } from '../../../src/commands/journal/journal-file.js';
import { openJournal, type OpenJournal } from '../../../src/commands/journal/open-journal.js';
import { Session } from '../../../src/engine/session/session.js';
import type { SessionOptions } from '../../../src/engine/session/session-options.js';
import type { Lesson } from '../../../src/lesson/lesson.js';
import { differenceLine } from './difference-line.js';

/** Where a session is kept, so that another one can go on when it was killed. */
export class KeptSession {
  readonly #folder: string;
  readonly #options: SessionOptions;
  #journal: OpenJournal;
  #session: Session;

  private constructor(folder: string, options: SessionOptions, journal: OpenJournal, session: Session) {
    this.#folder = folder;
    this.#options = options;
    this.#journal = journal;
    this.#session = session;
  }

  /** A session whose journal lies in a folder of its own. */
  static async start(lesson: Lesson, options: SessionOptions): Promise<KeptSession> {
    const folder = mkdtempSync(path.join(tmpdir(), 'nslab-test-'));
    const journal = inFolder(folder, () => open(lesson, false));
    return new KeptSession(folder, options, journal, await Session.start(lesson, [], { ...options, store: journal }));
  }

  get session(): Session {
    return this.#session;
  }

  /**
   * Ends the session as if its runner were killed, and goes on from what is on disk.
   * @returns what is not as it was, as the new session says
   */
  async resume(): Promise<string[]> {
    const { lesson } = this.#session;
    await this.#session.destroy();
    await this.#journal.close();
    const kept = inFolder(this.#folder, () => readJournal(lesson.file))!.entries;
    this.#journal = inFolder(this.#folder, () => open(lesson, true));
    this.#session = await Session.start(lesson, [], { ...this.#options, store: this.#journal, kept });
    const { left, differences, surprises } = this.#session.resumed!;
    return [
      ...(this.#journal.problem === undefined ? [] : [this.#journal.problem]),
      ...left.map(({ why, command, text }) => `left ${command}: ${why} ${text}`),
      ...differences.map(differenceLine),
      ...surprises.map(({ command, before, now }) => `${command}: ended with ${now}, and at first with ${before}`),
    ];
  }

  async end(): Promise<void> {
    await this.#session.destroy();
    await this.#journal.close();
    rmSync(this.#folder, { recursive: true });
  }
}

function open({ file, title }: Lesson, isGoingOn: boolean): OpenJournal {
  return openJournal(file, { lessonHash: 'of the test', title, values: {}, isGoingOn });
}

/** Calls back while this is the folder in which journals are kept. */
function inFolder<T>(folder: string, callback: () => T): T {
  const before = process.env['XDG_STATE_HOME'];
  process.env['XDG_STATE_HOME'] = folder;
  try {
    return callback();
  } finally {
    if (before === undefined) delete process.env['XDG_STATE_HOME'];
    else process.env['XDG_STATE_HOME'] = before;
  }
}
