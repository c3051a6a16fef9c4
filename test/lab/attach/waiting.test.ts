import { expect, it } from 'vitest';
import type { Terminal } from '../../../src/lab/terminal.js';
import { atPrompt, withPerson } from './person.js';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

it('runs nothing before its start has been dealt with, and nothing after before its end has', () => {
  const log: string[] = [];
  let other: Terminal | undefined;
  const look = async (): Promise<string> => (await other!.run('ls -1 /tmp', { timeoutMs: 5000 })).output.trim().replaceAll('\n', ' ');
  return withPerson(
    {
      onStart: async ({ text }) => {
        log.push(`${text}: ${await look()}`);
        await pause(80);
        log.push(`${text}: ${await look()}`);
      },
      onEnd: async () => {
        await pause(80);
        log.push(`after: ${await look()}`);
      },
    },
    async (person) => {
      other = await person.lab.openTerminal();
      await person.sees(atPrompt);
      person.types('touch /tmp/a\ntouch /tmp/b\n');
      await person.ended(2);
      await person.sees(atPrompt);
      expect(log).toEqual(['touch /tmp/a: ', 'touch /tmp/a: ', 'after: a', 'touch /tmp/b: a', 'touch /tmp/b: a', 'after: a b']);
    },
  );
});

it('tells the same in a lab that does not acknowledge, without waiting', () =>
  withPerson({ lab: { isAcknowledging: false } }, async (person) => {
    await person.sees(atPrompt);
    await person.presses('echo 1; false\r');
    await person.ended(1);
    person.types('\u001B[200~read x\necho "[$x]"\u001B[201~\r');
    await person.sees(/read x$/);
    await person.presses('y\r');
    await person.ended(3);
    await person.presses('bash\r');
    await person.ended(4);
    await person.presses('exit\r');
    await person.ended(5);
    expect(person.told).toEqual(['> echo 1; false', '< 1', '> read x', '< 0', '> echo "[$x]"', '< 0', '> bash', '< 0', '> exit', '< 0']);
    expect(person.ends[1]!.keys).toBe('y\r');
  }));

it('waits through signals that a shell gets', () => {
  let isSlow = true;
  return withPerson({ onStart: () => pause(isSlow ? 600 : 0) }, async (person) => {
    await person.sees(atPrompt);
    await person.presses('sleep 0.1 & echo 1\r');
    await pause(200);
    person.resizes(90, 30);
    await person.ended(1);
    await person.presses('echo 2\r');
    await pause(200);
    person.resizes(80, 24);
    await person.ended(2);
    expect(person.ends[1]!.output).toContain('2\r\n');
    isSlow = false;
    await person.presses('echo 3\r');
    await person.ended(3);
    expect(person.told).toEqual(['> sleep 0.1 & echo 1', '< 0', '> echo 2', '< 0', '> echo 3', '< 0']);
  });
});

it('shows a long output, and keeps its beginning', () =>
  withPerson({}, async (person) => {
    await person.sees(atPrompt);
    await person.presses('seq 1 200000\r');
    await person.ended(1);
    await person.sees(/200000\nroot@host:~#$/);
    expect(person.ends[0]!.output).toHaveLength(200_000);
    expect(person.ends[0]!.output.startsWith('1\r\n2\r\n')).toBe(true);
  }));

it('tells what is entered within a moment', () =>
  withPerson({}, async (person) => {
    await person.sees(atPrompt);
    const before = performance.now();
    for (let count = 1; count <= 20; count += 1) {
      person.types(':\r');
      await person.ended(count);
    }
    expect((performance.now() - before) / 20).toBeLessThan(150);
  }));
