import type { Step } from '../lesson/lesson.js';
import { effectsOf } from '../lesson/story/effects.js';
import type { ReasonCode, StepEnd } from './events.js';

/** Where a failure comes from: the line of the step, and what kind of failure it is if that step tells. */
export interface Cause {
  readonly line: number;
  readonly code: ReasonCode | null;
}

/** What an earlier step should have brought: its name, and the line of that step. */
export interface Owed {
  readonly word: string;
  readonly line: number;
  /** Whether the step was skipped, and has not failed. */
  readonly isLeftOut: boolean;
}

type Entry =
  | { readonly state: 'there'; readonly line: number }
  /** A step that was skipped should have brought it. */
  | { readonly state: 'left-out'; readonly line: number }
  /** A step that failed should have brought it, or a step that went well took it away. */
  | { readonly state: 'missing'; readonly cause: Cause; readonly isOwed?: boolean };

/** What the steps of a lesson have brought about, taken away and failed to bring: who is to blame for a failure, and what depends on a skipped step. */
export class Ledger {
  readonly #entries = new Map<string, Entry>();
  /** The other end of a veth pair, by name. */
  readonly #peers = new Map<string, string>();
  /** Which link an address is on: `veth0@host` by address. */
  readonly #linkOfAddress = new Map<string, string>();

  /** The line of the skipped step that the program of a command should have come from. */
  programLeftOutBy(step: Step): number | undefined {
    return this.#leftOut(needsOf(step).filter((name) => name.startsWith('program:')));
  }

  /** The line of the nearest skipped step without which this one makes no sense. */
  leftOutBy(step: Step): number | undefined {
    return this.#leftOut(needsOf(step));
  }

  /** What made a step fail, so far as earlier steps did; the first of the chain. */
  causeOf(step: Step): Cause | undefined {
    for (const name of needsOf(step)) {
      const entry = this.#find(name);
      if (entry?.state === 'missing') return entry.cause;
    }
    return undefined;
  }

  /** A link, namespace or address among these words that an earlier step should have brought. */
  owedIn(words: ReadonlySet<string>): Owed | undefined {
    for (const [name, entry] of this.#entries) {
      const word = /^(?:link|netns|addr):([^@%]+)/.exec(name)?.[1];
      if (word === undefined || !words.has(word)) continue;
      if (entry.state === 'left-out') return { word, line: entry.line, isLeftOut: true };
      if (entry.state === 'missing' && entry.isOwed) return { word, line: entry.cause.line, isLeftOut: false };
    }
    return undefined;
  }

  note(step: Pick<Step, 'command' | 'shell' | 'line'>, ended: Pick<StepEnd, 'verdict' | 'reason' | 'causedBy'>): void {
    const { provides, removes } = effectsOf(step.command, placeOf(step));
    switch (ended.verdict) {
      case 'pass':
      case 'drift':
        // What comes back under another name or in another place has only moved.
        for (const name of removes) this.#remove(name, step.line, !provides.some((other) => other.startsWith('link:')));
        for (const name of provides) this.#provide(name, step.line);
        return;
      case 'skip':
        for (const name of provides)
          if (this.#find(name)?.state !== 'there') this.#entries.set(name, { state: 'left-out', line: step.line });
        return;
      case 'fail':
      case 'error':
      case 'unreachable': {
        const cause: Cause = { line: ended.causedBy ?? step.line, code: ended.reason?.code ?? null };
        for (const name of provides)
          if (this.#find(name)?.state !== 'there') this.#entries.set(name, { state: 'missing', cause, isOwed: true });
      }
    }
  }

  #provide(name: string, line: number): void {
    if (name.startsWith('pair:')) {
      const [a = '', b = ''] = name.slice('pair:'.length).split('~');
      this.#peers.set(a, b);
      this.#peers.set(b, a);
    }
    if (name.startsWith('addr:') && name.includes('%')) {
      const [address = '', link = ''] = name.slice('addr:'.length).split('%');
      this.#linkOfAddress.set(address, link);
    }
    this.#entries.set(name, { state: 'there', line });
  }

  /** Goes on with another lesson, in which no line of this one can be blamed. */
  begin(): void {
    for (const [name, entry] of this.#entries) {
      if (entry.state === 'missing') this.#entries.delete(name);
      else this.#entries.set(name, { ...entry, line: 0 });
    }
  }

  #remove(name: string, line: number, isForGood: boolean): void {
    if (name.startsWith('netns:')) {
      const place = `@${name.slice('netns:'.length)}`;
      for (const other of this.#entries.keys())
        if (other.startsWith('link:') && other.endsWith(place)) this.#removeLink(other, { line, code: 'missing-namespace' }, true);
      this.#entries.set(name, { state: 'missing', cause: { line, code: 'missing-namespace' } });
    } else if (name.startsWith('link:')) this.#removeLink(name, { line, code: 'missing-link' }, isForGood);
    else if (name.startsWith('addresses:')) this.#removeAddresses(name.slice('addresses:'.length), { line, code: 'lost-address' });
    else if (name.startsWith('addr:')) this.#entries.set(name, { state: 'missing', cause: { line, code: 'lost-address' } });
    else this.#entries.set(name, { state: 'missing', cause: { line, code: name.startsWith('file:') ? 'missing-file' : null } });
  }

  /** A link takes its addresses with it, and the other end when it is gone for good and not only elsewhere. */
  #removeLink(name: string, cause: Cause, isForGood: boolean): void {
    this.#entries.set(name, { state: 'missing', cause });
    const link = name.slice('link:'.length);
    this.#removeAddresses(link, { line: cause.line, code: cause.code === 'missing-link' ? 'lost-address' : cause.code });
    if (!isForGood) return;
    const peer = this.#peers.get(link.slice(0, link.lastIndexOf('@')));
    if (peer === undefined) return;
    for (const other of this.#entries.keys()) {
      if (other.startsWith(`link:${peer}@`) && this.#entries.get(other)!.state === 'there')
        this.#entries.set(other, { state: 'missing', cause });
    }
  }

  #removeAddresses(link: string, cause: Cause): void {
    for (const [address, owner] of this.#linkOfAddress) {
      if (owner !== link) continue;
      this.#linkOfAddress.delete(address);
      this.#entries.set(`addr:${address}`, { state: 'missing', cause });
    }
  }

  #leftOut(names: readonly string[]): number | undefined {
    const lines = names.flatMap((name) => {
      const entry = this.#find(name);
      return entry?.state === 'left-out' ? [entry.line] : [];
    });
    return lines.length === 0 ? undefined : Math.max(...lines);
  }

  #find(name: string): Entry | undefined {
    if (!name.startsWith('file:')) return this.#entries.get(name);
    // What is in a folder comes with it.
    const parts = name.slice('file:'.length).replace(/^\.\//, '').split('/');
    for (let length = parts.length; length > 0; length -= 1) {
      const path = parts.slice(0, length).join('/');
      const entry = this.#entries.get(`file:${path}`) ?? this.#entries.get(`file:./${path}`);
      if (entry) return entry;
    }
    return undefined;
  }
}

function needsOf(step: Step): readonly string[] {
  return effectsOf(step.command, placeOf(step)).needs;
}

/** Where a step acts: nsenter(1) into process 1 leads to the host. */
function placeOf(step: Pick<Step, 'shell'>): string {
  return step.shell === 'nsenter:pid1' ? 'host' : step.shell;
}
