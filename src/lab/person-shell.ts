/**
 * What the shells of a lab do for a person who has a terminal (`attach`): they edit lines, keep a history, and tell each line that is entered, before
 * it runs, in a mark `L`. `READLINE_LINE` has the line only in what `bind -x` runs (bash(1)), so Enter is a macro: tell, then accept.
 *
 * In `personFolder` PID 1 says whose terminal it is (`person-script.ts`).
 */
const personFolder = '/run/nslab/person';

/** What an interactive bash reads while a person has its terminal. */
const personRc = '/etc/nslab.person';
/** What one reads that a person had. */
const leftRc = '/etc/nslab.left';

/** True in a shell whose own terminal a person has. Nothing is started for it: /dev/tty would be another file, and tty(1) is a program. */
const isPersons = `[[ /proc/self/fd/0 -ef ${personFolder}/terminal ]]`;

/** Keys that nobody has: those of the macro, and those that the runner presses. */
const keys = {
  tell: '\\C-x\\e[7;1~',
  accept: '\\C-x\\e[7;2~',
  acceptAndNext: '\\C-x\\e[7;3~',
  paste: '\\C-x\\e[7;4~',
  leave: '\\C-x\\e[7;5~',
} as const;

function pressed(name: keyof typeof keys): string {
  return keys[name].replace('\\C-x', '\u0018').replace('\\e', '\u001B');
}

/** What the runner types to have a shell prepare itself for a person. All of it is one line that the shell reads as a whole. */
export const prepareLine = `__nslab=$? __nslab_last=$_; /bin/stty echo onlcr; set -o emacs; . ${personRc} "$__nslab_last"\n`;

/** What the runner presses to have a prepared shell be as it was, whatever stands on its line. */
export const leaveKeys = pressed('leave') + pressed('accept');

/** What the runner presses to enter one line of a text that has several: as if it was pasted, so that no sign in it is a command of the editor. */
export function enterKeys(line: string): string {
  return `${pressed('paste')}${line}\u001B[201~${pressed('tell')}${pressed('accept')}`;
}

/** For the prompt hook: which shells have to be prepared (1), are (2), or still are though the person has left (3). */
export function tellEditing(token: string): string {
  const mark = (state: number): string => `builtin printf "\\033]133;E;${state};${token}\\007" >/dev/tty`;
  return `if ${isPersons}; then if [[ \${__nslab_gate+1} ]]; then ${mark(2)}; else ${mark(1)}; fi; elif [[ \${__nslab_gate+1} ]]; then ${mark(3)}; fi`;
}

/** For the prompt hook: the wait at the end of a command. */
export const waitAtEnd = `if ${isPersons} && [[ -p ${personFolder}/end ]]; then IFS= builtin read -r _ <${personFolder}/end; fi`;

/** For the rc of every bash: a shell that starts where a person is is prepared, others don't edit lines. */
export const editOrNot = `if ${isPersons}; then __nslab=0; . ${personRc}; else set +o emacs +o vi +o history; fi`;

/** The files of a lab that this needs, by their names. */
export function personFiles(token: string, hooks: string): Record<string, string> {
  return { [personRc]: prepared(token, hooks), [leftRc]: `${hooks}\nbuiltin unset -f __nslab_enter __nslab_leave\n${withStatus('')}` };
}

/** Both files end with the status that the line began with; a shell that ends at the first failure (`set -e`) must not see it. */
function withStatus(last: string): string {
  return `case $- in *e*) __nslab=0 ;; esac
builtin eval "builtin unset -v __nslab __nslab_last; ${last}builtin return $__nslab"
`;
}

/**
 * All is bound in every keymap, since the keys of a macro are looked up as if they were pressed. At PS2 bash parses what `bind -x` runs as a part of
 * the command that is not complete yet, so it has to be a simple command: a function, called with the `$?` and `$_` that it must not change.
 */
function prepared(token: string, hooks: string): string {
  const bind = (key: string, what: string): string =>
    ['emacs', 'vi-insert', 'vi-command'].map((map) => `builtin bind -m ${map} '"${key}": ${what}'`).join('\n');
  const bindCommand = (key: string, what: string): string => bind(key, what).replaceAll(' \'"', ' -x \'"');
  return `[[ ! -o history ]] || builtin history -d -1 2>/dev/null
${hooks}
[[ $PS1 == *${token}* ]] || PS1='\\[\\e]133;A;$?;${token}\\a\\]'$PS1'\\[\\e]133;B;$?;${token}\\a\\]'
__nslab_enter() {
  { builtin printf '\\033]133;L;${token};%s;%s;%s\\007' "$1" "\${-//[^H]/}" "\${READLINE_LINE@Q}" >/dev/tty; READLINE_LINE=\${READLINE_LINE%%$'\\n'*}; } 2>/dev/null || :
}
__nslab_leave() {
  { set +o history; builtin unset -v __nslab_gate; READLINE_LINE='__nslab=$? __nslab_last=$_; /bin/stty -echo -onlcr; set +o emacs +o vi; . ${leftRc} "$__nslab_last"'; } 2>/dev/null || :
}
{
${bindCommand(keys.tell, '__nslab_enter "$?" "$_"')}
${bindCommand(keys.leave, '__nslab_leave')}
${bind(keys.accept, 'accept-line')}
${bind(keys.acceptAndNext, 'operate-and-get-next')}
${bind(keys.paste, 'bracketed-paste-begin')}
${bind('\\C-m', `"${keys.tell}${keys.accept}"`)}
${bind('\\C-j', `"${keys.tell}${keys.accept}"`)}
builtin bind -m emacs '"\\C-o": "${keys.tell}${keys.acceptAndNext}"'
# They run what an editor has left, of which nothing could be told.
builtin bind -m emacs -r '\\C-x\\C-e'
builtin bind -m vi-command -r v
} 2>/dev/null
__nslab_gate=${personFolder}/start
# Bash expands it before it runs a command, and reads a file so without starting a process: the wait at the start.
PS0='\${__nslab_gate+$(<$__nslab_gate)}'$PS0
PS2+='> '
${withStatus('set -o history; ')}`;
}
