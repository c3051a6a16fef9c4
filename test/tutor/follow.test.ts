import { expect, it } from 'vitest';
import { onTerminal } from '../commands/on-terminal.js';
import { session, withFolder, writeLesson } from '../engine/lab-trial.js';

const lesson = `# Cables\n\nSome *prose* with \`code\`.\n\n${session('$ ip netns add ns1', '$ ip netns list', 'ns2')}\n\nThe end.\n`;

it('shows the prose, runs a step at Enter, and shows what is not as documented', () =>
  withFolder(async (folder) => {
    const person = onTerminal(['learn', writeLesson(folder, 'a.md', lesson)]);
    expect(await person.asks()).toContain('Some prose with code.');
    person.types('\r');
    await person.sees('✓ as the lesson says');
    await person.asks();
    person.types('\r');
    await person.sees('its output is not the documented one');
    await person.sees('The end.');
    expect(await person.finishes()).toBe(1);
  }));

it('skips and quits', () =>
  withFolder(async (folder) => {
    const person = onTerminal(['learn', writeLesson(folder, 'a.md', lesson)], 60);
    await person.asks();
    person.types('s\r');
    await person.sees('ip netns list');
    await person.asks();
    person.types('q\r');
    await person.sees('The lab is gone');
    expect(await person.leaves()).toBe(0);
  }));

it('ends a step at Ctrl-C and goes on with the lesson', () =>
  withFolder(async (folder) => {
    const person = onTerminal(['learn', writeLesson(folder, 'a.md', session('$ sleep 60', 'never', '^C', '$ echo on', 'on'))]);
    await person.asks();
    person.types('\r');
    await person.sees('nslab presses that for you');
    person.types('\u0003');
    await person.sees('its output is not the documented one');
    await person.asks();
    person.types('what?\r');
    await person.sees('what?: command not found');
    await person.sees('exit status 127 (yours, in host; u takes it back)');
    await person.asks();
    person.types('\r');
    await person.sees('✓ as the lesson says');
    expect(await person.finishes()).toBe(1);
  }));

it('leaves at Ctrl-C, pressed twice', () =>
  withFolder(async (folder) => {
    const person = onTerminal(['learn', writeLesson(folder, 'a.md', lesson)]);
    await person.asks();
    person.types('\u0003');
    await person.sees('Ctrl-C once more leaves the lesson');
    await person.sees('$ ');
    person.types('\u0003');
    await person.sees('The lab is gone');
    expect(await person.leaves()).toBe(0);
  }));
