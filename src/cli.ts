import { constants } from 'node:os';
import { Command, CommanderError } from 'commander';
import { explain, NslabError } from './errors.js';
import { version } from './version.js';

// The library that asks questions knows another name for it, and looks when it is loaded.
if (process.env['NO_COLOR']) process.env['NODE_DISABLE_COLORS'] = '1';

function collect(word: string, words: readonly string[] = []): string[] {
  return [...words, word];
}

const reporterHelp =
  'terminal, ndjson, json, junit or github, to standard output or =FILE; html=FOLDER; may be given several times (default: terminal)';

const program = new Command('nslab')
  .description('Runs Markdown lessons about Linux network namespaces step by step in real kernel namespaces, and proves every step.')
  .version(version)
  .exitOverride()
  .showHelpAfterError('(nslab --help shows all commands)')
  .addHelpText(
    'after',
    `
Examples:
  nslab                              choose a lesson from the menu, and follow it
  nslab check lessons                run and verify every lesson of a folder
  nslab plan tutorial.md             what would run of a document, and why other lines would not
  nslab draw                         a picture of this machine's network
  nslab doctor --install             install what this machine lacks`,
  );

program
  .command('learn', { isDefault: true })
  .description('follow a lesson step by step; without a terminal, run it and print every verdict')
  .argument('[lesson]', 'a Markdown file, or a folder to choose from; the lessons that come with nslab when left out')
  .option('--restart', 'start the lesson anew, whatever was done of it before')
  .option('--reset', 'forget how far you are in a lesson and what you have done in it, and follow nothing; asks before')
  .option('--yes', 'with --reset: do not ask')
  .option('--lang <language>', 'en or zh (default: that of the locale)')
  .option('--plain', 'draw nothing over and no boxes, for screen readers; also NSLAB_PLAIN=1')
  .addHelpText(
    'after',
    `
At each command: Enter runs it; anything else that you type runs in the lab in its place; u takes back what was done last, g 3 goes to
right after step 3, ? says more. What you do is kept, so that you can go on where you left: see docs/journal.md.

Examples:
  nslab learn
  nslab learn --lang zh
  nslab learn lessons/zh/01-two-namespaces.md
  nslab learn docs
  nslab learn --restart lessons/en/01-two-namespaces.md
  nslab learn --reset lessons/en/01-two-namespaces.md`,
  )
  .action(async (lesson: string | undefined, options) => finish(await (await import('./commands/learn.js')).learn(lesson, options)));

