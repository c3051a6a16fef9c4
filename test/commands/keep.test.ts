import { expect, it } from 'vitest';
import { session, withFolder, writeLesson } from '../engine/lab-trial.js';
import { onTerminal } from './on-terminal.js';

it('hands over the lab at the first failing step, in its shell', () =>
  withFolder(async (folder) => {
    const lines = ['$ ip netns add ns1', '$ ip netns exec ns1 bash', '$ X=kept', '$ ip link show nowhere', '$ echo never'];
    const person = onTerminal(['check', '--keep', writeLesson(folder, 'a.md', session(...lines))]);
    expect(await person.sees('You are in the lab at')).toContain('unexpected exit status 1');
    await person.sees('# ');
    person.types('echo "[$X]"; ip netns identify $$\r');
    await person.sees('[kept]');
    await person.sees('ns1');
    // What is typed before a shell waits for it may go to the one that is just ending.
    await person.sees('# ');
    person.types('exit\r');
    await person.sees('exit');
    await person.sees('exit');
    await person.sees('# ');
    person.types('exit\r');
    await person.sees('3 passed, 1 failed');
    expect(await person.leaves()).toBe(1);
  }));

it('shows progress on a terminal', () =>
  withFolder(async (folder) => {
    const person = onTerminal(['check', writeLesson(folder, 'a.md', session('$ sleep 1'))]);
    await person.sees('… step 1 of 1, line 2: sleep 1');
    await person.sees('✓ pass');
    expect(await person.leaves()).toBe(0);
  }));
