import { setTimeout as pause } from 'node:timers/promises';
import { execaSync } from 'execa';
import { expect, it } from 'vitest';
import { onTerminal, type Person } from '../commands/on-terminal.js';
import { session, withFolder, writeLesson } from '../engine/lab-trial.js';

const lesson = `# Cables

${session('$ ip netns add ns1', '$ ip netns add ns2', '$ ip netns list', 'ns2', 'ns1')}

The end.
`;

/** Answers the question that comes next, and gives what was seen until then. */
async function answer(person: Person, keys: string): Promise<string> {
  const seen = await person.asks();
  person.types(`${keys}\r`);
  return seen;
}

/** What is printed for an own command, up to the next question. */
async function own(person: Person, command: string): Promise<string> {
  await answer(person, command);
  return person.sees('takes it back)');
}

it('takes back what was done last, yours or the lesson’s, and does it again', () =>
  withFolder(async (folder) => {
    const person = onTerminal(['learn', writeLesson(folder, 'a.md', lesson)]);
    await answer(person, '');
    await answer(person, 'ip link add br0 type bridge; x=5; cd /tmp');
    await person.sees('The bridge br0 was made on the host.');
    await answer(person, '');
    await answer(person, 'w');
    expect(await person.sees('2 of 3 steps are done')).toMatch(
      /1 {2}ip netns add ns1\n· yours {2}ip link add br0[^]*2 {2}ip netns add ns2/,
    );
    await answer(person, 'u');
    await person.sees('Taken back: ip netns add ns2');
    await person.sees('[2/3] host$ ip netns add ns2');
    await answer(person, 'u');
    await person.sees('Taken back: ip link add br0');
    expect(await own(person, 'ip netns list; ip -br link; echo "[$x]"; pwd')).toMatch(/^\s*ns1\nlo [^\n]*\n\[\]\n\/root\n/m);
    await answer(person, 'u');
    await person.sees('Taken back');
    await answer(person, 'redo');
    await person.sees('Done again: ip netns list;');
    await answer(person, 'g 3');
    await person.sees('step 3 has not been done yet');
    await answer(person, 'q');
    await person.sees('Go on here:');
    expect(await person.leaves()).toBe(0);
  }));

it('goes to a step, back and forward, and to the beginning', () =>
  withFolder(async (folder) => {
    const person = onTerminal(['learn', writeLesson(folder, 'a.md', lesson)]);
    await answer(person, '');
    await answer(person, 'x=between');
    await answer(person, '');
    await answer(person, 'g 1');
    await person.sees('[2/3] host$ ip netns add ns2');
    expect(await own(person, 'echo "[$x]"')).toContain('[]\n');
    // To look keeps the way forward, and what was done between is done again on it.
    await answer(person, 'u');
    await answer(person, 'goto 2');
    await person.sees('[3/3] host$ ip netns list');
    expect(await own(person, 'echo "[$x]"')).toContain('[between]\n');
    await answer(person, 'g 99');
    await person.sees('the lesson has 3 steps');
    await answer(person, 'r');
    await person.sees('Take back everything');
    person.types('y\r');
    await person.sees('[1/3] host$ ip netns add ns1');
    await answer(person, 'g 1');
    await person.sees('[2/3] host$ ip netns add ns2');
    await answer(person, 'q');
    expect(await person.leaves()).toBe(0);
  }));

it('goes on where it was killed, with the shells, files and jobs that were there', () =>
  withFolder(async (folder) => {
    const file = writeLesson(folder, 'a.md', lesson);
    const killed = onTerminal(['learn', file]);
    await answer(killed, '');
    for (const command of ['x=5; sleep 200 &', 'ip netns exec ns1 bash', 'cd /tmp; echo hi > f']) await own(killed, command);
    await killed.asks();
    execaSync('kill', ['-KILL', `${killed.pid}`]);
    await killed.leaves();
    const person = onTerminal(['learn', file]);
    await person.sees('You left this lesson after step 1 of 3');
    person.types('\r');
    expect(await person.sees('[2/3] host$ ip netns add ns2 (you are in ns1)')).toContain('the lab is as it was');
    expect(await own(person, 'pwd; cat f; ip netns identify')).toMatch(/\/tmp\nhi\nns1\n/);
    await own(person, 'exit');
    expect(await own(person, 'echo "[$x]"; jobs')).toMatch(/\[5\]\n\[1\]\+ +Running +sleep 200 &/);
    await answer(person, 'q');
    expect(await person.leaves()).toBe(0);
    // And anew, if that is what they want.
    const other = onTerminal(['learn', '--restart', file]);
    expect(await other.asks()).not.toContain('You left');
    other.types('q\r');
    expect(await other.leaves()).toBe(0);
    const last = onTerminal(['learn', file]);
    expect(await last.asks()).not.toContain('You left');
    last.types('q\r');
    expect(await last.leaves()).toBe(0);
  }));

it('says what was running when it was killed, and what may hold a secret', () =>
  withFolder(async (folder) => {
    const file = writeLesson(folder, 'a.md', lesson);
    const killed = onTerminal(['learn', file]);
    await answer(killed, '');
    await own(killed, 'export API_TOKEN=geheim123456');
    await answer(killed, 'sleep 100');
    await pause(500);
    execaSync('kill', ['-KILL', `${killed.pid}`]);
    await killed.leaves();
    const person = onTerminal(['learn', file]);
    await person.sees('You left this lesson after step 1 of 3');
    person.types('\r');
    const seen = await person.asks();
    expect(seen).toContain('a command was not kept, because there may be a secret in it');
    expect(seen).toContain('this one was still running and has not been done again: sleep 100');
    person.types('q\r');
    expect(await person.leaves()).toBe(0);
  }));

it('ends at once when Ctrl-C is pressed twice in a command that does not obey', () =>
  withFolder(async (folder) => {
    const person = onTerminal(['learn', writeLesson(folder, 'a.md', lesson)]);
    await answer(person, 'bash -c "trap \'\' INT; sleep 100"');
    await pause(300);
    for (const keys of ['\u0003', '\u0003']) {
      person.types(keys);
      await pause(200);
    }
    expect(await person.leaves()).toBe(130);
  }));

it('takes lines that are pasted together one by one', () =>
  withFolder(async (folder) => {
    const person = onTerminal(['learn', writeLesson(folder, 'a.md', lesson)]);
    await person.asks();
    person.types('x=1\recho "one $x"\necho "two $x"\n');
    await person.sees('\none 1\n');
    await person.sees('\ntwo 1\n');
    await answer(person, 'w');
    expect(await person.sees('0 of 3 steps are done')).toMatch(/· yours {2}x=1\n· yours {2}echo "one \$x"\n· yours {2}echo "two \$x"/);
    await person.asks();
    // Escape by itself is nothing.
    person.types('\u001B');
    await pause(100);
    person.types('q\r');
    await person.sees('Go on here');
    expect(await person.leaves()).toBe(0);
  }));
