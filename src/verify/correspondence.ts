import type { Token, VolatileKind } from './tokens.js';

/**
 * Which documented value stands for which real one, so far. The same documented value must always be the same real value and the
 * other way round, within its kind and its scope.
 */
export interface Correspondence {
  readonly realOf: ReadonlyMap<string, string>;
  readonly documentedOf: ReadonlyMap<string, string>;
}

export const emptyCorrespondence: Correspondence = { realOf: new Map(), documentedOf: new Map() };

/** Identities have to correspond one to one; measurements only have to be of the same type. */
const agreement: Record<VolatileKind, 'one-to-one' | 'type'> = {
  counter: 'type',
  date: 'type',
  duration: 'type',
  ifindex: 'one-to-one',
  inode: 'one-to-one',
  'link-local': 'one-to-one',
  mac: 'one-to-one',
  nsid: 'one-to-one',
  pid: 'one-to-one',
};

/** Why a documented word does not agree with a real one. */
export interface Disagreement {
  readonly documented: string;
  readonly real: string;
  /** The kind of value, when both are of one kind but not the ones that belong together. */
  readonly kind: VolatileKind | 'text';
  /** What the documented value stood for before. */
  readonly stoodFor: string | undefined;
}

/** A correspondence that can grow while lines are compared, and be given up again. */
export class Binding {
  #realOf: Map<string, string>;
  #documentedOf: Map<string, string>;

  constructor(from: Correspondence) {
    this.#realOf = new Map(from.realOf);
    this.#documentedOf = new Map(from.documentedOf);
  }

  get correspondence(): Correspondence {
    return { realOf: this.#realOf, documentedOf: this.#documentedOf };
  }

  /** Compares two lines word by word. Binds their values when all agree, and nothing otherwise. */
  bindLine(documented: readonly Token[], real: readonly Token[]): boolean {
    if (documented.length !== real.length) return false;
    const added: [string, string][] = [];
    for (const [index, token] of documented.entries()) {
      if (this.#disagreement(token, real[index]!, added) !== undefined) {
        for (const [documentedKey, realKey] of added) {
          this.#realOf.delete(documentedKey);
          this.#documentedOf.delete(realKey);
        }
        return false;
      }
    }
    return true;
  }

  /** The first words in which two lines of equal length disagree, without binding anything. */
  explain(documented: Token, real: Token): Disagreement | undefined {
    const added: [string, string][] = [];
    const disagreement = this.#disagreement(documented, real, added);
    for (const [documentedKey, realKey] of added) {
      this.#realOf.delete(documentedKey);
      this.#documentedOf.delete(realKey);
    }
    return disagreement;
  }

  #disagreement(documented: Token, real: Token, added: [string, string][]): Disagreement | undefined {
    if (documented.kind === 'text' || real.kind === 'text' || documented.kind !== real.kind) {
      const isSame = documented.kind === real.kind && documented.text === real.text;
      return isSame ? undefined : { documented: documented.text, real: real.text, kind: 'text', stoodFor: undefined };
    }
    if (agreement[documented.kind] === 'type') return undefined;
    // A link-local address that comes from a MAC address by EUI-64 is bound as that MAC address (RFC 4291, appendix A).
    const documentedKey = identity(documented);
    const realKey = identity(real);
    const stoodFor = this.#realOf.get(documentedKey);
    const cameFrom = this.#documentedOf.get(realKey);
    if (stoodFor === realKey && cameFrom === documentedKey) return undefined;
    if (stoodFor === undefined && cameFrom === undefined) {
      this.#realOf.set(documentedKey, realKey);
      this.#documentedOf.set(realKey, documentedKey);
      added.push([documentedKey, realKey]);
      return undefined;
    }
    return { documented: documented.text, real: real.text, kind: documented.kind, stoodFor: stoodFor?.split(' ').at(-1) };
  }
}

function identity(token: Token & { kind: VolatileKind }): string {
  const mac = token.kind === 'link-local' ? macOfLinkLocal(token.text) : undefined;
  if (mac !== undefined) return `mac  ${mac}`;
  const text = token.kind === 'mac' ? token.text.toLowerCase() : token.text;
  return `${token.kind} ${token.scope} ${text}`;
}

/** The MAC address inside an EUI-64 link-local address, or `undefined` for one that was made another way. */
function macOfLinkLocal(address: string): string | undefined {
  const groups = address
    .toLowerCase()
    .replace(/^fe80::?/, '')
    .split(':')
    .filter(Boolean)
    .slice(-4);
  if (groups.length !== 4) return undefined;
  const bytes = groups.flatMap((group) => [
    Number.parseInt(group.padStart(4, '0').slice(0, 2), 16),
    Number.parseInt(group.padStart(4, '0').slice(2), 16),
  ]);
  if (bytes[3] !== 0xff || bytes[4] !== 0xfe) return undefined;
  return [bytes[0]! ^ 0x02, bytes[1]!, bytes[2]!, bytes[5]!, bytes[6]!, bytes[7]!]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join(':');
}
