import { inShell, oneOf, oneOfBash, type OwnKind } from './own-kind.js';

const names = ['x', 'y', 'name', 'total'];

/** What a shell knows by itself: variables, arrays, parameters. */
export const variableKinds: Readonly<Record<string, OwnKind>> = {
  variable: ({ pick, terminal }) => {
    const name = pick.of(names);
    const value = pick.of(['5', "'two words'", '"$HOME/sub"', '$((6 * 7))', "'a\"b;c'", '', '"${x:-none}"', "'中文 名'"]);
    return { command: `${name}=${value}`, after: inShell(terminal, (shell) => shell.variables.push(name)) };
  },
  'several variables': oneOf('x=1 y=2', 'x=$y; y=$((x + 1))'),
  append: oneOfBash('x+=more', 'list+=(last)', 'total+=1'),
  array: oneOfBash('list=(a "b c" d)', 'list[5]=z', 'list=($(echo 1 2 3))', 'unset "list[0]"'),
  'associative array': oneOfBash('declare -A map=([k]=v ["two words"]=w)', 'declare -A map; map[new]=1'),
  'integer and case': oneOfBash('declare -i number=3; number+=4', 'declare -u loud=quiet', 'declare -l soft=LOUD'),
  nameref: oneOfBash('declare -n other=x; other=through', 'unset -n other'),
  export: ({ pick }) => pick.of(['export PLACE=here', 'export x', 'export -n x', 'PLACE=there env | grep -c PLACE', 'export LANG=C']),
  readonly: ({ pick }) => {
    const name = pick.of(['fixed', 'stuck']);
    return pick.of([`readonly ${name}=1`, `${name}=2`, `unset ${name}`]);
  },
  unset: ({ pick, shell }) => (shell.variables.length === 0 ? undefined : `unset ${pick.of(shell.variables)}`),
  'positional parameters': oneOf("set -- a 'b c' d", 'set --', 'shift', 'set -- $x; echo $#'),
  arithmetic: oneOf('total=$((total + 7))', 'echo $((1 << 10))', 'y=$((x = 3))'),
  'arithmetic command': oneOfBash('(( total = 3 * 4 ))', 'let total++', '(( 0 ))', '(( total > 100 ))'),
  'command substitution': oneOf('here=$(pwd)', 'count=$(ls /tmp | wc -l)', 'y=`echo old style`', 'x=$(false)', 'host=$(hostname)'),
  'printf into a variable': oneOfBash("printf -v x '%03d' 7", "printf -v 'list[1]' '%s' put"),
  read: oneOfBash(
    'read -r x y <<< "one two three"',
    'IFS=: read -ra list <<< "a:b:c"',
    'read -r x < /etc/hostname',
    'mapfile -t list < /etc/hosts',
  ),
  'here-document into read': () => 'read -r x <<END\nfrom a document\nEND',
  options: oneOf('set -o noclobber', 'set +o noclobber', 'set -o noglob', 'set +f', 'set -u', 'set +u', 'set -a', 'set +a'),
  'options of bash': oneOfBash(
    'set -o pipefail',
    'set +o pipefail',
    'shopt -s nullglob',
    'shopt -u nullglob',
    'shopt -s extglob globstar',
    'shopt -s dotglob',
  ),
  tracing: oneOfBash('set -x', 'set +x'),
  separators: oneOf('IFS=,', 'unset IFS', 'OPTIND=1', 'set -- -a v; getopts a: flag'),
  prompt: oneOfBash("PS1='me> '", "PS2='more> '", "PROMPT_COMMAND='last=$?'", 'PS4="++ "'),
};
