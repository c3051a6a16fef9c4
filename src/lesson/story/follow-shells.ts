import { readShellInput } from '../shell-command.js';
import { effectsOf } from './effects.js';
import { netnsExec, shellEffect, withoutSudo } from './shells.js';

/** What tells in which shell a command is meant to be typed. */
export interface TypedCommand {
  readonly command: string;
  readonly terminal: string;
  readonly prompt: string | null;
  /** What the author says right before it: prose, captions, comments. */
  readonly saidBefore: string;
  /** The number of its block. */
  readonly block: number;
  /** Whether it is left out by the lesson's own word, so that it opens and leaves nothing. */
  readonly isLeftOut: boolean;
  /** The shell that the lesson itself names. */
  readonly named: string | undefined;
}

export interface Placed {
  /** The shell that it is typed into: `host`, or the name of the innermost one. */
  readonly shell: string;
  /** How many shells are left before it without a written `exit`. */
  readonly impliedExits: number;
}

interface Frame {
  readonly name: string;
  readonly isRoot: boolean;
  readonly openedAt: string | null;
  /** The prompt of the first command inside. */
  inside: string | null;
  hasChangedFolder: boolean;
  /** Whether the document has an `exit` that leaves it. */
  readonly isClosed: boolean;
  /** The block that it was opened in, whether commands followed in that, and whether the document opens the same shell again later. */
  readonly block: number;
  readonly isOfBlock: boolean;
}

/** How many commands after a link's making may tell where it was made. */
const mostLookedAhead = 12;
const leaving =
  /\b(?:on|in|from|back (?:on|in|to)|return to) (?:the |your )?(?:host|root namespace|default namespace|global namespace|host machine|main namespace)\b|\b(?:leave|exit|quit) (?:the |this |from the |that )?(?:namespace|shell|bash)|退出|回到(?:主机|宿主机|默认)|在(?:主机|宿主机|物理机|root)|ホスト(?:側|で|に)|호스트/i;
/** Words after which the commands are the host's, even though an `exit` follows somewhere. */
const returning = /\bback (?:on|in|to) (?:the |our )?host\b|\breturn to the host\b|^from the host\b|回到(?:主机|宿主机)/im;
const staying =
  /\b(?:inside|within) (?:the |this |that )?\S* ?(?:namespace|shell|container)|\bstill (?:in|inside)\b|(?:在|进入).{0,16}(?:里面?|内|中)(?:执行|运行|查看|：|，)/i;

/** Tells for each command the shell that the author means, also where an `exit` was forgotten: by prompts, by words, by the names in the command. */
export function followShells(commands: readonly TypedCommand[]): Placed[] {
  const effects = commands.map(({ command }) => shellEffect(command, 'host'));
  const closed = closedOpeners(commands, effects);
  const lastOpened = new Map<string, number>();
  for (const [index, effect] of effects.entries()) if (effect && effect !== 'leaves') lastOpened.set(effect.name, index);
  const stacks = new Map<string, Frame[]>();
  const links = new Map<string, Set<string>>();
  return commands.map((typed, index) => {
    const stack = stacks.get(typed.terminal) ?? [];
    stacks.set(typed.terminal, stack);
    let impliedExits = 0;
    const isOutside = (): boolean =>
      typed.named === undefined
        ? isMeantOutside(stack, typed, links, commands.slice(index, index + mostLookedAhead))
        : stack.at(-1)!.name !== typed.named;
    while (stack.length > 0 && isOutside()) {
      stack.pop();
      impliedExits += 1;
    }
    const top = stack.at(-1);
    if (top && typed.prompt !== null) top.inside ??= typed.prompt;
    const shell = top?.name ?? 'host';
    if (typed.isLeftOut) return { shell, impliedExits };
    if (top && /^\s*cd\b/.test(typed.command)) top.hasChangedFolder = true;
    const effect = shellEffect(typed.command, shell);
    if (effect === 'leaves') stack.pop();
    else if (effect) {
      stack.push({
        ...effect,
        openedAt: typed.prompt,
        inside: null,
        hasChangedFolder: false,
        isClosed: closed.has(index),
        block: typed.block,
        isOfBlock: commands[index + 1]?.block === typed.block && (lastOpened.get(effect.name) ?? 0) > index,
      });
    }
    noteLinks(links, typed.command, shell);
    return { shell, impliedExits };
  });
}

/** The commands whose shells are left by a written `exit`, each exit leaving the one opened last. */
function closedOpeners(commands: readonly TypedCommand[], effects: readonly ReturnType<typeof shellEffect>[]): Set<number> {
  const closed = new Set<number>();
  const open = new Map<string, number[]>();
  for (const [index, { terminal, isLeftOut }] of commands.entries()) {
    if (isLeftOut) continue;
    const effect = effects[index];
    const stack = open.get(terminal) ?? [];
    open.set(terminal, stack);
    if (effect === 'leaves') {
      const opener = stack.pop();
      if (opener !== undefined) closed.add(opener);
    } else if (effect) stack.push(index);
  }
  return closed;
}

