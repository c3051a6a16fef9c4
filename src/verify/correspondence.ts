import { bridgeIdOf, lastThreeBytes, linkLocalOf, macOfBridgeId, macOfLinkLocal } from './derived-addresses.js';
import type { Token, VolatileKind } from './tokens.js';

/**
 * Which documented value stands for which real one, so far. The same documented value must always be the same real value and the
 * other way round, within its kind, its scope and the life of the objects that have it.
 */
export interface Correspondence {
  readonly realOf: ReadonlyMap<string, string>;
  readonly documentedOf: ReadonlyMap<string, string>;
  /** The objects that have a documented value, such as `link:veth0@ns1`; none for a value that outlives what the text tells of it. */
  readonly owners: ReadonlyMap<string, readonly string[]>;
}

export const emptyCorrespondence: Correspondence = { realOf: new Map(), documentedOf: new Map(), owners: new Map() };

/** Identities have to correspond one to one; measurements only have to be of the same type. */
const agreement: Record<VolatileKind, 'one-to-one' | 'type'> = {
  checksum: 'type',
  counter: 'type',
  date: 'type',
  duration: 'type',
  id: 'one-to-one',
  ifindex: 'one-to-one',
  inode: 'one-to-one',
  'link-local': 'one-to-one',
  mac: 'one-to-one',
  multicast: 'one-to-one',
  name: 'one-to-one',
  neighbour: 'type',
  nsid: 'one-to-one',
  pid: 'one-to-one',
  port: 'one-to-one',
  sequence: 'one-to-one',
};

/** Why a documented word does not agree with a real one. */
export interface Disagreement {
  readonly documented: string;
  readonly real: string;
  /** The kind of value, when both are of one kind but not the ones that belong together. */
  readonly kind: VolatileKind | 'text';
  /** What the documented value stood for before. */
  readonly stoodFor: string | undefined;
  /** What was documented for the real value before. */
  readonly cameFrom: string | undefined;
}

/** Gives up the values of objects that are gone; what others still have stays. */
export function release(correspondence: Correspondence, isGone: (owner: string) => boolean): Correspondence {
  const realOf = new Map(correspondence.realOf);
  const documentedOf = new Map(correspondence.documentedOf);
  const owners = new Map<string, readonly string[]>();
  for (const [key, all] of correspondence.owners) {
    const alive = all.filter((owner) => !isGone(owner));
    if (alive.length > 0) owners.set(key, alive);
    else {
      documentedOf.delete(realOf.get(key)!);
      realOf.delete(key);
    }
  }
  return { realOf, documentedOf, owners };
}

/** How far numbers of one TCP sequence may be apart, in bytes. */
const nearby = 1_000_000;

/** A correspondence that can grow while lines are compared, and be taken back to where it was. */
export class Binding {
  readonly #realOf: Map<string, string>;
  readonly #documentedOf: Map<string, string>;
  readonly #owners: Map<string, readonly string[]>;
  /** How to take back each step of its growth. */
  readonly #trail: (() => void)[] = [];

  constructor(from: Correspondence) {
    this.#realOf = new Map(from.realOf);
    this.#documentedOf = new Map(from.documentedOf);
    this.#owners = new Map(from.owners);
  }

