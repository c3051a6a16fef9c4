import { closest, distance } from 'fastest-levenshtein';
import { NslabError } from '../../errors.js';
import type { Lesson, Step } from '../lesson.js';
import type { VariantList } from './read-variants.js';
import { variantKinds, type Variant, type VariantKind } from './variant.js';

type Written = VariantList['written']['steps'][number];

/**
 * The variants of a list, each with the step of the lesson that it belongs to.
 * @param causes the codes that a wrong one may have
 * @throws {NslabError} `variants` for a step or a cause that is not there, with line and column
 */
export function variantsOfLesson(list: VariantList, lesson: Lesson, causes: readonly string[]): readonly Variant[] {
  return list.written.steps.flatMap((entry, at) => {
    const { key, id } = stepOf(list, entry, at, lesson.steps);
    return variantKinds.flatMap((kind) =>
      (entry[kind] ?? []).map((_, place): Variant => ({ step: key, id, kind, ...variantAt(list, entry, at, kind, place, causes) })),
    );
  });
}

function stepOf(list: VariantList, { step: written, occurrence }: Written, at: number, steps: readonly Step[]): Step {
  const wanted = plainly(written);
  const found = steps.filter(({ command, key }) => key === wanted || plainly(command) === wanted);
  const position = list.at('steps', at, 'step');
  if (found.length === 0) {
    const near = closest(
      wanted,
      steps.map(({ command }) => command),
    );
    const isNear = distance(wanted, near) <= Math.max(3, wanted.length / 4);
    throw new NslabError(
      'variants',
      { en: `the lesson has no step \`${written}\``, zh: `课程里没有步骤 \`${written}\`` },
      {
        position,
        hint: isNear
          ? { en: `did you mean \`${near}\`?`, zh: `是不是想写 \`${near}\`？` }
          : {
              en: 'write the command as the lesson has it: `nslab plan` lists them',
              zh: '请照课程里的样子写命令：`nslab plan` 会列出它们',
            },
      },
    );
  }
  const step = found[(occurrence ?? 1) - 1];
  if (step && (found.length === 1 || occurrence !== undefined)) return step;
  throw new NslabError(
    'variants',
    {
      en: `the lesson has the step \`${written}\` ${found.length === 1 ? 'once' : `${found.length} times`}`,
      zh: `课程里有 ${found.length} 个步骤 \`${written}\``,
    },
    {
      position: occurrence === undefined ? position : list.at('steps', at, 'occurrence'),
      hint:
        found.length === 1
          ? { en: 'take `occurrence` away', zh: '去掉 `occurrence`' }
          : {
              en: `say which one: \`occurrence: 1\` to \`occurrence: ${found.length}\``,
              zh: `写明是哪一个：\`occurrence: 1\` 到 \`occurrence: ${found.length}\``,
            },
    },
  );
}

function variantAt(
  list: VariantList,
  entry: Written,
  at: number,
  kind: VariantKind,
  place: number,
  causes: readonly string[],
): Omit<Variant, 'step' | 'id' | 'kind'> {
  const written = entry[kind]![place]!;
  const remarked = typeof written === 'string' || Array.isArray(written) ? { type: written } : written;
  const { type, cause = [], names = {}, extras = null, why = null } = remarked;
  const given = typeof cause === 'string' ? [cause] : cause;
  const unknown = given.find((code) => !causes.includes(code));
  if (unknown !== undefined) {
    const near = closest(unknown, causes);
    throw new NslabError(
      'variants',
      { en: `unknown cause \`${unknown}\``, zh: `未知的原因 \`${unknown}\`` },
      {
        position: list.at('steps', at, kind, place, 'cause'),
        hint:
          distance(unknown, near) <= 3
            ? { en: `did you mean \`${near}\`?`, zh: `是不是想写 \`${near}\`？` }
            : { en: 'docs/own-commands.md and docs/diagnosis.md list them', zh: 'docs/own-commands.md 和 docs/diagnosis.md 列出了它们' },
      },
    );
  }
  const { line = 1 } = list.at('steps', at, kind, place);
  return { commands: typeof type === 'string' ? [type] : type, causes: given, names, hasExtras: extras, why, line };
}

/** Without the ends of lines that YAML adds. */
function plainly(command: string): string {
  return command.trim();
}
