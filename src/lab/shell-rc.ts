/**
 * Bash that closes what the runner has inherited from whoever started it and did not know of: files of the machine would be open in the lab.
 * 255 is bash's own.
 */
export const closeInherited = `for fd in /proc/self/fd/*; do fd=\${fd##*/}; case $fd in [012]|255) ;; *) eval "exec $fd>&-" ;; esac; done; unset fd;`;

/**
 * What every interactive bash of a lab reads first, nested ones included. It makes the shell tell where a command's output starts
 * (`C`) and where the command has ended, with its status (`D`): OSC 133, the field's convention, plus the terminal's token against accidents.
 * `D` goes to /dev/tty because a step may have closed or redirected stderr for good.
 * A terminal's first shell finds in NSLAB_STTY how its terminal is to be set (stty(1)).
 */
export function shellRc(token: string): string {
  return `__nslab_done() { local status=$?; { printf '\\033]133;D;%s;${token}\\007' "$status" >/dev/tty; } 2>/dev/null; return "$status"; }
PROMPT_COMMAND=__nslab_done
PS0='\\e]133;C;${token}\\a'
PS1='\\u@\\h:\\w\\$ '
PS2=
set +o emacs +o vi +o history +H
unset HISTFILE
if [ -n "$NSLAB_STTY" ]; then stty $NSLAB_STTY; cd; unset NSLAB_STTY; ${closeInherited} fi
`;
}
