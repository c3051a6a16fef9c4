import type { OwnEnd } from '../engine/session/own-end.js';
import type { Return } from '../engine/session/return.js';
import type { Session } from '../engine/session/session.js';
import { returnLines } from '../report/return-lines.js';
import { firstLine } from '../report/shown-text.js';
import { stepDoneBy } from '../engine/session/done.js';
import { withPatience } from './patience.js';
import type { Screen } from './screen.js';
import { shownJournal } from './shown-journal.js';
import { helpWords } from './words/help-words.js';
import { labWords } from './words/lab-words.js';
import { lessonWords } from './words/lesson-words.js';

/** What a person in the lab can ask for by `nslab`, as the lab's own program of that name. */
type Request =
  | { readonly kind: 'undo' | 'redo' | 'reset' | 'steps' | 'accept' | 'back' | 'help' }
  | { readonly kind: 'go-to'; readonly step: number };

const plain = ['undo', 'redo', 'reset', 'steps', 'accept', 'back', 'help'] as const;

/** What else than going back there is while a person is in the lab. */
export interface Staying {
  /** What `nslab back` does. */
  readonly back: string;
  /** Lines for its help. */
  readonly help?: string;
  /** Deals with a request by itself: `leave` takes the lab from the person. */
  readonly onRequest?: (words: string) => Promise<'stay' | 'leave' | undefined>;
  /** A command has ended. */
  readonly onOwn?: (own: OwnEnd) => Promise<'stay' | 'leave'>;
}

/**
 * Gives a terminal of the lab to a person, who can also go back there.
 * @returns whether they have gone to another step
 */
export async function stayInLab(session: Session, terminal: string, screen: Screen, staying: Staying): Promise<boolean> {
  const words = labWords[screen.language];
  let hasGone = false;
  let pending: Extract<Return, { kind: 'differs' }> | undefined;
  for (let name = terminal; ;) {
    let request: Request = { kind: 'back' };
    const leaving = new AbortController();
    const came = await session.attach(name, {
      input: process.stdin,
      output: process.stdout,
      signal: leaving.signal,
      onRequest: async (text) => {
        let answer: 'stay' | 'leave' = 'stay';
        await screen.whileRaw(async () => {
          const own = await staying.onRequest?.(text);
          if (own !== undefined) {
            answer = own;
            return;
          }
          const asked = readRequest(text);
          if (asked.kind === 'help')
            screen.say([...(staying.help ? [staying.help] : []), helpWords[screen.language].inLab(staying.back)].join('\n'));
          else if (asked.kind === 'steps') screen.say(shownJournal(session, screen));
          else {
            request = asked;
            answer = 'leave';
          }
        });
        return answer;
      },
      onOwn: (own) =>
        screen.whileRaw(async () => {
          if ((await staying.onOwn?.(own)) === 'leave') leaving.abort();
        }),
    });
    if (came === 'ended') screen.say(`\n${words.shellEnded}`);
    if (came === 'ended' || request.kind === 'back') return hasGone;
    // In the place of a prompt that is no longer the lab's.
    if (!screen.isPlain) process.stdout.write('\r\u001B[K');
    const last = session.done.at(-1);
    const arrived = request.kind === 'accept' ? pending : await goBack(session, request, screen);
    if (!arrived || (request.kind === 'accept' && !(await pending!.accept()))) {
      pending = undefined;
      screen.fill(arrived ? words.nothingToAcceptAnyMore : words.nothingToAccept);
      continue;
    }
    if (request.kind !== 'accept') for (const line of returnLines(arrived, screen.language, screen.paint)) screen.say(line);
    pending = request.kind !== 'accept' && arrived.kind === 'differs' ? arrived : undefined;
    if (pending) screen.fill(words.notTheSame);
    else if (arrived.kind !== 'failed') {
      hasGone = true;
      screen.tell(placeOf(session, request, last?.entry.command, screen));
    }
    name = session.terminalName;
  }
}

function readRequest(words: string): Request {
  const text = words.trim().toLowerCase();
  const step = /^go-?to (\d{1,5})$/.exec(text)?.[1];
  if (step !== undefined) return { kind: 'go-to', step: Number(step) };
  return { kind: plain.find((kind) => kind === text) ?? 'help' };
}

async function goBack(session: Session, request: Request, screen: Screen): Promise<Return> {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  process.on('SIGINT', abort);
  const say = (): void => screen.tell(lessonWords[screen.language].goingBack);
  return withPatience(go(session, request, stop.signal), say).finally(() => process.off('SIGINT', abort));
}

function go(session: Session, request: Request, signal: AbortSignal): Promise<Return> {
  switch (request.kind) {
    case 'go-to':
      return session.goTo(request.step, signal);
    case 'redo':
      return session.redo(signal);
    case 'reset':
      return session.reset(signal);
    default:
      return session.undo(signal);
  }
}

function placeOf(session: Session, request: Request, last: string | undefined, { language }: Screen): string {
  const words = lessonWords[language];
  if (request.kind === 'undo' && last !== undefined) return words.takenBack(firstLine(last));
  if (request.kind === 'redo') return words.doneAgain(firstLine(session.done.at(-1)!.entry.command));
  const key = session.done.flatMap((done) => stepDoneBy(done) ?? []).at(-1);
  const step = session.lesson.steps.find((each) => each.key === key)?.id;
  return step === undefined ? labWords[language].atTheBeginning : labWords[language].afterStep(step, session.lesson.steps.length);
}
