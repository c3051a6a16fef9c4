import { editOrNot, tellEditing, waitAtEnd } from './person-shell.js';

/**
 * How the shells of a lab tell what they do, in marks that no person sees (OSC 133, the field's convention, plus the terminal's token against
 * accidents): `C` where a command's output starts, `D` with its status where it has ended, `A` with that status before the prompt, `B` after it,
 * `P` where the shell waits for more of a command, `W` where it has written down its state, and `S` where it was asked to say that it has come.
 */

/** Where each bash of a lab that is recorded writes down, before each prompt, what only it knows. Most labs have no such folder. */
export const shellsFolder = '/run/nslab/shells';

/**
 * What every interactive bash of a lab reads first, nested ones included. `D` goes to /dev/tty because a step may have closed or redirected
 * stderr for good, and nothing of the hook can be seen by `set -x` or a trap. Bash 5.1 and newer have a list of such hooks; ours stands where a
 * step that sets or empties PROMPT_COMMAND leaves it alone.
 */
export function shellRc(token: string): string {
  return `PATH=/run/nslab/bin:\${PATH#/run/nslab/bin:}
case $- in *i*) ;; *) return ;; esac
${nameNamespace}
PS1='\\[\\e]133;A;$?;${token}\\a\\]\\u@'$__nslab':\\w\\$ \\[\\e]133;B;$?;${token}\\a\\]'
unset __nslab
set +H
unset HISTFILE
${shellHooks(token)}
${editOrNot}
`;
}

/**
 * Finds the name of the network namespace of a shell for its prompt, without starting a process. A name that bash would take for more than letters is not
 * shown.
 */
const nameNamespace = `__nslab=unnamed
if [[ /proc/self/ns/net -ef /proc/1/ns/net ]]; then __nslab=host; else
  for __nslab_name in /run/netns/*; do
    if [[ $__nslab_name -ef /proc/self/ns/net && \${__nslab_name##*/} != *[!A-Za-z0-9._-]* ]]; then __nslab=\${__nslab_name##*/}; break; fi
  done
  unset __nslab_name
fi`;

/** The marks of a bash besides its prompt, which may be the lesson's own. */
export function shellHooks(token: string): string {
  return `__nslab_hook='${promptHook(token)}'
if shopt -q restricted_shell; then :; elif (( BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 501 )); then PROMPT_COMMAND[9]=$__nslab_hook; else PROMPT_COMMAND=$__nslab_hook; fi
unset __nslab_hook
PS0='\\e]133;C;${token}\\a'
PS2='\\[\\e]133;P;$?;${token}\\a\\]'
`;
}

/** What a bash tells of itself: the name of each part, and the words that print it. */
const shellParts: Readonly<Record<string, string>> = {
  variables: 'declare -p',
  functions: 'declare -f',
  attributes: 'declare -F',
  aliases: 'alias -p',
  options: 'shopt -p; builtin shopt -po',
  traps: 'trap -p',
  mask: 'umask',
  directories: 'dirs -l -p',
  parameters: 'printf "%q\\n" "$@"',
  job: 'printf "%s\\n" "${!-}"',
};
const tellState = Object.entries(shellParts)
  .map(([name, words]) => `builtin printf "\\036${name}\\n"; builtin ${words}`)
  .join('; ');

/**
 * What bash runs before each prompt: `D`; in a lab that is recorded its state, and `W`; and the wait for a runner who looks at what the command did. `D` comes
 * early, because Ctrl-C that comes late ends the rest.
 */
export function promptHook(token: string): string {
  const tell = `if [[ -d ${shellsFolder} ]]; then { ${tellState}; } >|${shellsFolder}/$$ || :; builtin printf "\\033]133;W;0;${token}\\007" >/dev/tty || :; fi`;
  return `{ __nslab_status=$?; ${tellEditing(token)}; builtin printf "\\033]133;D;%s;${token}\\007" "$__nslab_status" >/dev/tty || :; builtin unset -v __nslab_status; ${tell}; ${waitAtEnd} || :; } >/dev/null 2>&1`;
}

/** What other shells read, if anything, through the variable ENV of sh(1). */
export function shellInit(token: string): string {
  return `{ ${markedPrompts(token)}; } 2>/dev/null\n`;
}

/** One line for any shell of the family: from its next prompt on it tells the status of each command. */
export function markedPrompts(token: string): string {
  return `[ -z "$BASH_VERSION" ] || { set +o emacs +o vi +H; PS0=$(printf '\\033]133;C;${token}\\007'); }; PS1=$(printf '\\033]133;A;$?;${token}\\007# \\033]133;B;$?;${token}\\007') PS2=$(printf '\\033]133;P;$?;${token}\\007')`;
}

/** One line that makes such a shell tell the status once, to the terminal itself, for a shell whose prompts go elsewhere. */
export function tellStatus(token: string): string {
  return `printf '\\033]133;A;%s;${token}\\007\\033]133;B;%s;${token}\\007' "$__nslab" "$__nslab" >/dev/tty`;
}

/** One line that makes any such shell tell, to the terminal itself, that it has come here, and keeps the status of the command before. */
export function tellSynced(token: string, number: number): string {
  return `__nslab=$?; printf '\\033]133;S;${number};${token}\\007' >/dev/tty; (exit "$__nslab")`;
}
