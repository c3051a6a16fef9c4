import * as v from 'valibot';
import type { Words } from '../../words.js';

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
export const variantForms: Readonly<Record<string, Words>> = {
  lesson: { en: 'a path from the folder of this file', zh: '从本文件所在目录算起的路径' },
  steps: { en: 'a list of entries that begin with `- step: COMMAND`', zh: '以 `- step: COMMAND` 开头的条目列表' },
  step: { en: 'a command of the lesson, or the key of a step', zh: '课程中的一条命令，或一个步骤的键' },
  occurrence: { en: 'a number from 1', zh: '从 1 开始的数' },
  right: { en: 'a list of commands', zh: '命令的列表' },
  wrong: {
    en: 'a list of commands, with remarks as `{ type: COMMAND, cause: CODE }`',
    zh: '命令的列表，可带说明：`{ type: COMMAND, cause: CODE }`',
  },
  neither: { en: 'a list of commands', zh: '命令的列表' },
  type: { en: 'a command, or a list of commands in brackets', zh: '一条命令，或方括号里的多条命令' },
  cause: { en: 'one of the codes of causes, or a list of those that would do', zh: '一个原因代码，或几个都可以的代码的列表' },
  why: { en: 'a sentence', zh: '一句话' },
  extras: { en: 'true or false', zh: 'true 或 false' },
  names: {
    en: 'the names of the lesson with those that are typed instead: `{ veth-ns1: a }`',
    zh: '课程里的名字和实际输入的名字：`{ veth-ns1: a }`',
  },
};
