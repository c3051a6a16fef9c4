import { inShell, oneOf, oneOfBash, type OwnKind } from './own-kind.js';

/** What a shell is told to do later, and how it goes through commands. */
export const shellKinds: Readonly<Record<string, OwnKind>> = {
  function: ({ pick, terminal }) => {
    const name = pick.of(['greet', 'add']);
    const body = pick.of(['echo hello $1', 'x=$1; y=inside', 'local z=1; total=$((total + z))', 'cat <<END\nin a function\nEND\n']);
    return {
      command: `${name}() { ${body}${body.endsWith('\n') ? '' : '; '}}`,
      after: inShell(terminal, (shell) => shell.functions.push(name)),
    };
  },
  'function of several lines': ({ terminal }) => ({
    command: 'greet() {\n  for word; do\n    echo "- $word"\n  done\n}',
    after: inShell(terminal, (shell) => shell.functions.push('greet')),
  }),
  'function called': ({ pick, shell }) => (shell.functions.length === 0 ? undefined : `${pick.of(shell.functions)} you`),
  'function removed': ({ pick, shell }) => (shell.functions.length === 0 ? undefined : `unset -f ${pick.of(shell.functions)}`),
  'function for others': ({ pick, shell }) =>
    shell.functions.length === 0 || shell.program !== 'bash' ? undefined : `export -f ${pick.of(shell.functions)}`,
  alias: ({ pick, terminal }) => {
    const name = pick.of(['ll', 'say']);
    return {
      command: `alias ${name}='${pick.of(['ls -l', 'echo said', "echo \"it'\\''s\""])}'`,
      after: inShell(terminal, (shell) => shell.aliases.push(name)),
    };
  },
  'alias used': ({ pick, shell }) => (shell.aliases.length === 0 ? undefined : `${pick.of(shell.aliases)} >/dev/null`),
  'alias removed': ({ pick, shell }) => (shell.aliases.length === 0 ? undefined : `unalias ${pick.of(shell.aliases)}`),
  trap: oneOf("trap 'x=caught' USR1", "trap '' USR2", 'trap - USR1', "trap 'echo bye >> /tmp/log' EXIT"),
  'trap of bash': oneOfBash("trap 'failure=$?' ERR", 'trap - ERR', "trap 'x=returned' RETURN"),
  'trap sprung': oneOf("trap 'x=sprung' USR1; kill -USR1 $$", "(trap 'echo end' EXIT; true)"),
  'change folder': oneOf('cd /tmp', 'cd', 'cd /', 'cd ..', 'cd -', 'cd /usr/share', 'cd /nowhere', 'mkdir -p /tmp/in && cd /tmp/in'),
  pushd: ({ pick, shell, terminal }) =>
    shell.program === 'bash'
      ? { command: `pushd ${pick.of(['/tmp', '/etc', '/usr'])}`, after: inShell(terminal, (own) => (own.pushed += 1)) }
      : undefined,
  popd: ({ shell, terminal }) =>
    shell.pushed === 0 ? undefined : { command: 'popd', after: inShell(terminal, (own) => (own.pushed -= 1)) },
  'folder removed under the shell': () => 'mkdir -p /tmp/gone; cd /tmp/gone; rmdir /tmp/gone',
  umask: oneOf('umask 077', 'umask 022', 'umask u=rwx,g=rx,o='),
  ulimit: oneOf('ulimit -S -n 512', 'ulimit -S -c 0', 'ulimit -s 4096', 'ulimit -n 300'),
  subshell: oneOf('(cd /usr; x=inside; pwd)', '(exit 3)', '(umask 000; : > /tmp/open); echo $?', '( x=5; (echo $x) )'),
  group: oneOf('{ x=grouped; echo it; }', '{ echo a; echo b; } | tail -n 1', '{ false; }'),
  list: oneOf('true && x=1 || x=2', 'false && x=1 || x=2', 'false || echo no', 'x=1; false; y=2', '! true'),
  loop: oneOf(
    'for i in 1 2 3; do total=$((total + i)); done',
    'for i in a b; do\n  x=$x$i\ndone',
    'i=0; while [ $i -lt 3 ]; do i=$((i + 1)); done',
    'until true; do :; done',
  ),
  'pipe into a loop': oneOf(
    'printf \'%s\\n\' a b c | while read -r line; do echo "got $line"; done',
    'echo 5 | read -r lost',
    'seq 3 | while read -r n; do total=$((total + n)); done; echo $total',
  ),
  'loop from process substitution': oneOfBash('while read -r n; do total=$((total + n)); done < <(seq 3)'),
  case: oneOf('case $x in 5) y=five ;; *) y=other ;; esac', 'case abc in\n  a*) echo begins ;;\nesac'),
  condition: oneOf('if [ -n "$x" ]; then y=set; else y=unset; fi', '[ -d /tmp ] && x=there', 'test 1 -gt 2'),
  'condition of bash': oneOfBash('[[ $x == t* ]] && y=yes', '[[ abc =~ (b)(c) ]] && echo ${BASH_REMATCH[1]}'),
  eval: oneOf("eval 'x=evaluated'", 'eval "y=\\$x"', 'eval "export z=1"'),
  source: oneOf("echo 'sourced=yes' > /tmp/env.sh; . /tmp/env.sh", 'printf "inner() { echo in; }\\n" > /tmp/f.sh; . /tmp/f.sh; inner'),
  'script run': oneOf(
    'printf "#!/bin/sh\\necho from a script: \\$1\\n" > /tmp/s.sh; chmod +x /tmp/s.sh; /tmp/s.sh one',
    'sh -c "exit 4"',
    "bash -c 'x=1; echo $x'",
  ),
  'very long line': ({ pick }) => `x='${'long '.repeat(pick.of([250, 900]))}'; y=\${#x}`,
  // One that begins with a space is not kept in a journal.
  comment: oneOf('# nothing but words', 'x=1 # and words', '#'),
  'standard streams': oneOf('exec 2>/dev/null', 'exec 2>&1', 'exec </dev/tty'),
  mistakes: oneOf(
    'if then',
    'echo )',

    'x = 5',

    'nosuchcommand --at all',
    './nothing',
    '/etc/hosts',
    'false',
    'ls /nowhere',
    '[ 1 -eq',
  ),
  empty: oneOf(':', 'true', 'echo', 'unset nothing'),
};
