/** What the learner's things are called in the lesson, where names do not count. What is not in here keeps its name. */
export interface Renaming {
  readonly namespaces: ReadonlyMap<string, string>;
  /** By `NAMESPACE NAME`, both as the learner calls them. */
  readonly links: ReadonlyMap<string, string>;
  /** Chains, and tables of nftables. */
  readonly chains: ReadonlyMap<string, string>;
}

export const sameNames: Renaming = { namespaces: new Map(), links: new Map(), chains: new Map() };

/** The names in a namespace, as the lesson has them. */
export class Naming {
  readonly #renaming: Renaming;

  constructor(renaming: Renaming) {
    this.#renaming = renaming;
  }

  namespace(name: string): string {
    return this.#renaming.namespaces.get(name) ?? name;
  }

  link(namespace: string, name: string): string {
    return this.#renaming.links.get(`${namespace} ${name}`) ?? name;
  }

  chain(name: string): string {
    return this.#renaming.chains.get(name) ?? name;
  }

  /** `NAMESPACE/NAME` of a link somewhere. */
  place(namespace: string, name: string): string {
    return `${this.namespace(namespace)}/${this.link(namespace, name)}`;
  }

  /** What stands for a hardware address that nobody has chosen: `mac of NAMESPACE NAME`. */
  mac(mac: string): string {
    const [, namespace, name] = /^mac of (\S+) (.+)$/.exec(mac) ?? [];
    return namespace === undefined || name === undefined ? mac : `mac of ${this.namespace(namespace)} ${this.link(namespace, name)}`;
  }

  /** A file below /etc/netns belongs to the namespace of that name (ip-netns(8)). */
  file(path: string): string {
    const [, name, rest] = /^\/etc\/netns\/([^/]+)(.*)$/.exec(path) ?? [];
    return name === undefined ? path : `/etc/netns/${this.namespace(name)}${rest}`;
  }

  /** Links and chains in the words of a rule of iptables or nft. */
  rule(namespace: string, rule: string): string {
    return rule
      .replaceAll(
        /(?<=^|\s)(-i|-o|--in-interface|--out-interface) (\S+)/g,
        (_, word: string, name: string) => `${word} ${this.link(namespace, name)}`,
      )
      .replaceAll(/(?<=\b[io]ifname (?:[!=]= )?)"([^"]+)"/g, (_, name: string) => `"${this.link(namespace, name)}"`)
      .replaceAll(/(?<=(?:^|\s)(?:-j|-g|jump|goto) )(\S+)/g, (name) => this.chain(name));
  }
}
