import type { Box, Card } from '../topology.js';

/** A link as a sentence tells it, with its names cleaned. */
export interface ToldLink {
  readonly name: string;
  readonly kind: string;
  readonly state: Card['state'];
  readonly addresses: readonly string[];
  readonly note: string | null;
  /** The bridge that it is a port of, where that bridge is told nowhere. */
  readonly master: string | null;
}

export interface ToldEnd {
  readonly link: string;
  readonly place: string;
}

/** `place` is `host` or the name of a namespace. A route without a destination that is a prefix says `default`. */
export interface ToldRoute {
  readonly destination: string;
  readonly via: string | null;
  readonly device: string | null;
  readonly table: string | null;
  readonly type: string | null;
}

/** The sentences that stand for a picture, in one language. Each returns a whole sentence. */
export interface SentencePhrases {
  /** What there is at all; `others` are the boxes beside the host. */
  overview(hasHost: boolean, others: readonly string[]): string;
  kindOf(name: string, kind: Box['kind'], heldBy: string | null): string | null;
  links(place: string, isFirst: boolean, links: readonly ToldLink[]): string;
  bridge(place: string, isFirst: boolean, bridge: ToldLink, ports: readonly ToldLink[]): string;
  portsOf(bridge: string, ports: readonly ToldLink[]): string;
  stacked(lower: string, links: readonly ToldLink[]): string;
  onlyLoopback(place: string, loopback: ToldLink | null): string;
  loopback(place: string, loopback: ToldLink): string;
  /** Cables that begin in one place. */
  cables(place: string, cables: readonly { readonly from: string; readonly to: ToldEnd }[]): string;
  liesOn(place: string, from: string, to: ToldEnd): string;
  route(place: string, route: ToldRoute): string;
  forwards(place: string, families: readonly string[]): string;
  nat(place: string, rules: readonly string[]): string;
  /** `rules` is a count; `drops` are hooks with the version of IP, or `null` for both. */
  filters(place: string, rules: number, drops: readonly { readonly hook: string; readonly family: string | null }[]): string;
  changed(things: readonly ChangedThing[]): string;
}

export type ChangedThing =
  | { readonly kind: 'namespace'; readonly place: string }
  | { readonly kind: 'link'; readonly place: string; readonly link: string }
  | { readonly kind: 'route'; readonly place: string; readonly destination: string }
  | { readonly kind: 'forwards' | 'nat' | 'filters'; readonly place: string }
  | { readonly kind: 'cable' | 'lower'; readonly from: ToldEnd; readonly to: ToldEnd };
