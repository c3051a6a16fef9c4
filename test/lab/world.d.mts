/** What of the machine a run could leave changed beside processes, by name; each a text that is the same as long as nothing is. */
export function world(): Readonly<Record<string, string>>;
