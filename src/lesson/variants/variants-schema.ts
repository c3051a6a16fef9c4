import * as v from 'valibot';

const command = v.pipe(v.string(), v.regex(/\S/u));
const commands = v.pipe(v.array(command), v.nonEmpty());

/** A variant with remarks. */
const remarked = {
  type: v.union([command, commands]),
  why: v.optional(v.string()),
  extras: v.optional(v.boolean()),
  names: v.optional(v.record(v.string(), command)),
};

const variant = v.union([command, commands, v.strictObject(remarked)]);
const wrong = v.union([command, commands, v.strictObject({ ...remarked, cause: v.optional(v.union([v.string(), v.pipe(v.array(v.string()), v.nonEmpty())])) })]);

/** The form of a list of variants. */
export const variantsSchema = v.strictObject({
  lesson: v.optional(command),
  steps: v.pipe(
    v.array(
      v.strictObject({
        step: command,
        occurrence: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
        right: v.optional(v.array(variant)),
        wrong: v.optional(v.array(wrong)),
        neither: v.optional(v.array(variant)),
      }),
    ),
    v.nonEmpty(),
  ),
});

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
