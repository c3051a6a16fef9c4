import { types, type Case, type Step } from '../case.js';
import { bashKinds } from '../kinds.js';

const lines = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index + 1)).join('\n');
const hex = (text: string): string => [...Buffer.from(text)].map((byte) => ` ${byte.toString(16).padStart(2, '0')}`).join('');

/** Types a text in quotes and looks which bytes the shell got. */
function bytes(text: string): Step {
  return types(`printf %s '${text}' | od -An -v -tx1 -w400`, hex(text));
}

/** A word of a line that has this many bytes. */
function line(length: number): Step {
  const frame = 'echo  | wc -c';
  return types(frame.replace('  ', ` ${'x'.repeat(length - frame.length)} `), `${length - frame.length + 1}`);
}

/** What is typed gets to the shell as it is, whatever it is. */
export const typingCases: readonly Case[] = [
  { name: 'a line of 6000 bytes', steps: [line(6000), types('echo next', 'next')] },
  { name: 'lines about as long as a terminal takes', steps: [1023, 1024, 1025, 4094, 4095, 4096, 4097].map(line) },
  { name: 'a line of 20000 bytes', steps: [line(20_000), types('(exit 3)', '', 3)] },
  { name: 'a long line in three-byte characters', steps: [types(`printf %s '${'界'.repeat(2000)}' | wc -c`, '6000')] },
  { name: 'a long line among short ones', steps: [types(`cat <<'END' | wc -c\nshort\n${'y'.repeat(5000)}\nshort\nEND`, '5013')] },
  {
    name: 'tabs',
    steps: [
      bytes('a\tb'),
      bytes('\t\t'),
      types("printf '%s' 'a\tb' | od -c | head -n 1", '0000000   a  \\t   b'),
      types('\techo\thi\t', 'hi'),
    ],
  },
  { name: 'escape', steps: [bytes('\u001B[31mx\u001B'), bytes('\u001B\u001B')] },
  { name: 'Ctrl-C', steps: [bytes('a\u0003b'), types('echo next', 'next')] },
  { name: 'Ctrl-D', steps: [bytes('a\u0004b'), bytes('\u0004')] },
  {
    name: 'keys that edit a line',
    steps: [bytes('a\u0015b'), bytes('a\u0017b'), bytes('a\u0008b\u007Fc'), bytes('\u0001\u0005\u000B\u0019')],
  },
  { name: 'keys of the terminal', steps: [bytes('a\u0016b'), bytes('a\u0013\u0011b'), bytes('a\u001A\u001Cb'), bytes('\u0012\u000F')] },
  { name: 'a carriage return', steps: [bytes('a\rb')] },
  {
    name: 'every control character in one line',
    steps: [bytes(Array.from({ length: 31 }, (_, index) => (index === 9 ? '\u007F' : String.fromCodePoint(index + 1))).join(''))],
  },
  {
    name: 'characters of every length',
    steps: [types("printf '%s\\n' 'ä 中 🚀 ‏ ﻻ'", 'ä 中 🚀 ‏ ﻻ'), bytes('é中🚀'), types('echo ü; (exit 3)', 'ü', 3)],
  },
  { name: 'exclamation marks', steps: [types('echo "hi!x"', 'hi!x'), types('echo "!!" !1', '!! !1'), types("echo 'a!b' !", 'a!b !')] },
  { name: 'quotes and backslashes', steps: [types(`printf '%s\\n' "it's" 'a"b' a\\\\b "\\$x"`, `it's\na"b\na\\b\n$x`)] },
  {
    name: 'a newline in quotes',
    steps: [types("echo 'a\nb'", 'a\nb'), types('echo "a\n\nb  "', 'a\n\nb  '), types("printf '%s' '\n' | wc -l", '1')],
  },
  { name: 'spaces before a command', steps: [types('   echo hi', 'hi'), types(' \t echo hi', 'hi')] },
  { name: 'a comment after a command', steps: [types('echo hi # there', 'hi'), types('false # fails', '', 1), types('echo a#b', 'a#b')] },
  {
    name: 'a line that goes on',
    steps: [types('echo a \\\n  b \\\n  c', 'a b c'), types('ec\\\nho hi', 'hi'), types('(exit \\\n4)', '', 4)],
  },
  {
    name: 'a line that goes on after an operator',
    steps: [types('true &&\necho yes', 'yes'), types('echo a b |\n\n wc -w', '2'), types('false ||\n(exit 5)', '', 5)],
  },
  {
    name: 'a loop over lines',
    steps: [types('for i in 1 2\ndo\n  echo $i\n\n  # between\ndone', '1\n2'), types('while true; do\nbreak\ndone')],
  },
  { name: 'a condition over lines', steps: [types('if false\nthen\n  echo yes\nelse\n  echo no\n  (exit 3)\nfi', 'no', 3)] },
  { name: 'a case over lines', steps: [types('case abc in\n  a*) echo starts;;\n  *) echo not;;\nesac', 'starts')] },
  { name: 'a group and a subshell over lines', steps: [types('{\n  echo a\n  false\n}', 'a', 1), types('(\n  cd /tmp\n  pwd\n)', '/tmp')] },
  { name: 'a substitution over lines', steps: [types('echo "$(\n  echo a\n  echo b\n)"', 'a\nb')] },
  { name: 'a function over lines', steps: [types('greet() {\n  echo "hello $1"\n  return 4\n}'), types('greet you', 'hello you', 4)] },
  {
    name: 'a here-document',
    steps: [types('cat <<EOF\na $((1 + 1))\n\n  b\nEOF', 'a 2\n\n  b'), types("cat <<'EOF'\n$x `y` \\\nEOF", '$x `y` \\')],
  },
  {
    name: 'a here-document of 20 lines',
    steps: [
      types(
        `cat <<EOF\n${lines(20, (index) => `line ${index}`)}\nEOF`,
        lines(20, (index) => `line ${index}`),
      ),
    ],
  },
  {
    name: 'a here-document of 500 lines',
    steps: [
      types(
        `cat <<'EOF' | tail -n 1; (exit 3)\n${lines(500, (index) => `line ${index} of a document that is long`)}\nEOF`,
        'line 500 of a document that is long',
        3,
      ),
    ],
  },
  {
    name: 'a here-document with tabs',
    steps: [types('cat <<-EOF\n\ta\n\t\tb\tc\n\tEOF', 'a\nb\tc'), types('cat <<EOF\n\ta\tb\nEOF', '\ta\tb')],
  },
  { name: 'two here-documents', steps: [types('cat <<A; cat <<B\na\nA\nb\nB', 'a\nb')] },
  { name: 'a here-document that looks like prompts', steps: [types('cat <<EOF\n# a\n$ b\n> c\nEOF', '# a\n$ b\n> c')] },
  {
    name: 'a here-document for a shell',
    steps: [types('sh <<EOF\necho inside\nexit 3\nEOF', 'inside', 3), types('bash -s a <<EOF\necho $1\\$1\nEOF', /^a$/)],
  },
  {
    name: 'a here-document with control characters',
    steps: [types("cat <<'EOF' | od -An -tx1\n\u0003\u0004\t\u001B\nEOF", ' 03 04 09 1b 0a')],
  },
  { name: 'a here-string', kinds: bashKinds, steps: [types('cat <<<"a b"', 'a b'), types("read -r x y <<<'1 2'; echo $y$x", '21')] },
  {
    name: 'a function of 300 lines',
    steps: [types(`long() {\n${lines(300, (index) => `  x=${index}`)}\n  echo $x\n}`), types('long', '300')],
  },
  {
    name: 'a long command over lines with a long line',
    steps: [types(`for i in 1 2; do\necho ${'z'.repeat(5000)} | wc -c\ndone`, '5001\n5001')],
  },
];
