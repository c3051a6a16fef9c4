import type { LabItem } from '../effect-question.js';
import type { EffectFactKind } from '../fact.js';
import type { FactList } from '../fact-list.js';

/** What a shell has of itself, and changes by itself. */
const idle =
  /^(?:_|PWD|OLDPWD|BASH\w*|SHLVL|DIRSTACK|PROMPT_COMMAND|PS[0-4]|OPTIND|OPTERR|OPTARG|COLUMNS|LINES|RANDOM|SECONDS|HIST\w*|MAILCHECK|REPLY|COMP_\w*|SUDO_\w*|ENV|HOSTNAME|COPROC\w*)$/;
const kinds = new Set<string>(['variable', 'function', 'alias', 'option', 'trap', 'parameter', 'open-file'] satisfies EffectFactKind[]);

/** What the innermost shell of each terminal knows, and how deep it is. */
export function addShellFacts(facts: FactList, items: ReadonlyMap<string, LabItem>): void {
  const depths = new Map<string, number>();
  for (const { kind, name } of items.values()) {
    const [, depth = '1', terminal] = /^(?:the shell|shell (\d+)) in (\S+)$/.exec(name) ?? [];
    if (kind === 'shell' && terminal !== undefined) depths.set(terminal, Math.max(depths.get(terminal) ?? 0, Number(depth)));
  }
  for (const [terminal, depth] of depths) facts.add('shells', terminal, '', '', `${depth}`, true);
  for (const { kind, name, text, isRestless } of items.values()) {
    const [, what, depth = '1', terminal] = /^(?:(.*) of )?(?:the shell|shell (\d+)) in (\S+)$/s.exec(name) ?? [];
    if (terminal === undefined || depths.get(terminal) !== Number(depth) || isRestless) continue;
    if (kind === 'shell') {
      const folder = /^folder: (.*)$/m.exec(text)?.[1];
      if (folder !== undefined) facts.add('folder', terminal, '', '', folder, true);
    } else if (
      what !== undefined &&
      kinds.has(kind) &&
      !(kind === 'variable' && idle.test(what)) &&
      !(kind === 'open-file' && /^(?:[012]|255)$/.test(what))
    )
      facts.add(kind as EffectFactKind, terminal, what, '', text, true);
  }
}
