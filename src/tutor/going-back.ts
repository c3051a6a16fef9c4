import type { Return } from '../engine/session/return.js';
import type { Session } from '../engine/session/session.js';
import { returnLines } from '../report/return-lines.js';
import { firstLine } from '../report/shown-text.js';
import { ask } from './ask.js';
import { withPatience } from './patience.js';
import type { InLab } from './read-wish.js';
import type { Reading } from './reading.js';
import type { Screen } from './screen.js';
import { lessonWords } from './words/lesson-words.js';

/** The ways back and forward in a lesson, with what is to be said and asked on them. */
export class GoingBack {
  readonly #session: Session;
  readonly #reading: Reading;
  readonly #screen: Screen;

  constructor(session: Session, reading: Reading, screen: Screen) {
    this.#session = session;
    this.#reading = reading;
    this.#screen = screen;
  }

  /** @returns whether the lab is another one now */
  async go(wish: Extract<InLab, { kind: 'undo' | 'redo' | 'reset' | 'go-to' }>): Promise<boolean> {
    const words = lessonWords[this.#screen.language];
    switch (wish.kind) {
      case 'undo': {
        const last = this.#session.done.at(-1);
        return this.#return((signal) => this.#session.undo(signal), last && words.takenBack(firstLine(last.entry.command)));
      }
      case 'redo': {
        const next = this.#session.undone[0];
        if (next) return this.#return((signal) => this.#session.redo(signal), words.doneAgain(firstLine(next.entry.command)));
        this.#screen.tell(words.nothingToRedo);
        return false;
      }
      case 'reset':
        return (await ask.confirm(words.startAnew, this.#screen, false)) && this.#goTo(0);
      case 'go-to': {
        const step = wish.step ?? (await ask.number(words.whichStep(this.#session.lesson.steps.length), this.#screen));
        return step !== undefined && this.#goTo(step);
      }
    }
  }

  #goTo(step: number): Promise<boolean> {
    return this.#return((signal) => this.#session.goTo(step, signal), undefined);
  }

  /** @param said when it has come there; the text of the lesson is shown again where there is nothing to say */
  async #return(go: (signal: AbortSignal) => Promise<Return>, said: string | undefined): Promise<boolean> {
    const screen = this.#screen;
    const words = lessonWords[screen.language];
    const stop = new AbortController();
    const abort = (): void => stop.abort();
    process.on('SIGINT', abort);
    const came = await withPatience(go(stop.signal), () => screen.tell(words.goingBack)).finally(() => process.off('SIGINT', abort));
    const lines = returnLines(came, screen.language, screen.paint);
    if (came.kind === 'differs') screen.fill(words.notTheSame);
    for (const line of lines) screen.say(line);
    if (came.kind === 'failed') return false;
    if (came.kind === 'differs') {
      if (!(await ask.confirm(words.goThereAllTheSame, screen, false))) return false;
      await came.accept();
    }
    const before = this.#reading.place;
    this.#reading.arrive();
    if (said !== undefined) screen.tell(said);
    else if (this.#reading.place < before) this.#reading.readAgain();
    return true;
  }
}
