const reporter =
  'terminal, ndjson, json, junit or github, to standard output or =FILE; html=FOLDER; may be given several times (default: terminal)';
const set = 'a value for a placeholder such as <NAME>; may be given several times';

/** What `--help` says. Its shape is that of every language. */
export const englishHelp = {
  description: 'Runs Markdown lessons about Linux network namespaces step by step in real kernel namespaces, and proves every step.',
  shown: '(nslab --help shows all commands)',
  version: 'output the version number',
  help: 'display help for command',
  lang: 'en or zh (default: that of the locale)',
  helpOfCommand: 'display help for command',
  headings: { 'Usage:': 'Usage:', 'Arguments:': 'Arguments:', 'Options:': 'Options:', 'Commands:': 'Commands:' },
  after: `
Examples:
  nslab                              choose a lesson from the menu, and follow it
  nslab check lessons                run and verify every lesson of a folder
  nslab plan tutorial.md             what would run of a document, and why other lines would not
  nslab draw                         a picture of this machine's network
  nslab doctor --install             install what this machine lacks`,
  learn: {
    description: 'follow a lesson step by step; without a terminal, run it and print every verdict',
    argument: 'a Markdown file, or a folder to choose from; the lessons that come with nslab when left out',
    options: {
      restart: 'start the lesson anew, whatever was done of it before',
      reset: 'forget how far you are in a lesson and what you have done in it, and follow nothing; asks before',
      yes: 'with --reset: do not ask',
      plain: 'draw nothing over and no boxes, for screen readers; also NSLAB_PLAIN=1',
    },
    after: `
At each command: Enter runs it; or type a command of your own, which counts when it does the same. u takes back what was done last, h gives
a hint, t is the lab's own shell, ? lists the rest. What you do is kept, so that you can go on where you left: see docs/learning.md.

Examples:
  nslab learn
  nslab learn --lang zh
  nslab learn lessons/zh/01-two-namespaces.md
  nslab learn docs
  nslab learn --restart lessons/en/01-two-namespaces.md
  nslab learn --reset lessons/en/01-two-namespaces.md`,
  },
  check: {
    description: 'run and verify files or folders',
    argument: 'Markdown files, or folders that are searched for them; `paths` of the configuration when left out',
    options: {
      reporter,
      jobs: 'how many lessons run at once, each in its own lab (default: up to 4, one per core)',
      keep: 'stop at the first step that fails and stay in its lab',
      'allow-privileged': 'consent to labs with Docker, as root of this machine, for lessons that ask for them',
      snapshots: 'look at the network after each step: reports show what it changed, and a picture',
      'fail-on': 'what makes the run fail, for example fail,drift:content (default: fail,drift,unreachable)',
      strict: 'what cannot be run here makes the run fail as well',
      update: 'put the real output into the lesson where it differs, and print what was changed',
      force: 'let --update change files where CI is set',
      baseline: 'a file that lists failures that are known; one that passes again is told',
      'write-baseline': 'list the failures of this run in the file of --baseline',
      'min-checked': 'fail when fewer steps were checked; 0: nothing to check is right too (default: 1)',
      set,
      only: 'judge only this step, by its key or its line; may be given several times',
      from: 'judge from this step on; the ones before it are run all the same',
      to: 'stop after this step',
      changed: 'only lessons that have changed since a revision (default: the last commit)',
      watch: 'run again what changes, until Ctrl-C',
      shard: 'only the i-th of n parts of the lessons',
      config: 'a configuration file (default: the nearest nslab.config.yaml, here or above)',
      'no-config': 'look for no configuration file',
    },
    after: `
Exit status: 0 every step passed or was skipped and at least one passed, 1 a step failed, drifted or was unreachable,
2 a lesson could not be run, bad usage, or nothing to check, 128+n ended by signal n.

Examples:
  nslab check lessons
  nslab check tutorial.md docs --jobs 2
  nslab check --keep lessons/en/01-two-namespaces.md
  nslab check --allow-privileged docker.md
  nslab check --set NAME=ns1 --from 40 tutorial.md
  nslab check --snapshots lessons/en/01-two-namespaces.md
  nslab check docs --update
  nslab check docs --baseline nslab-baseline.yaml --write-baseline
  nslab check docs --watch
  nslab check docs --changed
  nslab check docs --changed=origin/main --shard 1/3
  nslab check --reporter terminal --reporter junit=report.xml --reporter html=report/ lessons
  nslab check --reporter ndjson lessons | jq -c 'select(.type == "step:end" and .verdict != "pass")'`,
  },
  report: {
    description: 'make reports of runs that were told as NDJSON, several of them as one; runs nothing',
    argument: 'files that `nslab check --reporter ndjson=FILE` has written, for example one for each shard',
    options: {
      reporter,
    },
    after: `
The exit status is the worst of the runs: 2 also when a run was ended by a signal or has no end.

Examples:
  nslab report shard-*.ndjson
  nslab report --reporter junit=report.xml --reporter html=report/ shard-1.ndjson shard-2.ndjson`,
  },
  plan: {
    description: 'what would run, and why other lines would not; runs nothing',
    argument: 'Markdown files, or folders that are searched for them',
    options: {
      json: 'one JSON document for each file',
      keys: 'show the key of each step, as --from, --to and --only of check take it',
      set,
    },
    after: `
Examples:
  nslab plan tutorial.md
  nslab plan --json tutorial.md | jq .ignored`,
  },
  draw: {
    description: 'a picture of the network of a lesson after a step, of a lab that runs, or of this machine',
    argument: 'a Markdown file, which is run in a lab; this machine when left out',
    options: {
      step: 'after this step, by its key or its line (default: the last)',
      lab: 'of a lab that runs now',
      svg: 'as SVG',
      mermaid: 'as a Mermaid flowchart, for Markdown pages',
      json: 'as JSON',
      ascii: 'with signs that every terminal has',
      words: 'in sentences, for a screen reader',
      columns: 'how wide a text may be, from 60 (default: as wide as the terminal)',
      language: 'the same as --lang',
      set,
      'allow-privileged': 'consent to a lab with Docker, as root of this machine, if the lesson asks for one',
    },
    after: `
Examples:
  nslab draw
  nslab draw lessons/en/01-two-namespaces.md
  nslab draw lessons/en/01-two-namespaces.md --step 87 --svg > picture.svg
  nslab draw --lab`,
  },
  variants: {
    description: 'type lists of variants of lesson commands in labs, and say whether each is judged as its list says',
    argument: 'lists of variants, or lessons that have one',
    options: {},
    after: `
Exit status: 0 all are judged as the lists say, 1 some are not, 2 a list or a lesson could not be read or run.

Examples:
  nslab variants lessons/en/01-two-namespaces.md
  nslab variants docs/router.variants.yaml`,
  },
  doctor: {
    description: 'say what this machine lacks, and install it',
    argument: '',
    options: {
      install: 'install missing programs with apt; elsewhere print the command that does',
      yes: 'install without asking',
      json: 'print the findings as JSON',
    },
    after: `
Examples:
  nslab doctor
  nslab doctor --install --yes`,
  },
} as const;
