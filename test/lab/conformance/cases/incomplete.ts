import { staysOpen, types, type Case } from '../case.js';
import { bashKinds } from '../kinds.js';

function each(name: string, commands: readonly string[], kinds?: Case['kinds']): Case {
  const steps = commands.flatMap((command) => [staysOpen(command), types('echo next', 'next'), types('(exit 3)', '', 3)]);
  return { name, ...(kinds && { kinds }), steps };
}

/** Commands after which the shell waits for more. */
export const incompleteCases: readonly Case[] = [
  each('an open quote', ["echo 'abc", 'echo "abc', 'echo "a\nb']),
  each('an open substitution', ['echo $(', 'echo $(date', 'echo `date']),
  each('an open expansion', ['echo ${x'], bashKinds),
  each('an open compound command', [
    'if true',
    'if true; then',
    'while true\ndo',
    'for i in 1 2; do echo $i',
    'case x in',
    '{ echo a',
    '(',
  ]),
  each('an open function', ['greet() {', 'greet()']),
  each('a here-document without an end', ['cat <<EOF\na', "cat <<'EOF'\na\n EOF"]),
  each('a line that goes on nowhere', ['echo a \\', 'true &&', 'false ||', 'echo a |']),
  each('an open command of bash', ['[[ a == b &&', 'echo <(', 'x=(1 2', '((1 +'], bashKinds),
  { name: 'nothing of an open command runs', steps: [types('x=1'), staysOpen("x=2; echo $x; echo 'open"), types('echo $x', '1')] },
  {
    name: 'an open command after a failure',
    steps: [types('(exit 7)', '', 7), staysOpen('if'), types('true'), types('echo done', 'done')],
  },
];