function isMeantOutside(
  stack: readonly Frame[],
  typed: TypedCommand,
  links: ReadonlyMap<string, ReadonlySet<string>>,
  following: readonly TypedCommand[],
): boolean {
  const frame = stack.at(-1)!;
  const byPrompt = promptSays(frame, typed.prompt);
  if (byPrompt !== undefined) return byPrompt === 'outside';
  if (/^\s*sudo (?:exit|logout)\b/.test(typed.command)) return false;
  if (returning.test(lastWords(typed.saidBefore)) && shellEffect(typed.command, frame.name) !== 'leaves') return true;
  if (frame.isClosed || shellEffect(typed.command, frame.name) === 'leaves') return false;
  const isPlace = frame.name !== 'host' && frame.name !== 'nsenter:pid1';
  if (isPlace && (usesForeignLink(typed.command, frame.name, links) || isMovedInLater(typed.command, frame.name, following))) return true;
  // Whoever opens a shell at the top of each block means it for that block.
  if (isPlace && frame.isOfBlock && typed.block !== frame.block) return true;
  if (frame.name === 'unshare' && typed.block !== frame.block && shellEffect(typed.command, 'host') !== undefined) return true;
  const said = lastWords(typed.saidBefore);
  if (leaving.test(said)) return true;
  if (staying.test(said) && shellEffect(typed.command, frame.name) === undefined) return false;
  const words = readShellInput(typed.command).commands.map((command) => command.words);
  if (frame.isRoot && words[0]?.[0] === 'sudo') return true;
  return isPlace && words.some((command) => actsOnNamespaces(withoutSudo(command), frame.name));
}

/** The last lines of what the author says: those before are about what was, or what will be. */
function lastWords(said: string): string {
  return said
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-2)
    .join('\n');
}

/** Whether a link that the command makes or moves is put into the very namespace that the shell is in: so it was not made there. */
function isMovedInLater(command: string, shell: string, following: readonly TypedCommand[]): boolean {
  const made = effectsOf(command, shell)
    .provides.filter((name) => name.startsWith('link:') && name.endsWith(`@${shell}`))
    .map((name) => name.slice('link:'.length, name.lastIndexOf('@')));
  if (made.length === 0) return false;
  return following.some((other) =>
    made.some((link) =>
      new RegExp(String.raw`\bset (?:dev )?${link.replaceAll(/\W/g, '.')} .*\bnetns ${shell.replaceAll(/\W/g, '.')}(?:\s|$)`).test(
        other.command,
      ),
    ),
  );
}

/** Whose prompt it is: that of the shell's inside, that of the outside, or nobody can tell. */
function promptSays(frame: Frame, prompt: string | null): 'inside' | 'outside' | undefined {
  if (prompt === null || frame.openedAt === null) return undefined;
  if (
    frame.name !== 'host' &&
    new RegExp(String.raw`(?:^|[^\w.-])${frame.name.replaceAll(/\W/g, '.')}(?:[^\w.-]|$)`).test(prompt) &&
    !frame.openedAt.includes(frame.name)
  )
    return 'inside';
  const mark = (text: string): string => text.at(-1)!;
  if (frame.inside === null) {
    if (prompt === frame.openedAt) return undefined;
    // From root's prompt to a user's: nobody becomes a user by opening a shell in a namespace.
    return mark(frame.openedAt) === '#' && mark(prompt) === '$' && !/unshare|container/.test(frame.name) ? 'outside' : 'inside';
  }
  if (frame.inside === frame.openedAt)
    return prompt === frame.inside ? undefined : mark(prompt) === mark(frame.inside) ? undefined : 'outside';
  if (prompt === frame.inside) return 'inside';
  if (prompt === frame.openedAt)
    return frame.hasChangedFolder && mark(prompt) === mark(frame.inside) && who(prompt) === who(frame.inside) ? undefined : 'outside';
  if (mark(frame.inside) !== mark(frame.openedAt)) return mark(prompt) === mark(frame.inside) ? 'inside' : 'outside';
  return who(frame.inside) === who(frame.openedAt) ? undefined : who(prompt) === who(frame.inside) ? 'inside' : 'outside';
}

/** The user and host of a prompt, without the folder. */
function who(prompt: string): string {
  return /[\w.-]+@[\w.-]+/.exec(prompt)?.[0] ?? prompt;
}

/** Whether a command reaches into namespaces by name, or needs what only the host has: nobody does that from inside of one. */
function actsOnNamespaces(words: readonly string[], name: string): boolean {
  if (netnsExec(words)) return true;
  if (/^(?:docker|podman|systemctl|apt|apt-get|yum)$/.test(words[0] ?? '')) return true;
  if (words[0] === 'nsenter' || (words[0] === 'unshare' && name !== 'unshare')) return true;
  return words[0] === 'ip' && (words[1] === 'netns' || words.slice(1, 4).some((word) => /^-(?:n|nets?|netns)$/.test(word)));
}

/** Whether a command is about a link that the document has put elsewhere. */
function usesForeignLink(command: string, shell: string, links: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const needed = effectsOf(command, shell).needs.filter((name) => name.startsWith('link:') && name.endsWith(`@${shell}`));
  return needed.some((name) => {
    const places = links.get(name.slice('link:'.length, name.lastIndexOf('@')));
    // A number or a variable names a process, and nobody knows where that is.
    return places !== undefined && places.size > 0 && !places.has(shell) && ![...places].some((place) => /^[\d$]/.test(place));
  });
}

function noteLinks(links: Map<string, Set<string>>, command: string, shell: string): void {
  const { provides, removes } = effectsOf(command, shell);
  const each = (names: readonly string[], callback: (places: Set<string>, place: string) => void): void => {
    for (const name of names) {
      if (!name.startsWith('link:')) continue;
      const link = name.slice('link:'.length, name.lastIndexOf('@'));
      const places = links.get(link) ?? new Set();
      links.set(link, places);
      callback(places, name.slice(name.lastIndexOf('@') + 1));
    }
  };
  each(removes, (places, place) => places.delete(place));
  each(provides, (places, place) => places.add(place));
}
