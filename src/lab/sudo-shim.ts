/**
 * What stands as `sudo` in a lab, where the user is root already and no program can gain rights. It runs its arguments as sudo(8) would: as
 * root or as another user, as a login shell or not, with assignments before them; and it refuses the shell's own commands as sudo does.
 */
export const sudoShim = String.raw`#!/bin/sh
user=root login= shell=
while [ $# -gt 0 ]; do
  case $1 in
    --) shift; break ;;
    -u | --user) user=$2; shift ;;
    --user=*) user=$(echo "$1" | cut -d= -f2) ;;
    -u?*) user=$(echo "$1" | cut -c3-) ;;
    -g | -p | -C | -h | -r | -t | -T | -U | -D | -R | --group | --prompt | --close-from | --host | --chdir | --chroot) shift ;;
    -i | --login) login=1 ;;
    -s | --shell) shell=1 ;;
    -H | --set-home) ;;
    -v | -k | -K | --validate | --reset-timestamp | --remove-timestamp) exit 0 ;;
    -l | -ll | --list) echo "User root may run the following commands on $(hostname):"; echo '    (ALL : ALL) ALL'; exit 0 ;;
    -V | --version) echo 'Sudo, as a lab of nslab has it'; exit 0 ;;
    -[EnSbABPHis]*)
      case $1 in -*i*) login=1 ;; esac
      case $1 in -*s*) shell=1 ;; esac
      ;;
    -*) case $1 in --*) ;; *) echo "sudo: invalid option -- '$(echo "$1" | cut -c2-)'" >&2; exit 1 ;; esac ;;
    [A-Za-z_]*=*) export "$1" ;;
    *) break ;;
  esac
  shift
done
SUDO_USER=root SUDO_UID=0 SUDO_GID=0 SUDO_COMMAND="$*"
export SUDO_USER SUDO_UID SUDO_GID SUDO_COMMAND
if [ -n "$login" ]; then
  if [ "$user" != root ]; then
    if [ $# -eq 0 ]; then exec su - "$user"; fi
    exec runuser -u "$user" -- "$@"
  fi
  cd
  if [ $# -eq 0 ]; then exec "$SHELL" -l; fi
  exec "$SHELL" -l -c 'exec "$@"' sudo "$@"
fi
if [ -n "$shell" ]; then
  if [ $# -eq 0 ]; then set -- "$SHELL"; else set -- "$SHELL" -c "$*"; fi
fi
if [ $# -eq 0 ]; then
  echo 'usage: sudo [-EHins] [-u user] [VAR=value] command' >&2
  exit 1
fi
if [ "$user" != root ] && [ "$user" != '#0' ]; then exec runuser -u "$(echo "$user" | tr -d '#')" -- "$@"; fi
case $1 in
  */*) ;;
  *)
    found=
    IFS=:
    for folder in $PATH; do if [ -f "$folder/$1" ] && [ -x "$folder/$1" ]; then found=1; fi; done
    unset IFS
    if [ -z "$found" ]; then
      echo "sudo: $1: command not found" >&2
      exit 1
    fi
    ;;
esac
exec "$@"
`;
