/** How the network differs from what is said of it, in words for people. What agrees has nothing in any of the lists. */
export interface Finding {
  /** What should be there, as nouns: `link ns1/veth-a`. */
  readonly missing: readonly string[];
  /** What is otherwise, as sentences: `ns1/veth-a is down, not up`. */
  readonly different: readonly string[];
  /** What should not be there, as nouns. */
  readonly unexpected: readonly string[];
}

export const agrees: Finding = { missing: [], different: [], unexpected: [] };

export function isAgreement(finding: Finding): boolean {
  return finding.missing.length === 0 && finding.different.length === 0 && finding.unexpected.length === 0;
}

export function missing(...what: readonly string[]): Finding {
  return { ...agrees, missing: what };
}

export function different(...what: readonly string[]): Finding {
  return { ...agrees, different: what };
}

/** Most that one sentence bears. */
const mostWords = 4;

/** Whether one sentence can't tell all of it. */
export function isLong(finding: Finding): boolean {
  return finding.missing.length + finding.different.length + finding.unexpected.length > mostWords;
}

/** The finding in one sentence: what is missing first. */
export function findingText({ missing: lacking, different: other, unexpected }: Finding): string {
  const parts = [
    ...lacking.map((what) => `${what} is missing`),
    ...other,
    ...unexpected.map((what) => `${what} is there and should not be`),
  ];
  const more = parts.length - mostWords;
  return [...parts.slice(0, mostWords), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}
