import fc from 'fast-check';
import { onlyLooks } from '../../../src/engine/session/only-looks.js';
import { untypable } from '../../../src/engine/typable.js';
import type { Lesson, Step } from '../../../src/lesson/lesson.js';
import { parseLesson } from '../../../src/lesson/parse-lesson.js';
import { session } from '../lab-trial.js';
import { noteStep } from './note-step.js';
import { ownWish, writeOwn, type OwnWish } from './own-commands.js';
import { smallLesson, smallLessonNames } from './small-lessons.js';
import { emptyWorld, type World } from './world.js';

/** What is done with a session. `entry` is what a command of the person's own is known by. */
export type Move =
  | { readonly do: 'step'; readonly step: Step }
  | { readonly do: 'own'; readonly entry: number; readonly kind: string; readonly command: string; readonly terminal: string | undefined }
  | { readonly do: 'undo' }
  | { readonly do: 'goTo'; readonly step: number }
  | { readonly do: 'reset' }
  | { readonly do: 'resume' };

/** What was done and counts. */
export type Effective = Extract<Move, { do: 'step' | 'own' }>;

export interface Walk {
  readonly lesson: Lesson;
  readonly moves: readonly Move[];
  /** The commands that are left of it in the end. */
  readonly effective: readonly Effective[];
  /**
   * Whether processes may have other numbers than if only those had been run: what is done again after a look keeps the numbers that it had when
   * nobody had looked yet.
   */
  readonly isRenumbered: boolean;
}

type MoveWish =
  | { readonly do: 'own'; readonly wish: OwnWish; readonly terminal: number }
  | { readonly do: 'goTo'; readonly at: number }
  | { readonly do: 'step' | 'undo' | 'reset' | 'resume' };

/** What somebody means to do; which commands that comes to depends on what there is then. */
export interface WalkWish {
  readonly lesson: { readonly name: string } | { readonly steps: readonly { readonly wish: OwnWish; readonly terminal: number }[] };
  readonly moves: readonly MoveWish[];
}

/** Of 0 to 9: mostly the terminal that was used last. */
const otherTerminals: Readonly<Record<number, string>> = { 8: 'main', 9: 'second' };

const own = fc.record({ wish: ownWish(), terminal: fc.nat(9) });

/** Walks of up to so many moves. */
export function walkWish(most: number): fc.Arbitrary<WalkWish> {
  const plain = (name: 'step' | 'undo' | 'reset' | 'resume'): fc.Arbitrary<MoveWish> => fc.constant({ do: name });
  const move = fc.oneof(
    { weight: 9, arbitrary: own.map((given): MoveWish => ({ do: 'own', ...given })) },
    { weight: 6, arbitrary: plain('step') },
    { weight: 3, arbitrary: plain('undo') },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('goTo' as const), at: fc.nat(99) }) },
    { weight: 1, arbitrary: plain('reset') },
    { weight: 1, arbitrary: plain('resume') },
  );
  return fc.record({
    lesson: fc.oneof(
      fc.record({ name: fc.constantFrom(...smallLessonNames) }),
      fc.record({ steps: fc.array(own, { minLength: 2, maxLength: 8, size: 'max' }) }),
    ),
    moves: fc.array(move, { minLength: Math.ceil(most / 2), maxLength: most, size: 'max' }),
  });
}

/** Something that was done, with what there was afterwards. */
interface Known {
  readonly move: Effective;
  readonly terminal: string;
  readonly world: World;
  /** Whether there was a way forward when it was done. */
  readonly isAside: boolean;
}