program
  .command('check')
  .description('run and verify files or folders')
  .argument('[path...]', 'Markdown files, or folders that are searched for them; `paths` of the configuration when left out')
  .option('--reporter <name[=place]>', reporterHelp, collect)
  .option('--jobs <n>', 'how many lessons run at once, each in its own lab (default: up to 4, one per core)')
  .option('--keep', 'stop at the first step that fails and stay in its lab')
  .option('--allow-privileged', 'consent to labs with Docker, as root of this machine, for lessons that ask for them')
  .option('--snapshots', 'look at the network after each step: reports show what it changed, and a picture')
  .option('--fail-on <verdicts>', 'what makes the run fail, for example fail,drift:content (default: fail,drift,unreachable)')
  .option('--strict', 'what cannot be run here makes the run fail as well')
  .option('--update', 'put the real output into the lesson where it differs, and print what was changed')
  .option('--force', 'let --update change files where CI is set')
  .option('--baseline <file>', 'a file that lists failures that are known; one that passes again is told')
  .option('--write-baseline', 'list the failures of this run in the file of --baseline')
  .option('--min-checked <n>', 'fail when fewer steps were checked; 0: nothing to check is right too (default: 1)')
  .option('--set <name=value>', 'a value for a placeholder such as <NAME>; may be given several times', collect)
  .option('--only <key>', 'judge only this step, by its key or its line; may be given several times', collect)
  .option('--from <key>', 'judge from this step on; the ones before it are run all the same')
  .option('--to <key>', 'stop after this step')
  .option('--changed [revision]', 'only lessons that have changed since a revision (default: the last commit)')
  .option('--watch', 'run again what changes, until Ctrl-C')
  .option('--shard <i/n>', 'only the i-th of n parts of the lessons')
  .option('--config <file>', 'a configuration file (default: the nearest nslab.config.yaml, here or above)')
  .option('--no-config', 'look for no configuration file')
  .addHelpText(
    'after',
    `
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
  )
  .action(async (paths: string[], options) => finish(await (await import('./commands/check.js')).check(paths, options)));

program
  .command('report')
  .description('make reports of runs that were told as NDJSON, several of them as one; runs nothing')
  .argument('<file...>', 'files that `nslab check --reporter ndjson=FILE` has written, for example one for each shard')
  .option('--reporter <name[=place]>', reporterHelp, collect)
  .addHelpText(
    'after',
    `
The exit status is the worst of the runs: 2 also when a run was ended by a signal or has no end.

Examples:
  nslab report shard-*.ndjson
  nslab report --reporter junit=report.xml --reporter html=report/ shard-1.ndjson shard-2.ndjson`,
  )
  .action(async (files: string[], options) => finish(await (await import('./commands/report.js')).report(files, options)));

program
  .command('plan')
  .description('what would run, and why other lines would not; runs nothing')
  .argument('<file...>', 'Markdown files, or folders that are searched for them')
  .option('--json', 'one JSON document for each file')
  .option('--keys', 'show the key of each step, as --from, --to and --only of check take it')
  .option('--set <name=value>', 'a value for a placeholder such as <NAME>; may be given several times', collect)
  .addHelpText('after', '\nExamples:\n  nslab plan tutorial.md\n  nslab plan --json tutorial.md | jq .ignored')
  .action(async (paths: string[], options) => finish((await import('./commands/plan.js')).plan(paths, options)));

program
  .command('draw')
  .description('a picture of the network of a lesson after a step, of a lab that runs, or of this machine')
  .argument('[lesson]', 'a Markdown file, which is run in a lab; this machine when left out')
  .option('--step <key>', 'after this step, by its key or its line (default: the last)')
  .option('--lab [pid]', 'of a lab that runs now')
  .option('--svg', 'as SVG')
  .option('--mermaid', 'as a Mermaid flowchart, for Markdown pages')
  .option('--json', 'as JSON')
  .option('--ascii', 'with signs that every terminal has')
  .option('--words', 'in sentences, for a screen reader')
  .option('--columns <n>', 'how wide a text may be, from 60 (default: as wide as the terminal)')
  .option('--language <language>', 'en or zh (default: that of the locale)')
  .option('--set <name=value>', 'a value for a placeholder such as <NAME>; may be given several times', collect)
  .option('--allow-privileged', 'consent to a lab with Docker, as root of this machine, if the lesson asks for one')
  .addHelpText(
    'after',
    `
Examples:
  nslab draw
  nslab draw lessons/en/01-two-namespaces.md
  nslab draw lessons/en/01-two-namespaces.md --step 87 --svg > picture.svg
  nslab draw --lab`,
  )
  .action(async (lesson: string | undefined, options) => finish(await (await import('./commands/draw.js')).draw(lesson, options)));

program
  .command('doctor')
  .description('say what this machine lacks, and install it')
  .option('--install', 'install missing programs with apt; elsewhere print the command that does')
  .option('--yes', 'install without asking')
  .option('--json', 'print the findings as JSON')
  .addHelpText('after', '\nExamples:\n  nslab doctor\n  nslab doctor --install --yes')
  .action(async (options) => finish(await (await import('./commands/doctor.js')).doctor(options)));

/** Sets the exit status and lets pending output drain. */
function finish(status: number): void {
  process.exitCode = status;
}

// A reader that has seen enough, such as head(1), ends the program as it ends others. Labs end with it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(128 + constants.signals.SIGPIPE);
  process.stderr.write(`nslab: can't write its output (${error.code})\n  try: another place for it; a disk may be full\n`);
  process.exit(2);
});

program.parseAsync().catch((error: unknown) => {
  process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? 0 : 2;
  if (error instanceof NslabError) {
    process.stderr.write(explain(error));
  } else if (!(error instanceof CommanderError)) {
    process.stderr.write(
      `nslab: this is a bug in nslab ${version}, please report it with what you did\n${(error as Error).stack ?? String(error)}\n`,
    );
  }
});
