import { Chalk } from 'chalk';
import { installCommand, installPackages } from '../lab/install.js';
import { preflight, type Finding } from '../lab/preflight.js';
import { networkTools } from '../lesson/vocabulary.js';
import { ask } from '../tutor/ask.js';
import { reportContext } from './printer.js';

export interface DoctorOptions {
  readonly install?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** What the lessons of the course use; `doctor` offers to install these. */
const lessonPrograms = ['ping', 'iptables', 'nft', 'ifconfig', 'brctl', 'tcpdump', 'sysctl'];
const lessonPackages = Object.fromEntries(lessonPrograms.map((name) => [name, networkTools[name]!]));

/**
 * Says what this machine lacks, and installs it when asked to. Resolves to 0 when labs work here, even if some tool of the lessons
 * is missing, else to 1.
 */
export async function doctor(options: DoctorOptions): Promise<number> {
  let findings = await preflight(lessonPackages);
  if (options.install) findings = await installMissing(findings, options);
  if (options.json) process.stdout.write(`${JSON.stringify({ schema: 1, findings }, null, 2)}\n`);
  else if (!options.install || findings.some((finding) => finding.status !== 'ok')) process.stdout.write(table(findings));
  return findings.every((finding) => finding.status === 'ok' || finding.need === 'lesson') ? 0 : 1;
}

async function installMissing(findings: readonly Finding[], options: DoctorOptions): Promise<Finding[]> {
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  const missing = findings.filter((finding) => finding.status === 'missing');
  const packages = [...new Set(missing.map((finding) => finding.debianPackage!))].toSorted();
  if (packages.length === 0) return [...findings];
  const command = installCommand(packages);
  say(`This machine lacks ${missing.map((finding) => finding.title).join(', ')}.`);
  const mayInstall = options.yes || Boolean(process.env['CI']) || (await mayAsk(command));
  if (!mayInstall) {
    const isVital = missing.some((finding) => finding.need === 'lab');
    say(`${isVital ? 'Without some of them no lab can be made.' : 'Steps that need them are skipped.'} To install them: ${command}`);
    return [...findings];
  }
  say(`Installing ${packages.join(', ')} with apt-get; this can take a minute.`);
  await installPackages(packages);
  return preflight(lessonPackages);
}

async function mayAsk(command: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false;
  return ask.confirm(`Install them now? (${command})`);
}

function table(findings: readonly Finding[]): string {
  const paint = new Chalk({ level: reportContext(process.stdout).color ? 1 : 0 });
  const marks = { ok: paint.green('ok     '), missing: paint.yellow('missing'), failed: paint.red('failed ') };
  const width = Math.max(...findings.map((finding) => finding.title.length));
  const lines = findings.map((finding) => {
    const detail = finding.status === 'ok' ? '' : `  ${finding.detail}\n${' '.repeat(12)}try: ${finding.hint}`;
    return `  ${marks[finding.status]}  ${finding.title.padEnd(width)}${detail}\n`;
  });
  const labs = findings.every((finding) => finding.status === 'ok' || finding.need === 'lesson');
  const tools = findings.filter((finding) => finding.status !== 'ok' && finding.need === 'lesson').map((finding) => finding.title);
  const verdict = labs ? 'Labs work on this machine.' : 'Labs do not work on this machine yet.';
  const skips = tools.length === 0 || !labs ? '' : ` Steps that need ${tools.join(', ')} are skipped.`;
  return `${lines.join('')}${verdict}${skips}\n`;
}
