import { Chalk } from 'chalk';
import { wrapAnsi } from 'fast-wrap-ansi';
import stringWidth from 'string-width';
import { tryWords } from '../errors.js';
import { installCommand, installPackages } from '../lab/install.js';
import { preflight, type Finding } from '../lab/preflight.js';
import { placeNames, type Place } from '../lab/surroundings.js';
import { networkTools } from '../lesson/known/vocabulary.js';
import { ask } from '../tutor/ask.js';
import { doctorWords } from './doctor-words.js';
import { chosenLanguage } from './language.js';
import { reportContext } from './printer.js';
import { isInCi } from './values.js';

export interface DoctorOptions {
  readonly install?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** What the lessons of the course use; `doctor` offers to install these. */
const detailIndent = ' '.repeat(13);
const lessonPrograms = ['ping', 'iptables', 'nft', 'ifconfig', 'brctl', 'tcpdump', 'sysctl'];
const lessonPackages = Object.fromEntries(lessonPrograms.map((name) => [name, networkTools[name]!]));

/**
 * Says what this machine lacks, and installs it when asked to. Resolves to 0 when labs work here, even if some tool of the lessons
 * is missing, else to 1.
 */
export async function doctor(options: DoctorOptions): Promise<number> {
  let { place, findings } = await preflight(lessonPackages);
  if (options.install) findings = await installMissing(findings, options);
  if (options.json) process.stdout.write(`${JSON.stringify({ schema: 1, place, findings: findings.map(inEnglish) }, null, 2)}\n`);
  else if (!options.install || findings.some((finding) => isTrouble(finding))) process.stdout.write(table(place, findings));
  return doLabsWork(findings) ? 0 : 1;
}

/** Documents are in English. */
function inEnglish({ title, detail, hint, ...rest }: Finding): object {
  const { status, need, debianPackage } = rest;
  return { title: title.en, need, debianPackage, status, detail: detail?.en ?? '', hint: hint?.en ?? null };
}

/** What is only for lessons that ask for it is no trouble, and not installed unasked: Docker starts a service of the machine. */
function isTrouble(finding: Finding): boolean {
  return finding.need !== 'option' && finding.status !== 'ok' && finding.status !== 'limited';
}

function doLabsWork(findings: readonly Finding[]): boolean {
  return !findings.some((finding) => finding.need === 'lab' && isTrouble(finding));
}

async function installMissing(findings: readonly Finding[], options: DoctorOptions): Promise<readonly Finding[]> {
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  const missing = findings.filter((finding) => finding.status === 'missing' && isTrouble(finding));
  const packages = [...new Set(missing.map((finding) => finding.debianPackage!))].toSorted();
  if (packages.length === 0) return findings;
  const language = chosenLanguage();
  const words = doctorWords[language];
  const command = installCommand(packages)[language];
  say(words.lacks(missing.map((finding) => finding.title[language])));
  const mayInstall = options.yes || isInCi() || (await mayAsk(command));
  if (!mayInstall) {
    const isVital = missing.some((finding) => finding.need === 'lab');
    say(`${isVital ? words.noLab : words.skipped}${words.toInstall(command)}`);
    return findings;
  }
  say(words.installing(packages));
  await installPackages(packages);
  return (await preflight(lessonPackages)).findings;
}

async function mayAsk(command: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false;
  return ask.confirm(doctorWords[chosenLanguage()].ask(command));
}

function table(place: Place, findings: readonly Finding[]): string {
  const { color, columns, isTerminal } = reportContext(process.stdout);
  const paint = new Chalk({ level: color ? 1 : 0 });
  const language = chosenLanguage();
  const words = doctorWords[language];
  const colors = { ok: paint.green, missing: paint.yellow, failed: paint.red, limited: paint.yellow, untried: paint.gray };
  const width = Math.max(...findings.map(({ title }) => stringWidth(title[language])));
  const lines = findings.map(({ status, title, detail, hint }) => {
    const name = title[language];
    const what = detail === null ? name : `${padded(name, width)}  ${detail[language]}`;
    const head = `  ${colors[status](padded(words.status[status], 9))}  ${what}\n`;
    const room = Math.max(40, Math.min(columns, 100) - detailIndent.length);
    // Left whole where grep(1) may read it.
    const text = `${tryWords[language]}${hint?.[language] ?? ''}`;
    const tries = hint === null ? [] : isTerminal ? wrapAnsi(text, room, { trim: true }).split('\n') : [text];
    return head + tries.map((line) => `${detailIndent}${line}\n`).join('');
  });
  const tools = findings.filter((finding) => isTrouble(finding) && finding.need === 'lesson').map((finding) => finding.title[language]);
  const doWork = doLabsWork(findings);
  const where = place === 'machine' ? words.onMachine : words.inPlace(placeNames[place][language]);
  const skips = tools.length === 0 || !doWork ? '' : words.skips(tools);
  return `${lines.join('')}${doWork ? words.work(where) : words.doNotWork(where)}${skips}\n`;
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}
