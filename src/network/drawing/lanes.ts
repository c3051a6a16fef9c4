/** A wire that wants a lane, from one link to another, each told by its place in the order of all rows from top to bottom. */
export interface LaneWish {
  readonly from: number;
  readonly to: number;
  /** Wires that lie on the same link come together in its lane where they can. */
  readonly isShared: boolean;
}

/** `fromSocket` and `toSocket` count the places at one link where wires leave the box, from the first on. */
export interface Lane {
  readonly lane: number;
  readonly fromSocket: number;
  readonly toSocket: number;
}

interface Span {
  readonly lane: number;
  top: number;
  bottom: number;
}

/** More sockets than any link has. */
const socketsOfALink = 100_000;

/**
 * A lane for each wire, in the order of the wires: the innermost one that no earlier wire needs on the way. So a further wire moves no other.
 * `null` for those that would need a lane beyond `most`.
 */
export function giveLanes(wishes: readonly LaneWish[], most: number): (Lane | null)[] {
  const spans: Span[] = [];
  const sockets = new Map<number, number>();
  const shared = new Map<number, { readonly span: Span; readonly socket: number }[]>();
  const isFree = (lane: number, top: number, bottom: number, except?: Span): boolean =>
    !spans.some((span) => span !== except && span.lane === lane && span.top <= bottom && top <= span.bottom);

  return wishes.map(({ from, to, isShared }) => {
    const fromSocket = sockets.get(from) ?? 0;
    const fromPlace = from * socketsOfALink + fromSocket;
    if (isShared)
      for (const { span, socket } of shared.get(to) ?? []) {
        const top = Math.min(span.top, fromPlace);
        const bottom = Math.max(span.bottom, fromPlace);
        if (!isFree(span.lane, top, bottom, span)) continue;
        Object.assign(span, { top, bottom });
        sockets.set(from, fromSocket + 1);
        return { lane: span.lane, fromSocket, toSocket: socket };
      }
    const toSocket = (sockets.get(to) ?? 0) + (from === to ? 1 : 0);
    const toPlace = to * socketsOfALink + toSocket;
    const [top, bottom] = [Math.min(fromPlace, toPlace), Math.max(fromPlace, toPlace)];
    let lane = 0;
    while (lane < most && !isFree(lane, top, bottom)) lane += 1;
    if (lane >= most) return null;
    const span = { lane, top, bottom };
    spans.push(span);
    sockets.set(from, fromSocket + 1);
    sockets.set(to, toSocket + 1);
    if (isShared) shared.set(to, [...(shared.get(to) ?? []), { span, socket: toSocket }]);
    return { lane, fromSocket, toSocket };
  });
}
