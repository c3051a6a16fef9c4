import { onlyLooks } from '../../src/engine/session/only-looks.js';
import { Session } from '../../src/engine/session/session.js';
import type { SessionState } from '../../src/engine/session/session-state.js';
import type { Lesson } from '../../src/lesson/lesson.js';
import type { Change } from '../../src/network/change.js';
import { findChanges } from '../../src/network/changes/find-changes.js';

/** What commands bring about in a lab where the steps before have been run. */
export interface Brought {
  /** One text for each change of the network, file, variable, shell or process. */
  readonly changes: readonly string[];
  /** The exit status of each command; `null` for one that has not ended by itself. */
  readonly exits: readonly (number | null)[];
  readonly outputs: readonly string[];
}

/**
 * Types commands in the place of a step, in a lab of their own.
 * @param commands the step itself when left out
 */
export async function typedInLab(lesson: Lesson, id: number, commands?: readonly string[]): Promise<Brought> {
  const session = await Session.start(lesson, [], { isRecording: true, isFollowing: true });
  try {
    const step = lesson.steps[id - 1]!;
    for (const before of lesson.steps.slice(0, id - 1)) if (!onlyLooks(before.command)) await session.run(before);
    const network = await session.lookAtNetwork();
    const state = await session.state();
    const exits: (number | null)[] = [];
    const outputs: string[] = [];
    if (commands) {
      for (const command of commands) {
        const { exitCode, output } = await session.runOwn(command, step.terminal);
        exits.push(exitCode);
        outputs.push(output);
      }
    } else {
      const ended = await session.run(step);
      exits.push(ended?.exitCode ?? null);
      outputs.push(ended?.output ?? '');
    }
    const changes = findChanges(network, await session.lookAtNetwork());
    return { changes: [...changes.map(ofNetwork), ...ofLab(state, await session.state())], exits, outputs };
  } finally {
    await session.destroy();
  }
}

/** What both of two runs of one command have. */
function ofNetwork({ because, ...change }: Change): string {
  return JSON.stringify(change, (key, value: unknown) => (/^(?:index|mac|inode|pid|position|lladdr|id)$/.test(key) ? undefined : value));
}

/** The shell's own account of what was typed, which is another with every command, and the mounts that names of namespaces are: the network tells of those. */
const accounts = /^(?:variable (?:_|BASH_\w+|LINENO|RANDOM|SECONDS|OLDPWD|PIPESTATUS|HIST\w+) |parameter |(?:mount|file) \/run\/netns\b)/;

function ofLab(before: SessionState, after: SessionState): string[] {
  const kept = [...after.lab].filter(([name, item]) => !item.isRestless && !accounts.test(name));
  const changed = kept.filter(([name, { text }]) => before.lab.get(name)?.text !== text).map(([name, { text }]) => `${name}: ${text}`);
  const gone = [...before.lab].filter(([name, item]) => !item.isRestless && !accounts.test(name) && !after.lab.has(name));
  return [...changed, ...gone.map(([name]) => `gone: ${name}`)].map(plain);
}

/** Without what goes by chance or time. */
function plain(text: string): string {
  return text.replaceAll(/\b(?:pid|inode|mtime|at byte) \S+/g, '').replaceAll(/\b\d{6,}\b/g, 'N');
}
