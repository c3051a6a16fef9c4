import * as v from 'valibot';

const command = v.pipe(v.string(), v.regex(/\S/u));
const commands = v.pipe(v.array(command), v.nonEmpty());

/** A variant with remarks. */
const remarks = {
  type: v.lazy((input): v.GenericSchema<unknown, string | string[]> => (Array.isArray(input) ? commands : command)),
  why: v.optional(v.string()),
  extras: v.optional(v.boolean()),
  names: v.optional(v.pipe(v.unknown(), v.check(isMap), v.record(v.string(), command))),
};
const cause = v.optional(v.lazy((input): v.GenericSchema<unknown, string | string[]> => (Array.isArray(input) ? commands : command)));

interface Remarked {
  readonly type: string | string[];
  readonly why?: string | undefined;
  readonly extras?: boolean | undefined;
  readonly names?: Record<string, string> | undefined;
  /** Only of wrong ones. */
  readonly cause?: string | string[] | undefined;
}

/** Unlike a union this says what is wrong with the form that was meant. */
function variant(remarked: v.GenericSchema<unknown, Remarked>): v.GenericSchema<unknown, string | string[] | Remarked> {
  return v.lazy((input) => (typeof input === 'string' ? command : Array.isArray(input) ? commands : remarked));
}

const plain = variant(v.pipe(v.unknown(), v.check(isMap), v.strictObject(remarks)));
const wrong = variant(v.pipe(v.unknown(), v.check(isMap), v.strictObject({ ...remarks, cause })));

/** The form of a list of variants. */
export const variantsSchema = v.pipe(
  v.unknown(),
  v.check(isMap),
  v.strictObject({
    lesson: v.optional(command),
    steps: v.pipe(
      v.array(
        v.pipe(
          v.unknown(),
          v.check(isMap),
          v.strictObject({
            step: command,
            occurrence: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
            right: v.optional(v.array(plain)),
            wrong: v.optional(v.array(wrong)),
            neither: v.optional(v.array(plain)),
          }),
        ),
      ),
      v.nonEmpty(),
    ),
  }),
);

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export type WrittenVariants = v.InferOutput<typeof variantsSchema>;

/** How the value of each key looks, for the message about a wrong one. */
export const variantForms: Readonly<Record<string, string>> = {
  lesson: 'a path from the folder of this file',
  steps: 'a list of entries that begin with `- step: COMMAND`',
  step: 'a command of the lesson, or the key of a step',
  occurrence: 'a number from 1',
  right: 'a list of commands',
  wrong: 'a list of commands, with remarks as `{ type: COMMAND, cause: CODE }`',
  neither: 'a list of commands',
  type: 'a command, or a list of commands in brackets',
  cause: 'one of the codes of causes, or a list of those that would do',
  why: 'a sentence',
  extras: 'true or false',
  names: 'the names of the lesson with those that are typed instead: `{ veth-ns1: a }`',
};
