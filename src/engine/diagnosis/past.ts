import { ipArguments, readIp } from '../../lesson/known/ip-forms.js';
import { readShellInput } from '../../lesson/shell-command.js';
import { effectsOf } from '../../lesson/story/effects.js';
import { netnsExec, shellEffect, withoutSudo } from '../../lesson/story/shells.js';
import type { Verdict } from '../events.js';

/** A step that was run before, and where. */
export interface PastStep {
  readonly line: number;
  readonly command: string;
  /** The namespace of the shell that it was typed into. */
  readonly shell: string;
  readonly terminal: string;
  readonly verdict: Verdict;
}

/** An address that is gone, and by what. */
export interface LostAddress {
  readonly address: string;
  readonly link: string;
  /** Where the link was, and where it is now, when it has been moved. */
  readonly place: string;
  readonly now: string;
  readonly line: number;
  readonly how: 'moved' | 'down' | 'deleted';
}

/** What earlier steps of a lesson have done, as far as their words tell; only those that went well have done anything. */
export class Past {
  readonly #done: readonly PastStep[];
  readonly #all: readonly PastStep[];

  constructor(steps: readonly PastStep[]) {
    this.#all = steps;
    this.#done = steps.filter(({ verdict }) => verdict === 'pass' || verdict === 'drift');
  }

  /** The verdict of the step of a line. */
  verdictOf(line: number): Verdict | undefined {
    return this.#all.find((step) => step.line === line)?.verdict;
  }

