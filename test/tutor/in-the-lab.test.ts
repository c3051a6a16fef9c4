import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { isInLab } from '../../src/lab/programs.js';
import { onTerminal, type Person } from '../commands/on-terminal.js';
import { session, withFolder, writeLesson } from '../engine/lab-trial.js';

const lesson = `# Cables

${session('$ ip netns add ns1', '$ ip netns add ns2', '$ ip link show nowhere')}
`;

/** Types a command at the prompt of the lab's shell, and gives what it prints. */
async function enter(person: Person, command: string): Promise<string> {
  marks += 1;
  person.types(`${command}; echo "over-$((${marks}))"\r`);
  const seen = await person.sees(`\nover-${marks}\n`);
  // What is typed before the prompt is there may go to another shell.
  await pause(200);
  return seen;
}

let marks = 100;

/** Asks for something by `nslab`, and waits for the answer. */
async function request(person: Person, words: string, answer: string): Promise<void> {
  person.types(`nslab ${words}\r`);
  await person.sees(answer);
  await pause(300);
}

it('keeps what is typed in the lab’s own shell, and goes back from there', () =>
  withFolder(async (folder) => {
    const person = onTerminal(['learn', writeLesson(folder, 'a.md', lesson)]);
    await person.asks();
    person.types('\r');
    await person.sees('[2/3]');
    await person.asks();
    person.types('t\r');
    await person.sees('Ctrl-] returns to the lesson');
    await person.sees('# ');
    await enter(person, 'x=5; cd /tmp');
    person.types('ip netns exec ns1 bash\r');
    await pause(500);
    await enter(person, 'echo inside > f');
    person.types('nslab steps\r');
    expect(await person.sees('1 of 3 steps are done.')).toMatch(
      /✓ {5}1 {2}ip netns add ns1\s+· yours {2}x=5; cd \/tmp; [^\n]*\n· yours {2}ip netns exec ns1 bash\s+· yours {2}echo inside > f/,
    );
    await request(person, 'undo', 'Taken back: echo inside > f');
    expect(await enter(person, 'ls; ip netns identify')).toMatch(/\nns1\n/);
    await request(person, 'goto 0', 'You are at the beginning.');
    expect(await enter(person, 'echo "[$x]"; pwd; ip netns list')).toMatch(/\[\]\n\/root\n/);
    await request(person, 'whatever', 'nslab goto 3');
    await person.sees('nslab back');
    await request(person, 'goto 7', 'the lesson has 3 steps');
    person.types('nslab back\r');
    await person.sees('[1/3] host$ ip netns add ns1');
    await person.asks();
    person.types('q\r');
    expect(await person.leaves()).toBe(0);
  }));

it('goes back from the step that fails, where the lab is kept', () =>
  withFolder(async (folder) => {
    const person = onTerminal(['check', '--keep', writeLesson(folder, 'a.md', lesson)]);
    await person.sees('nslab undo takes back the last command');
    await person.sees('# ');
    await enter(person, 'ip netns del ns1');
    await request(person, 'undo', 'Taken back: ip netns del ns1');
    expect(await enter(person, 'ip netns list')).toMatch(/ns2\nns1\n/);
    await request(person, 'goto 1', 'You are after step 1 of 3.');
    expect(await enter(person, 'ip netns list')).not.toContain('ns2');
    person.types('exit\r');
    await person.sees('2 passed, 1 failed');
    expect(await person.leaves()).toBe(1);
  }));

it('accepts a lab only as long as it is there, and shows no value that nobody has seen', () =>
  withFolder(async (folder) => {
    const person = onTerminal(['learn', writeLesson(folder, 'a.md', lesson)]);
    await person.asks();
    person.types('t\r');
    await person.sees('# ');
    await enter(person, 'x=secret$RANDOM$RANDOM');
    await enter(person, 'y=1');
    person.types('nslab undo\r');
    const seen = await person.sees('nslab accept goes there all the same');
    expect(seen).toContain('variable x of the shell in pts/0 is another one\n');
    expect(seen).not.toMatch(/="?secret\d/);
    await pause(300);
    await enter(person, 'z=1');
    await request(person, 'accept', 'There is nothing to accept any more');
    expect(await enter(person, 'echo "$y$z"')).toContain('11');
    person.types('nslab undo\r');
    await person.sees('nslab accept goes there all the same');
    await pause(300);
    await request(person, 'accept', 'You are at the beginning.');
    // It is not asked about again.
    await request(person, 'undo', 'Taken back');
    person.types('nslab back\r');
    await person.asks();
    person.types('q\r');
    expect(await person.leaves()).toBe(0);
  }));

it('gives programs that fill the screen their keys again when they wait for them', ({ skip }) => {
  skip(!isInLab('top'), 'this machine has no top');
  return withFolder(async (folder) => {
    const person = onTerminal(['learn', writeLesson(folder, 'a.md', lesson)]);
    await person.asks();
    person.types('top\r');
    await person.sees("only the lab's own shell passes on");
    person.types('t\r');
    await person.sees('# ');
    person.types('top\r');
    await person.sees('PID');
    person.types('q');
    await pause(500);
    await enter(person, 'y=1');
    const startedAt = performance.now();
    await request(person, 'undo', 'Taken back: y=1');
    // It would be ended by force after ten.
    expect(performance.now() - startedAt).toBeLessThan(8000);
    person.types('nslab back\r');
    await person.asks();
    person.types('q\r');
    expect(await person.leaves()).toBe(0);
  });
});

it('goes on with what was typed in the lab’s own shell', () =>
  withFolder(async (folder) => {
    const file = writeLesson(folder, 'a.md', lesson);
    const first = onTerminal(['learn', file]);
    await first.asks();
    first.types('t\r');
    await first.sees('# ');
    first.types('read -r name\r');
    await pause(300);
    first.types('somebody\r');
    await pause(300);
    first.types('cat > f <<END\rtwo\rEND\r');
    await pause(300);
    first.types('nslab back\r');
    await first.sees('[1/3]');
    await first.asks();
    first.types('q\r');
    await first.leaves();
    const later = onTerminal(['learn', file]);
    await later.sees('You left this lesson before its first step');
    later.types('\r');
    await later.sees('the lab is as it was');
    await later.asks();
    later.types('echo "[$name]"; cat f\r');
    await later.sees('[somebody]\ntwo');
    await later.asks();
    later.types('q\r');
    expect(await later.leaves()).toBe(0);
  }));
