/**
 * What is said of a cause. `{name}` stands for a param; what is between `[` and `]` is left out when a param in it is not known. `try` is what to do about it.
 */
export interface Sentence {
  readonly en: string;
  readonly zh: string;
  readonly try: { readonly en: string; readonly zh: string };
}
