import { constants } from 'node:os';
import { CommanderError, type Command } from 'commander';
import { helpWords } from './commands/help/help-words.js';
import { SpokenCommand } from './commands/help/spoken-command.js';
import { chooseLanguage, chosenLanguage, languageWord } from './commands/language.js';
import { explain, NslabError, tryWords } from './errors.js';
import { version } from './version.js';
import type { Words } from './words.js';

// The library that asks questions knows another name for it, and looks when it is loaded.
if (process.env['NO_COLOR']) process.env['NODE_DISABLE_COLORS'] = '1';

function collect(word: string, words: readonly string[] = []): string[] {
  return [...words, word];
}

/** The program with its commands; what is said of them stands in src/commands/help. */
function createProgram(): Command {
  const language = chosenLanguage();
  const words = helpWords[language];
  const program = new SpokenCommand('nslab', language)
    .description(words.description)
    .version(version, '-V, --version', words.version)
    .helpCommand('help [command]', words.helpOfCommand)
    .exitOverride()
    .showHelpAfterError(words.shown)
    .addHelpText('after', words.after);

  program
    .command('learn', { isDefault: true })
    .description(words.learn.description)
    .argument('[lesson]', words.learn.argument)
    .option('--restart', words.learn.options.restart)
    .option('--reset', words.learn.options.reset)
    .option('--yes', words.learn.options.yes)
    .option('--plain', words.learn.options.plain)
    .addHelpText('after', words.learn.after)
    .action(async (lesson: string | undefined, options) => finish(await (await import('./commands/learn.js')).learn(lesson, options)));

  program
    .command('check')
    .description(words.check.description)
    .argument('[path...]', words.check.argument)
    .option('--reporter <name[=place]>', words.check.options.reporter, collect)
    .option('--jobs <n>', words.check.options.jobs)
    .option('--keep', words.check.options.keep)
    .option('--allow-privileged', words.check.options['allow-privileged'])
    .option('--snapshots', words.check.options.snapshots)
    .option('--fail-on <verdicts>', words.check.options['fail-on'])
    .option('--strict', words.check.options.strict)
    .option('--update', words.check.options.update)
    .option('--force', words.check.options.force)
    .option('--baseline <file>', words.check.options.baseline)
    .option('--write-baseline', words.check.options['write-baseline'])
    .option('--min-checked <n>', words.check.options['min-checked'])
    .option('--set <name=value>', words.check.options.set, collect)
    .option('--only <key>', words.check.options.only, collect)
    .option('--from <key>', words.check.options.from)
    .option('--to <key>', words.check.options.to)
    .option('--changed [revision]', words.check.options.changed)
    .option('--watch', words.check.options.watch)
    .option('--shard <i/n>', words.check.options.shard)
    .option('--config <file>', words.check.options.config)
    .option('--no-config', words.check.options['no-config'])
    .addHelpText('after', words.check.after)
    .action(async (paths: string[], options) => finish(await (await import('./commands/check.js')).check(paths, options)));

  program
    .command('report')
    .description(words.report.description)
    .argument('<file...>', words.report.argument)
    .option('--reporter <name[=place]>', words.report.options.reporter, collect)
    .addHelpText('after', words.report.after)
    .action(async (files: string[], options) => finish(await (await import('./commands/report.js')).report(files, options)));

  program
    .command('plan')
    .description(words.plan.description)
    .argument('<file...>', words.plan.argument)
    .option('--json', words.plan.options.json)
    .option('--keys', words.plan.options.keys)
    .option('--set <name=value>', words.plan.options.set, collect)
    .addHelpText('after', words.plan.after)
    .action(async (paths: string[], options) => finish((await import('./commands/plan.js')).plan(paths, options)));

  program
    .command('draw')
    .description(words.draw.description)
    .argument('[lesson]', words.draw.argument)
    .option('--step <key>', words.draw.options.step)
    .option('--lab [pid]', words.draw.options.lab)
    .option('--svg', words.draw.options.svg)
    .option('--mermaid', words.draw.options.mermaid)
    .option('--json', words.draw.options.json)
    .option('--ascii', words.draw.options.ascii)
    .option('--words', words.draw.options.words)
    .option('--columns <n>', words.draw.options.columns)
    .option('--language <language>', words.draw.options.language)
    .option('--set <name=value>', words.draw.options.set, collect)
    .option('--allow-privileged', words.draw.options['allow-privileged'])
    .addHelpText('after', words.draw.after)
    .action(async (lesson: string | undefined, options) => finish(await (await import('./commands/draw.js')).draw(lesson, options)));

  program
    .command('variants')
    .description(words.variants.description)
    .argument('<list...>', words.variants.argument)
    .addHelpText('after', words.variants.after)
    .action(async (lists: string[]) => finish(await (await import('./commands/variants.js')).variants(lists)));

  program
    .command('doctor')
    .description(words.doctor.description)
    .option('--install', words.doctor.options.install)
    .option('--yes', words.doctor.options.yes)
    .option('--json', words.doctor.options.json)
    .addHelpText('after', words.doctor.after)
    .action(async (options) => finish(await (await import('./commands/doctor.js')).doctor(options)));

  // Before the command and behind it.
  for (const command of [program, ...program.commands]) command.option('--lang <language>', words.lang);
  return program;
}

/** Sets the exit status and lets pending output drain. */
function finish(status: number): void {
  process.exitCode = status;
}

const unwritable: Readonly<Record<'en' | 'zh', (code: string | undefined) => string>> = {
  en: (code) => `nslab: can't write its output (${code})\n  ${tryWords.en}another place for it; a disk may be full\n`,
  zh: (code) => `nslab: 无法写出结果（${code}）\n  ${tryWords.zh}换一个位置；磁盘可能满了\n`,
};

const bug: Words = {
  en: `this is a bug in nslab ${version}, please report it with what you did`,
  zh: `这是 nslab ${version} 的缺陷，请连同你所做的操作一起报告`,
};

// A reader that has seen enough, such as head(1), ends the program as it ends others. Labs end with it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(128 + constants.signals.SIGPIPE);
  process.stderr.write(unwritable[chosenLanguage()](error.code));
  process.exit(2);
});

async function main(): Promise<void> {
  // Before anything is said, so that wrong usage is told in it as well.
  const word = languageWord(process.argv.slice(2));
  if (word !== undefined) chooseLanguage(word);
  await createProgram().parseAsync();
}

main().catch((error: unknown) => {
  process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? 0 : 2;
  if (error instanceof NslabError) {
    process.stderr.write(explain(error, chosenLanguage()));
  } else if (!(error instanceof CommanderError)) {
    process.stderr.write(`nslab: ${bug[chosenLanguage()]}\n${(error as Error).stack ?? String(error)}\n`);
  }
});
