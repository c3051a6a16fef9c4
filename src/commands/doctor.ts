import { Chalk } from 'chalk';
import { wrapAnsi } from 'fast-wrap-ansi';
import { installCommand, installPackages } from '../lab/install.js';
import { preflight, type Finding } from '../lab/preflight.js';
import { placeNames, type Place } from '../lab/surroundings.js';
import { networkTools } from '../lesson/known/vocabulary.js';
import { ask } from '../tutor/ask.js';
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
  if (options.json) process.stdout.write(`${JSON.stringify({ schema: 1, place, findings }, null, 2)}\n`);
  else if (!options.install || findings.some((finding) => isTrouble(finding))) process.stdout.write(table(place, findings));
  return doLabsWork(findings) ? 0 : 1;
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
  const command = installCommand(packages);
  say(`This machine lacks ${missing.map((finding) => finding.title).join(', ')}.`);
  const mayInstall = options.yes || isInCi() || (await mayAsk(command));
  if (!mayInstall) {
    const isVital = missing.some((finding) => finding.need === 'lab');
    say(`${isVital ? 'Without some of them no lab can be made.' : 'Steps that need them are skipped.'} To install them: ${command}`);
    return findings;
  }
  say(`Installing ${packages.join(', ')} with apt-get; this can take a minute.`);
  await installPackages(packages);
  return (await preflight(lessonPackages)).findings;
}

async function mayAsk(command: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false;
  return ask.confirm(`Install them now? (${command})`);
}

function table(place: Place, findings: readonly Finding[]): string {
  const { color, columns, isTerminal } = reportContext(process.stdout);
  const paint = new Chalk({ level: color ? 1 : 0 });
  const words = { ok: 'ok', missing: 'missing', failed: 'failed', limited: 'limited', untried: 'not tried' };
  const colors = { ok: paint.green, missing: paint.yellow, failed: paint.red, limited: paint.yellow, untried: paint.gray };
  const width = Math.max(...findings.map((finding) => finding.title.length));
  const lines = findings.map(({ status, title, detail, hint }) => {
    const head = `  ${colors[status](words[status].padEnd(9))}  ${detail === '' ? title : `${title.padEnd(width)}  ${detail}`}\n`;
    const room = Math.max(40, Math.min(columns, 100) - detailIndent.length);
    // Left whole where grep(1) may read it.
    const text = `try: ${hint}`;
    const tries = hint === null ? [] : isTerminal ? wrapAnsi(text, room, { trim: true }).split('\n') : [text];
    return head + tries.map((line) => `${detailIndent}${line}\n`).join('');
  });
  const tools = findings.filter((finding) => isTrouble(finding) && finding.need === 'lesson').map((finding) => finding.title);
  const doWork = doLabsWork(findings);
  const where = place === 'machine' ? 'on this machine' : `here, in ${placeNames[place]}`;
  const skips = tools.length === 0 || !doWork ? '' : ` Steps that need ${tools.join(', ')} are skipped.`;
  return `${lines.join('')}${doWork ? `Labs work ${where}.` : `Labs do not work yet ${where}.`}${skips}\n`;
}
