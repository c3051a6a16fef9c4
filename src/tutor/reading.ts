import { stepDoneBy } from '../engine/session/done.js';
import type { Session } from '../engine/session/session.js';
import type { Screen } from './screen.js';
import { shownText } from './shown-text.js';
import { headingAbove, placeAfter, stationsOf, type Station } from './stations.js';

/** Where a person is in a lesson, and what there is to read on the way. */
export class Reading {
  readonly #session: Session;
  readonly #screen: Screen;
  readonly #stations: readonly Station[];
  #place = 0;

  constructor(session: Session, screen: Screen) {
    this.#session = session;
    this.#screen = screen;
    this.#stations = stationsOf(session.lesson);
  }

  /** What is at the place; `undefined` behind the end. */
  get station(): Station | undefined {
    return this.#stations[this.#place];
  }

  get place(): number {
    return this.#place;
  }

  goOn(): void {
    this.#place += 1;
  }

  /** Shows what is to be read here, and goes on. */
  read(): void {
    const { station } = this;
    if (station?.kind === 'text') this.#show(station);
    this.goOn();
  }

  /** Goes to where the lab is: right after the last step that was done, and behind what was read since. */
  arrive(): void {
    const { done, lesson } = this.#session;
    const key = done.flatMap((each) => stepDoneBy(each) ?? []).at(-1);
    const place = placeAfter(this.#stations, lesson.steps.find((step) => step.key === key)?.id ?? 0);
    const isHere = place <= this.#place && this.#stations.slice(place, this.#place).every(({ kind }) => kind === 'text');
    if (!isHere) this.#place = place;
  }

  /** Shows what stands between the heading above and the place, but for the commands. */
  readAgain(): void {
    for (const station of this.#stations.slice(headingAbove(this.#stations, this.#place), this.#place))
      if (station.kind === 'text') this.#show(station);
  }

  #show({ node }: Extract<Station, { kind: 'text' }>): void {
    const text = shownText(node, this.#session.lesson, this.#screen);
    if (text !== '') this.#screen.say(text);
  }
}