/** Finds out what a walk comes to, without a lab: a pure model of what a session promises. */
export function planWalk(wish: WalkWish): Walk {
  const { lesson, after } =
    'name' in wish.lesson ? { lesson: smallLesson(wish.lesson.name), after: undefined } : writeLesson(wish.lesson.steps);
  const moves: Move[] = [];
  let done: readonly Known[] = [];
  let undone: readonly Known[] = [];
  let isRenumbered = false;
  const apply = (move: Effective, terminal: string, change: (world: World) => void): void => {
    const world = structuredClone(done.at(-1)?.world ?? emptyWorld());
    change(world);
    done = [...done, { move, terminal, world, isAside: undone.length > 0 }];
    // Whoever has gone back to look at something has not left the way forward.
    if (move.do !== 'own' || !onlyLooks(move.command)) undone = [];
    moves.push(move);
  };
  const returnTo = (count: number, move: Move): void => {
    const all = [...done, ...undone];
    if (count > done.length && done.some(({ isAside }) => isAside)) isRenumbered = true;
    done = all.slice(0, count);
    undone = all.slice(count);
    moves.push(move);
  };
  for (const [entry, wished] of wish.moves.entries()) {
    switch (wished.do) {
      case 'step': {
        const step = lesson.steps[done.filter(({ move }) => move.do === 'step').length];
        if (step) apply({ do: 'step', step }, step.terminal, (world) => (after?.get(step.command) ?? noteStep(step))(world));
        break;
      }
      case 'own': {
        const last = done.at(-1)?.terminal ?? lesson.steps[0]?.terminal ?? 'main';
        const terminal = otherTerminals[wished.terminal] ?? last;
        const written = writeOwn(wished.wish, structuredClone(done.at(-1)?.world ?? emptyWorld()), terminal, entry);
        // A session refuses those.
        if (!written || untypable(written.command)) break;
        const { kind } = wished.wish;
        apply(
          { do: 'own', entry, kind, command: written.command, terminal: terminal === last ? undefined : terminal },
          terminal,
          written.after,
        );
        break;
      }
      case 'undo':
        if (done.length > 0) returnTo(done.length - 1, { do: 'undo' });
        break;
      case 'goTo': {
        const all = [...done, ...undone];
        const places = [0, ...all.flatMap(({ move }, at) => (move.do === 'step' ? [at + 1] : []))];
        const at = wished.at % places.length;
        returnTo(places[at]!, { do: 'goTo', step: at });
        break;
      }
      case 'reset':
        returnTo(0, { do: 'reset' });
        break;
      case 'resume':
        undone = [];
        moves.push({ do: 'resume' });
    }
  }
  // Where a command was typed does not depend on what else counts in the end.
  const effective = done.map(({ move, terminal }): Effective => (move.do === 'own' ? { ...move, terminal } : move));
  return { lesson, moves, effective, isRenumbered };
}

/** All that the commands end with: one that is wrong would be tried again, for as long as that takes. */
const anyExit = '0,1,2,3,4,5,7,124,126,127,130,137,143,255';

/** A lesson whose steps are commands that learners type. */
function writeLesson(wishes: readonly { readonly wish: OwnWish; readonly terminal: number }[]): {
  readonly lesson: Lesson;
  readonly after: ReadonlyMap<string, (world: World) => void>;
} {
  const world = emptyWorld();
  const after = new Map<string, (world: World) => void>();
  const blocks = wishes.flatMap(({ wish, terminal: number }, entry) => {
    const terminal = number === 9 ? 'second' : 'main';
    const written = writeOwn(wish, world, terminal, entry);
    // Who writes a lesson can't know the number of a process, and a comment is no step.
    if (!written || /\{\{|^\s*(?:#|$)/.test(written.command)) return [];
    written.after(world);
    after.set(written.command, written.after);
    const [first = '', ...more] = written.command.split('\n');
    return [
      `<!-- nslab: terminal=${terminal} run=always exit=${anyExit} -->\n${session(`$ ${first}`, ...more.map((line) => `> ${line}`))}`,
    ];
  });
  const text = ['# Made up', ...(blocks.length === 0 ? [session('$ true')] : blocks)].join('\n\n');
  return { lesson: parseLesson('made-up.md', `${text}\n`, { values: {} }), after };
}

/** A walk as a person would write it down. */
export function walkScript({ moves }: Walk): string {
  return moves
    .map((move) => {
      switch (move.do) {
        case 'step':
          return `step ${move.step.id} in ${move.step.terminal}: ${JSON.stringify(move.step.command)}`;
        case 'own':
          return `own #${move.entry}${move.terminal === undefined ? '' : ` in ${move.terminal}`}: ${JSON.stringify(move.command.slice(0, 300))}`;
        case 'goTo':
          return `go to step ${move.step}`;
        default:
          return move.do;
      }
    })
    .join('\n');
}
