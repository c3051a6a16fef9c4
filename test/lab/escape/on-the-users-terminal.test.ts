import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawn } from '@lydell/node-pty';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installInto } from '../../commands/run-cli.js';
import { perl } from './attempt.js';
import { frame, users, type User } from './users.js';

/** Types into terminals (TIOCSTI, ioctl_tty(2)) and writes to them. */
const push = (...terminals: string[]): string =>
  perl(`my $text = "INJEC" . "TED\\n"; my $said = "WRIT" . "TEN\\n"; for my $file (${terminals.join(', ')})
    { next if -f $file || -p $file; open my $t, "+<", $file or next; -t $t or next; syswrite $t, $said; for (split //, $text) { my $key = $_; ioctl $t, 0x5412, $key } }`);

/** Inside a lab only: outside, they are other people's. */
const everyTerminal = ['"/dev/tty"', '"/dev/console"', 'glob("/dev/pts/*")', 'glob("/proc/[0-9]*/fd/*")'];

const hostile = String.raw`printf '\033]52;c;aGVsbG8=\007\033]0;title\007\033[c\033[6n\033[2J\033[?1049h\033P$q"p\033\\\033_x\033\\\2331m\302\2331m\302\235x\007\010\177'; false`;

const lesson = `---
title: "hostile \\e]0;title\\a \\u009b2J"
---
# A section \u001B]0;title\u0007\u009B2J

\`\`\`console
$ ${push('"TERMINAL"', ...everyTerminal)}; true
$ ${hostile}
$ sed 's/.*) //' /proc/1/stat | cut -d ' ' -f 5 | sed 's/^/terminal of 1: /'; false
$ exec 9<>TERMINAL; echo to the terminal >&9; false
\`\`\`
`;

let folder: string;
let program: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'nslab-test-'));
  chmodSync(folder, 0o755);
  program = installInto(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.for(users.map((user) => [user.title, user] as const))('the terminal of %s', ([, user]) => {
  if (user.whyNot !== undefined) return it.skip(`could not be tried: ${user.whyNot}`, () => {});

  it('gets nothing but a report', async () => {
    const file = path.join(folder, 'hostile.md');
    writeFileSync(file, lesson);
    const shown = await onTerminalOf(user, `sed "s#TERMINAL#$(tty)#g" ${file} >here.md; ${process.execPath} ${program} check here.md`);
    expect(shown).toMatch(/\[TYPED:\]/);
    expect(shown).toMatch(/terminal of 1: 0\b/);
    expect(shown).not.toMatch(/INJECTED|WRITTEN/);
    // oxlint-disable-next-line no-control-regex -- colours, and the way back to the start of the status line
    const rest = shown.replaceAll(/\u001B\[\d+(?:;\d+)*m|\r\u001B\[K/g, '');
    // oxlint-disable-next-line no-control-regex -- control characters are what this is about
    expect(rest).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/);
  });

  it('can be typed into outside a lab', async ({ skip }) => {
    const setting = '/proc/sys/dev/tty/legacy_tiocsti';
    if (existsSync(setting) && readFileSync(setting, 'utf8').trim() === '0') skip('this kernel lets nobody type into a terminal');
    const file = path.join(folder, 'push.sh');
    writeFileSync(file, push('"/dev/tty"'));
    expect(await onTerminalOf(user, `bash ${file}`)).toMatch(/WRITTEN[^]*\[TYPED:INJECTED/);
  });
});

/** Runs a line of bash as a user who sits at a terminal; gives all that it showed, and at the end what has been typed into it. */
async function onTerminalOf(user: User, line: string): Promise<string> {
  const work = mkdtempSync(path.join(folder, 'work-'));
  chmodSync(work, 0o777);
  const script = `cd ${work}; ${line}; IFS= read -r -t 0.3 typed; echo "[TYPED:$typed]"`;
  const words = [
    '-c',
    'chown "$1" "$(tty)" 2>/dev/null; shift; exec "$@"',
    'sh',
    `${user.uid}`,
    ...frame(user, work),
    'bash',
    '-c',
    script,
  ];
  const pty = spawn('sh', words, { cols: 100, rows: 40, env: { ...process.env, TERM: 'xterm-256color', LANG: 'C.UTF-8', CI: '' } });
  let shown = '';
  pty.onData((data) => (shown += data));
  await new Promise((resolve) => pty.onExit(resolve));
  return shown;
}
