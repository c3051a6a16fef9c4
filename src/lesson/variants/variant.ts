/** What a learner may type in the place of a step's command, and what is to be said of it. */
export interface Variant {
  /** The key of the step; see `stepKey`. */
  readonly step: string;
  /** The number of the step in its lesson. */
  readonly id: number;
  readonly kind: VariantKind;
  /** One command after another; they are judged after the last. */
  readonly commands: readonly string[];
  /** What a wrong one may be taken for, any of these; none where the list does not say. */
  readonly causes: readonly string[];
  /** Names that the learner has chosen, by the lesson's names. */
  readonly names: Readonly<Record<string, string>>;
  /** Whether it does more than the lesson's command; `null` where the list does not say. */
  readonly hasExtras: boolean | null;
  readonly why: string | null;
  /** Where it stands in the list. */
  readonly line: number;
}

/** `neither`: it settles nothing, or can't be judged. */
export const variantKinds = ['right', 'wrong', 'neither'] as const;

export type VariantKind = (typeof variantKinds)[number];
