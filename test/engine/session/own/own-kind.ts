import { shellOf, type Link, type Shell, type World } from '../world.js';

/** Choices among what there is, made of numbers, so that a walk from which a move is taken away still makes sense. */
export class Picks {
  readonly #numbers: readonly number[];
  #at = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  /** A number from 0 up to and without the given one. */
  below(count: number): number {
    const number = this.#numbers.length === 0 ? 0 : this.#numbers[this.#at % this.#numbers.length]!;
    this.#at += 1;
    return number % count;
  }

  of<const T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
}

/** A command, and what there is when it has been run. */
export interface Written {
  readonly command: string;
  readonly after?: (world: World) => void;
}

/** Where and when a command is written. */
export interface Scene {
  readonly world: World;
  readonly pick: Picks;
  readonly terminal: string;
  /** The shell that it is typed into. */
  readonly shell: Shell;
  /** What the entry is known by that it becomes. */
  readonly entry: number;
}

/** Writes a command of its kind; nothing when there is nothing for it to be about. */
export type OwnKind = (scene: Scene) => Written | string | undefined;

/** What changes in the shell that the command is typed into. */
export function inShell(terminal: string, change: (shell: Shell) => void): (world: World) => void {
  return (world) => change(shellOf(world, terminal));
}

/** A kind whose command is always right, whatever there is. */
export function oneOf(...commands: readonly string[]): OwnKind {
  return ({ pick }) => pick.of(commands);
}

/** The same for what only bash knows. */
export function oneOfBash(...commands: readonly string[]): OwnKind {
  return ({ pick, shell }) => (shell.program === 'bash' ? pick.of(commands) : undefined);
}

/** `ip` for a namespace, as it is typed in a shell; nothing when it can't be reached from there. */
export function ipIn(shell: Shell, namespace: string | null): string | undefined {
  if (shell.user !== 'root') return undefined;
  if (shell.namespace === namespace) return 'ip';
  return namespace === null ? undefined : `ip -n ${namespace}`;
}

/** Links that can be reached from a shell. */
export function reachable({ world, shell }: Scene, isWanted: (link: Link) => boolean = () => true): Link[] {
  return world.links.filter((link) => ipIn(shell, link.namespace) !== undefined && isWanted(link));
}

/** One of the names that are not taken yet. */
export function free(pick: Picks, names: readonly string[], taken: readonly string[]): string | undefined {
  const left = names.filter((name) => !taken.includes(name));
  return left.length === 0 ? undefined : pick.of(left);
}

/** Where the number stands of a process that an earlier entry has printed. */
export function printedBy(entry: number): string {
  return `{{process of ${entry}}}`;
}
