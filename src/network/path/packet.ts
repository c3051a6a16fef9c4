/** A packet, so far as it matters for its way. */
export interface Packet {
  readonly destination: string;
  /** `null` while nobody has chosen it. */
  readonly source: string | null;
  readonly protocol: 'icmp' | 'tcp' | 'udp';
  readonly port: number | null;
  /** The port that it comes from, of an answer. */
  readonly sourcePort: number | null;
  /** Its length with IP header, when it may not be cut into pieces; else `null`. */
  readonly wholeSize: number | null;
  /** The link that it is told to leave by. */
  readonly outDevice: string | null;
  /** Whether it answers one that has come through, so that what keeps track of connections knows it. */
  readonly isAnswer: boolean;
}
