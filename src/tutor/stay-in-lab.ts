import type { ChalkInstance } from 'chalk';
import type { Return } from '../engine/session/return.js';
import type { Session } from '../engine/session/session.js';
import type { Language } from '../network/language.js';
import { returnLines } from '../report/return-lines.js';
import { firstLine } from '../report/shown-text.js';
import { goingBack, withPatience } from './patience.js';
import { shownJournal } from './shown-journal.js';

/** What a person in the lab can ask for by `nslab`, as the lab's own program of that name. */
type Request =
  | { readonly kind: 'undo' | 'redo' | 'reset' | 'steps' | 'accept' | 'back' | 'help' }
  | { readonly kind: 'go-to'; readonly step: number };

const plain = ['undo', 'redo', 'reset', 'steps', 'accept', 'back', 'help'] as const;

/**
 * Gives a terminal of the lab to a person, who can also go back there.
 * @param back what leaving is called: `nslab back` leaves the lab, its shell goes on
 * @returns whether they have gone to another step
 */
export async function stayInLab(
  session: Session,
  terminal: string,
  how: { readonly language: Language; readonly paint: ChalkInstance; readonly back: string },
): Promise<boolean> {
  const { paint, language } = how;
  let hasGone = false;
  let pending: Extract<Return, { kind: 'differs' }> | undefined;
  for (let name = terminal; ;) {
    let request: Request = { kind: 'back' };
    const came = await session.attach(name, {
      input: process.stdin,
      output: process.stdout,
      onRequest: async (words) => {
        request = readRequest(words);
        // In the person's terminal nothing returns to the start of the line by itself.
        const say = (text: string): void => void process.stdout.write(`${text.replaceAll('\n', '\r\n')}\r\n`);
        if (request.kind === 'help') say(helpOf(how.back));
        else if (request.kind === 'steps') say(shownJournal(session, paint));
        else return 'leave';
        return 'stay';
      },
    });
    if (came === 'ended') process.stdout.write(`\nThe shell of this terminal has ended.\n`);
    if (came === 'ended' || request.kind === 'back') return hasGone;
    // In the place of a prompt that is no longer the lab's.
    process.stdout.write('\r\u001B[K');
    const last = session.done.at(-1);
    const arrived = request.kind === 'accept' ? pending : await goBack(session, request, paint);
    if (!arrived || (request.kind === 'accept' && !(await pending!.accept()))) {
      pending = undefined;
      process.stdout.write(`There is nothing to accept${arrived ? ' any more: something else was done since' : ''}.\n`);
      continue;
    }
    if (request.kind !== 'accept') for (const line of returnLines(arrived, language, paint)) process.stdout.write(`${line}\n`);
    pending = request.kind !== 'accept' && arrived.kind === 'differs' ? arrived : undefined;
    if (pending)
      process.stdout.write(
        'Done again in a fresh lab it is not the same. nslab accept goes there all the same; nothing has changed yet.\n',
      );
    else if (arrived.kind !== 'failed') {
      hasGone = true;
      process.stdout.write(`${paint.dim(placeOf(session, request, last?.entry.command))}\n`);
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

async function goBack(session: Session, request: Request, paint: ChalkInstance): Promise<Return> {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  process.on('SIGINT', abort);
  const say = (): void => void process.stdout.write(`${paint.dim(goingBack)}\n`);
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

function placeOf(session: Session, request: Request, last: string | undefined): string {
  if (request.kind === 'undo' && last !== undefined) return `Taken back: ${firstLine(last)}`;
  if (request.kind === 'redo') return `Done again: ${firstLine(session.done.at(-1)!.entry.command)}`;
  const step = session.done.findLast((done) => done.step !== null)?.step?.id;
  return step === undefined ? 'You are at the beginning.' : `You are after step ${step} of ${session.lesson.steps.length}.`;
}

function helpOf(back: string): string {
  return `nslab undo      takes back what was done last
nslab redo      does again what was taken back last
nslab goto 3    goes to right after step 3; 0: the beginning
nslab reset     takes back everything
nslab steps     says what has been done
nslab accept    goes there though it is not the same
nslab back      ${back}`;
}