  /** The last step that has taken away something such as `netns:ns1`, `link:veth0@host`; `undefined` if it has come back since. */
  lineThatRemoved(name: string): number | undefined {
    return this.#lastOf((step) => {
      const { provides, removes } = effectsOf(step.command, step.shell);
      if (provides.includes(name)) return 'there';
      return removes.includes(name) ? 'gone' : undefined;
    }, 'gone');
  }

  lineThatMade(name: string): number | undefined {
    return this.#lastOf((step) => (effectsOf(step.command, step.shell).provides.includes(name) ? 'there' : undefined), 'there');
  }

  /** The step that took a link away with its other end, or with the namespace of either. */
  lineThatTook(link: string, place: string): number | undefined {
    const peers = new Map<string, string>();
    const places = new Map<string, string>();
    let took: number | undefined;
    for (const step of this.#done) {
      const { provides, removes } = effectsOf(step.command, step.shell);
      const isMove = provides.some((name) => name.startsWith('link:'));
      const isHere = places.get(link) === place;
      const peer = peers.get(link);
      const takers = new Set([
        `netns:${place}`,
        ...(peer === undefined ? [] : [`netns:${places.get(peer)}`, ...(isMove ? [] : [`link:${peer}@${places.get(peer)}`])]),
      ]);
      if (isHere && removes.some((name) => takers.has(name))) took = step.line;
      for (const name of provides) {
        const [, made = '', where = ''] = /^link:(.*)@(.*)$/.exec(name) ?? [];
        if (made !== '') places.set(made, where);
        if (made === link && where === place) took = undefined;
        const [, a = '', b = ''] = /^pair:(.*)~(.*)$/.exec(name) ?? [];
        if (a === '') continue;
        peers.set(a, b);
        peers.set(b, a);
      }
    }
    return took;
  }

  /** Names of a kind that steps have made: of `netns`, `link` (with its place). */
  made(kind: 'netns' | 'link'): readonly string[] {
    const names = this.#done.flatMap((step) => effectsOf(step.command, step.shell).provides);
    return [...new Set(names.filter((name) => name.startsWith(`${kind}:`)).map((name) => name.slice(kind.length + 1)))];
  }

  /** What a link was renamed to, and where. */
  renamed(link: string, place: string): { readonly to: string; readonly line: number } | undefined {
    for (const step of this.#done.toReversed()) {
      const { provides, removes } = effectsOf(step.command, step.shell);
      if (!removes.includes(`link:${link}@${place}`)) continue;
      const to = provides.find((name) => name.startsWith('link:'));
      const name = to?.slice('link:'.length, to.lastIndexOf('@'));
      return name === undefined || name === link ? undefined : { to: name, line: step.line };
    }
    return undefined;
  }

  /** The step that opened the shell of a namespace in a terminal and that nothing has left since. */
  openShell(terminal: string): { readonly namespace: string; readonly line: number } | undefined {
    const stack: { namespace: string; line: number }[] = [];
    for (const step of this.#done) {
      if (step.terminal !== terminal) continue;
      const effect = shellEffect(step.command, step.shell);
      if (effect === 'leaves') stack.pop();
      else if (effect) stack.push({ namespace: effect.name, line: step.line });
    }
    return stack.at(-1);
  }

  /** The addresses that steps have given and that others have taken away with their link, by deleting them, or by setting it down (IPv6). */
  lostAddresses(): readonly LostAddress[] {
    const given = new Map<string, { link: string; place: string }>();
    const lost = new Map<string, LostAddress>();
    const lose = (address: string, now: string, line: number, how: LostAddress['how']): void => {
      const { link, place } = given.get(address)!;
      given.delete(address);
      lost.set(address, { address, link, place, now, line, how });
    };
    for (const step of this.#done.flatMap(partsOf)) {
      const { provides, removes } = effectsOf(step.command, step.shell);
      const moved = provides.find((name) => name.startsWith('link:'));
      const isAddition = provides.some((name) => name.startsWith('addr:'));
      for (const [address, { link, place }] of given) {
        if (removes.includes(`link:${link}@${place}`) && !isAddition)
          lose(
            address,
            moved?.slice(moved.lastIndexOf('@') + 1) ?? place,
            step.line,
            moved && !moved.endsWith(`@${place}`) ? 'moved' : 'deleted',
          );
        else if (removes.includes(`addresses:${link}@${place}`) || removes.includes(`addr:${address}`))
          lose(address, place, step.line, 'deleted');
        else if (address.includes(':') && setsDown(step, link, place)) lose(address, place, step.line, 'down');
      }
      for (const name of provides) {
        const [, address = '', link = '', place = ''] = /^addr:([^%]+)%(.*)@(.*)$/.exec(name) ?? [];
        if (address === '') continue;
        given.set(address, { link, place });
        lost.delete(address);
      }
    }
    return [...lost.values()];
  }

  /** The step that a route of a namespace was lost by: its link was set down, which takes the routes by it with it. */
  lostRoute(place: string, fits: (destination: string) => boolean): { readonly destination: string; readonly line: number } | undefined {
    let added: string | undefined;
    let lost: { destination: string; line: number } | undefined;
    for (const step of this.#done) {
      for (const { words, namespace } of ipCommands(step)) {
        if (namespace !== place) continue;
        const { object, verb, rest } = readIp(words) ?? {};
        if (object === 'route' && /^(?:add|replace|append|change)$/.test(verb ?? '') && fits(rest?.[0] ?? '')) {
          added = rest![0];
          lost = undefined;
        } else if (added !== undefined && object === 'route' && (verb === 'delete' || verb === 'flush')) {
          if (verb === 'flush' || rest?.[0] === added) lost = { destination: added, line: step.line };
        } else if (added !== undefined && object === 'link' && verb === 'set' && rest?.includes('down')) {
          lost = { destination: added, line: step.line };
        }
      }
    }
    return lost;
  }

  #lastOf(read: (step: PastStep) => 'there' | 'gone' | undefined, wanted: 'there' | 'gone'): number | undefined {
    for (const step of this.#done.toReversed()) {
      const state = read(step);
      if (state !== undefined) return state === wanted ? step.line : undefined;
    }
    return undefined;
  }
}

/** The simple commands of a step, one by one: a line may give an address and move the link. */
function partsOf(step: PastStep): PastStep[] {
  const { commands } = readShellInput(step.command);
  if (commands.length < 2) return [step];
  return commands.map(({ words }) => ({ ...step, command: words.map((word) => (/[\s'"\\]/.test(word) ? `'${word}'` : word)).join(' ') }));
}

function setsDown(step: PastStep, link: string, place: string): boolean {
  return ipCommands(step).some(({ words, namespace }) => {
    const { object, verb, rest = [] } = readIp(words) ?? {};
    return namespace === place && object === 'link' && verb === 'set' && rest.includes('down') && rest.includes(link);
  });
}

/** The ip(8) commands of a step, with the namespace that each acts in. */
function ipCommands(step: PastStep): { readonly words: readonly string[]; readonly namespace: string }[] {
  return readShellInput(step.command).commands.flatMap(({ words }) => {
    const bare = withoutSudo(words);
    const exec = netnsExec(bare);
    const inner = exec ? withoutSudo(exec.words) : bare;
    if (inner[0] !== 'ip') return [];
    const option = inner.findIndex((word) => /^-(?:n|nets?|netns)$/.test(word));
    const namespace = option === -1 ? (exec?.namespace ?? step.shell) : (inner[option + 1] ?? step.shell);
    return [{ words: ipArguments(inner.slice(1)), namespace }];
  });
}
