import { distance } from 'fastest-levenshtein';

/** What the language of a block says about its lines. */
export type BlockKind =
  /** A shell's: commands are what it is for. */
  | 'script'
  /** None, or one that says nothing. */
  | 'plain'
  /** What a tool prints. */
  | 'output'
  /** Another language's: a session only when its first line has a prompt and a command, for some authors name the language they like the colours of. */
  | 'foreign'
  /** Drawn by the site, or for another machine: never a shell's, whatever it looks like. */
  | 'diagram';

const languages: Readonly<Record<Exclude<BlockKind, 'foreign'>, readonly string[]>> = {
  script: ['bash', 'sh', 'shell', 'zsh', 'shellscript', 'ksh', 'ash', 'dash', 'fish', 'bashsession', 'command', 'commands'],
  plain:
    `console shell-session shellsession sh-session bash-session terminal text txt plaintext plain none nohighlight raw term tty session linux
    text-plain ssh code`.split(/\s+/),
  output: ['output', 'log', 'stdout', 'result', 'out'],
  diagram: [
    'mermaid',
    'dot',
    'graphviz',
    'plantuml',
    'puml',
    'ditaa',
    'svgbob',
    'ascii',
    'diff',
    'patch',
    'svg',
    'html',
    'xml',
    'math',
    'latex',
    'tex',
    // Their commands are another system's.
    'bat',
    'cmd',
    'batch',
    'dos',
    'powershell',
    'ps1',
    'pwsh',
    'cisco',
    'ios',
    'junos',
    'routeros',
    'vyos',
  ],
};
/** Languages that a misspelling of a shell's could be taken for. */
const others = new Set([
  'basic',
  'batch',
  'bat',
  'hash',
  'css',
  'js',
  'ts',
  'sass',
  'scss',
  'csh',
  'ps',
  'php',
  'shader',
  'swift',
  'shell32',
]);
const misspellable = ['bash', 'shell', 'console', 'zsh', 'terminal', 'shellsession'];

/** @param language the first word of a fence's info string; `null` for none and for indented code */
export function blockKind(language: string | null): BlockKind {
  if (language === null) return 'plain';
  const name = language.toLowerCase().replace(/^\{?\.?|\}?$/g, '');
  for (const [kind, names] of Object.entries(languages)) if (names.includes(name)) return kind as BlockKind;
  const meant = others.has(name) ? undefined : misspellable.find((known) => isMisspelt(name, known));
  if (meant === undefined) return 'foreign';
  return meant === 'console' || meant === 'terminal' ? 'plain' : 'script';
}

/** Letters exchanged, or one letter too many, too few or wrong. */
function isMisspelt(name: string, known: string): boolean {
  if (name[0] !== known[0] || name.length < 3) return false;
  const letters = (word: string): string => word.split('').toSorted().join('');
  if (letters(name) === letters(known)) return true;
  return distance(name, known) <= (known.length > 4 ? 2 : 1) && name.length >= known.length - 1;
}
