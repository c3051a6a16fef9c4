import { expect, it } from 'vitest';
import { atPrompt, withPerson } from './person.js';

const pasted = (text: string): string => `\u001B[200~${text}\u001B[201~`;

it('makes a command of each that is pasted together', () =>
  withPerson({}, async (person) => {
    await person.sees(atPrompt);
    person.types(pasted('\techo one\nfor i in a b; do\n  echo "$i"\ndone\n\n# none\ncat <<E\n  x\nE\nfalse'));
    await person.sees(/false$/);
    person.types('\r');
    await person.ended(4);
    expect(person.told).toEqual([
      '> \techo one',
      '< 0',
      '> for i in a b; do\n  echo "$i"\ndone',
      '< 0',
      '> cat <<E\n  x\nE',
      '< 0',
      '> false',
      '< 1',
    ]);
  }));

it('makes a command of each that is pasted as keys', () =>
  withPerson({}, async (person) => {
    await person.sees(atPrompt);
    person.types('echo one\nfor i in a b; do\n  echo "$i"\ndone\n\n# none\ncat <<E\n  x\nE\nfalse\n');
    await person.ended(4);
    expect(person.told.filter((line) => line.startsWith('>'))).toEqual([
      '> echo one',
      '> for i in a b; do\n  echo "$i"\ndone',
      '> cat <<E\n  x\nE',
      '> false',
    ]);
  }));

it('does not run what was pasted behind a command that is interrupted', () =>
  withPerson({}, async (person) => {
    await person.sees(atPrompt);
    person.types(`${pasted('sleep 100\necho no')}\r`);
    await person.sees(/sleep 100\n$|sleep 100$/);
    await new Promise((resolve) => setTimeout(resolve, 300));
    person.types('\u0003');
    await person.ended(1);
    await person.presses('echo yes\r');
    await person.ended(2);
    expect(person.told).toEqual(['> sleep 100', '< 130', '> echo yes', '< 0']);
  }));

it.each([
  ['longer than the window', 300],
  ['longer than a terminal takes', 9000],
])('tells a line %s', (_name, length) =>
  withPerson({}, async (person) => {
    await person.sees(atPrompt);
    const line = `: ${'0123456789'.repeat(length / 10)}`;
    person.types(pasted(line));
    person.types('\r');
    await person.ended(1);
    expect(person.told).toEqual([`> ${line}`, '< 0']);
    await person.sees(atPrompt);
    person.types('\u001B[A');
    person.types('\r');
    await person.ended(2);
    expect(person.told[2]).toBe(`> ${line}`);
  }),
);

it('recalls a command of several lines', () =>
  withPerson({}, async (person) => {
    await person.sees(atPrompt);
    person.types("echo 'a\r");
    await person.sees(/> $|>$/);
    person.types("b'\r");
    await person.ended(1);
    await person.sees(atPrompt);
    person.types('\u001B[A');
    await person.sees(/b'$/);
    person.types('\r');
    await person.ended(2);
    expect(person.told).toEqual(["> echo 'a\nb'", '< 0', "> echo 'a\nb'", '< 0']);
  }));