  get correspondence(): Correspondence {
    return { realOf: this.#realOf, documentedOf: this.#documentedOf, owners: this.#owners };
  }

  /** A place to come back to. */
  get mark(): number {
    return this.#trail.length;
  }

  undo(mark: number): void {
    while (this.#trail.length > mark) this.#trail.pop()!();
  }

  /** Compares two words, and binds their values when they agree. */
  bind(documented: Token, real: Token): boolean {
    return this.#disagreement(documented, real) === undefined;
  }

  /** Compares two lines word by word. Binds their values when all agree, and nothing otherwise. */
  bindLine(documented: readonly Token[], real: readonly Token[]): boolean {
    const { mark } = this;
    const isSame = documented.some(({ kind }) => kind === 'gap')
      ? this.#bindAround(documented, real, 0, 0)
      : this.#bindAll(documented, real);
    if (!isSame) this.undo(mark);
    return isSame;
  }

  /** The documented value for a real one: the one that it has already, or one that is still free, made like it. */
  documentedFor(real: Token): string {
    if (real.kind === 'text' || real.kind === 'gap' || real.kind === 'prefix' || agreement[real.kind] === 'type') return real.text;
    const known = this.#documentedOf.get(identity(real, real.scope)) ?? this.#documentedOf.get(`taken ${identity(real, real.scope)}`);
    if (known !== undefined) return likeIt(real, known.split(' ').at(-1)!);
    let text = real.text;
    // A number that stands for another one already is given to nobody else.
    while (/^\d{1,9}$/.test(text) && this.#realOf.has(identity({ ...real, text }, real.scope))) text = `${Number(text) + 1}`;
    return text;
  }

  /** How two words disagree, without binding anything. */
  explain(documented: Token, real: Token): Disagreement | undefined {
    const { mark } = this;
    const disagreement = this.#disagreement(documented, real);
    this.undo(mark);
    return disagreement;
  }

  #bindAll(documented: readonly Token[], real: readonly Token[]): boolean {
    return documented.length === real.length && documented.every((token, index) => this.bind(token, real[index]!));
  }

  /** With words left out in the middle of the documented line, each gap the shortest that fits. */
  #bindAround(documented: readonly Token[], real: readonly Token[], from: number, at: number): boolean {
    const { mark } = this;
    let [left, right] = [from, at];
    for (; left < documented.length && documented[left]!.kind !== 'gap'; left += 1, right += 1) {
      if (right >= real.length || !this.bind(documented[left]!, real[right]!)) {
        this.undo(mark);
        return false;
      }
    }
    if (left === documented.length) {
      if (right === real.length) return true;
      this.undo(mark);
      return false;
    }
    if (left === documented.length - 1) return true;
    for (let next = right; next <= real.length; next += 1) if (this.#bindAround(documented, real, left + 1, next)) return true;
    this.undo(mark);
    return false;
  }

  /** How two words disagree; in every scope that the real one has. */
  #disagreement(documented: Token, real: Token): Disagreement | undefined {
    const found = this.#disagreementInScope(documented, real);
    if (found || !('also' in real) || real.also === undefined) return found;
    return this.#disagreementInScope(documented, { ...real, scope: real.also });
  }

  #disagreementInScope(documented: Token, real: Token): Disagreement | undefined {
    const texts = { documented: documented.text, real: real.text };
    const isOtherForm = documented.kind === 'date' && real.kind === 'date' && documented.scope !== real.scope;
    if (documented.kind === 'prefix') {
      return real.text.startsWith(documented.text) ? undefined : { ...texts, kind: 'text', stoodFor: undefined, cameFrom: undefined };
    }
    if (documented.kind === 'text' || real.kind === 'text' || documented.kind === 'gap' || documented.kind !== real.kind || isOtherForm) {
      // Tools print the number of a process in columns of all kinds.
      const isKnownPid = /^\d{2,}$/.test(documented.text) && this.#realOf.get(`pid  ${documented.text}`) === `pid  ${real.text}`;
      return documented.text === real.text || isKnownPid ? undefined : { ...texts, kind: 'text', stoodFor: undefined, cameFrom: undefined };
    }
    // The namespaces of a process are of several kinds.
    const isOtherKind = documented.kind === 'inode' && documented.scope !== real.scope && documented.scope !== '' && real.scope !== '';
    if (isOtherKind) return { ...texts, kind: 'text', stoodFor: undefined, cameFrom: undefined };
    if (agreement[documented.kind] === 'type') return undefined;
    // A link-local address that comes from a MAC address by EUI-64 is bound as that MAC address (RFC 4291, appendix A).
    // Where a value counts is told by what the tool really prints; a document may have lost it.
    const documentedKey = identity(documented, real.scope);
    const realKey = identity(real, real.scope);
    const stoodFor = this.#realOf.get(documentedKey);
    const cameFrom = this.#documentedOf.get(realKey);
    if (stoodFor === realKey && cameFrom === documentedKey) {
      if (documented.isOfBridge && documentedKey.startsWith('mac ')) {
        const taken = `taken ${documentedKey}`;
        const before = this.#documentedOf.get(`taken ${realKey}`);
        // A bridge goes over to a lower address only.
        if (before !== undefined && before < taken)
          return { ...texts, kind: documented.kind, stoodFor: undefined, cameFrom: before.split(' ').at(-1) };
        if (!this.#realOf.has(taken)) this.#set(taken, `taken ${realKey}`, documented);
      }
      this.#own(documentedKey, documented);
      return undefined;
    }
    if ((documented.isOfBridge || documented.owner === undefined) && this.#hasTaken(documentedKey, realKey)) return undefined;
    // Which of its ports a bridge has its address from is found out only later.
    if (documented.isOfBridge && documentedKey.startsWith('mac ') && stoodFor === undefined && cameFrom === undefined) {
      if (this.#realOf.has(`taken ${documentedKey}`) || this.#documentedOf.has(`taken ${realKey}`))
        return { ...texts, kind: documented.kind, stoodFor: undefined, cameFrom: undefined };
      if (documented.isNamed && documented.text !== real.text)
        return { ...texts, kind: documented.kind, stoodFor: undefined, cameFrom: undefined };
      this.#set(`taken ${documentedKey}`, `taken ${realKey}`, documented);
      return undefined;
    }
    const isNew = stoodFor === undefined && cameFrom === undefined;
    if (isNew && (documented.kind !== 'sequence' || !this.#isNearAnother(documented.text, real.text))) {
      // What the lesson itself has set is no accident of this run.
      if (documented.isNamed && documented.text !== real.text)
        return { ...texts, kind: documented.kind, stoodFor: undefined, cameFrom: undefined };
      this.#set(documentedKey, realKey, documented);
      return undefined;
    }
    if (this.#follows(documentedKey, realKey, documented)) return undefined;
    if (this.#isTaken(documentedKey, realKey, documented)) return undefined;
    const plain = (key: string | undefined): string | undefined => key?.split(' ').at(-1);
    return { ...texts, kind: documented.kind, stoodFor: plain(stoodFor), cameFrom: plain(cameFrom) };
  }

  /** Whether a number of a sequence is as far from one that is known in both. */
  #follows(documentedKey: string, realKey: string, token: Token & { kind: VolatileKind }): boolean {
    if (token.kind !== 'sequence') return false;
    const number = (key: string): number => Number(key.split(' ').at(-1));
    const isAsFar = [...this.#realOf].some(
      ([from, to]) =>
        from.startsWith('sequence ') &&
        Math.abs(number(documentedKey) - number(from)) < nearby &&
        number(documentedKey) - number(from) === number(realKey) - number(to),
    );
    return isAsFar;
  }

  #isNearAnother(documented: string, real: string): boolean {
    return [...this.#realOf].some(
      ([from, to]) =>
        from.startsWith('sequence ') &&
        (Math.abs(Number(documented) - Number(from.split(' ').at(-1))) < nearby ||
          Math.abs(Number(real) - Number(to.split(' ').at(-1))) < nearby),
    );
  }

  #hasTaken(documentedKey: string, realKey: string): boolean {
    return this.#realOf.get(`taken ${documentedKey}`) === `taken ${realKey}`;
  }

  /** A bridge has the lowest MAC address of its ports, and which port has the lowest is chance. */
  #isTaken(documentedKey: string, realKey: string, token: Token & { kind: VolatileKind }): boolean {
    if (!documentedKey.startsWith('mac ')) return false;
    const documentedTaken = `taken ${documentedKey}`;
    const realTaken = `taken ${realKey}`;
    if (!token.isOfBridge) return false;
    // Each side has to have taken the lower of the two.
    const documentedOther = this.#documentedOf.get(realKey);
    const realOther = this.#realOf.get(documentedKey);
    if (documentedOther !== undefined && documentedOther < documentedKey) return false;
    if (realOther !== undefined && realOther < realKey) return false;
    // It takes another address only together with another port.
    if (documentedOther === undefined && this.#documentedOf.has(realTaken)) return false;
    if (realOther === undefined && this.#realOf.has(documentedTaken)) return false;
    this.#set(documentedTaken, realTaken, token);
    return true;
  }

  #set(documentedKey: string, realKey: string, token: Token & { kind: VolatileKind }): void {
    const before = { real: this.#realOf.get(documentedKey), documented: this.#documentedOf.get(realKey) };
    this.#realOf.set(documentedKey, realKey);
    this.#documentedOf.set(realKey, documentedKey);
    this.#trail.push(() => {
      if (before.real === undefined) this.#realOf.delete(documentedKey);
      else this.#realOf.set(documentedKey, before.real);
      if (before.documented === undefined) this.#documentedOf.delete(realKey);
      else this.#documentedOf.set(realKey, before.documented);
    });
    if (token.owner !== undefined) this.#setOwners(documentedKey, [token.owner]);
  }

  /** Another object that has the value. */
  #own(documentedKey: string, { owner }: Token & { kind: VolatileKind }): void {
    const owners = this.#owners.get(documentedKey);
    if (owner !== undefined && owners && !owners.includes(owner)) this.#setOwners(documentedKey, [...owners, owner]);
  }

  #setOwners(documentedKey: string, owners: readonly string[]): void {
    const before = this.#owners.get(documentedKey);
    this.#owners.set(documentedKey, owners);
    this.#trail.push(() => {
      if (before) this.#owners.set(documentedKey, before);
      else this.#owners.delete(documentedKey);
    });
  }
}

function identity(token: Token & { kind: VolatileKind }, scope: string): string {
  const mac = token.kind === 'link-local' ? macOfLinkLocal(token.text) : token.kind === 'mac' ? macOfBridgeId(token.text) : undefined;
  if (mac !== undefined) return `mac  ${mac}`;
  if (token.kind === 'multicast') return `multicast  ${lastThreeBytes(token.text)}`;
  const text = token.kind === 'mac' || token.kind === 'link-local' ? token.text.toLowerCase() : token.text;
  return `${token.kind} ${scope} ${token.kind === 'id' ? text.slice(0, 12) : text}`;
}

/** A documented value in the form of the real one: the address of a link is also in its link-local address and in a bridge id. */
function likeIt(real: Token, documented: string): string {
  if (real.kind === 'link-local' && /^(?:[\da-f]{2}:){5}[\da-f]{2}$/.test(documented)) return linkLocalOf(documented);
  if (real.kind === 'mac' && !/[:-]/.test(real.text)) return bridgeIdOf(documented);
  if (real.kind === 'mac' && /[A-F]/.test(real.text)) return documented.toUpperCase();
  if (real.kind === 'multicast' && /^ff/i.test(real.text) && real.text.split(':').length === 2) {
    const [a = '', b = '', c = ''] = documented.split(':');
    return `ff${a}:${Number.parseInt(`${b}${c}`, 16).toString(16)}`;
  }
  if (real.kind === 'id' && real.text.length > documented.length) return documented + real.text.slice(documented.length);
  return documented;
}
