import { describe, expect, it } from 'vitest';
import { isInLab } from '../../../src/lab/programs.js';
import { withPerson, type Person, type PersonOptions } from './person.js';

const up = '\u001B[A';
const prompt = /[#$] ?$/;

async function enters(person: Person, ...lines: readonly string[]): Promise<void> {
  for (const line of lines) {
    await person.sees(prompt);
    await person.presses(`${line}\r`);
    await person.ended(person.told.filter((one) => one.startsWith('>')).length);
  }
}

const nested: PersonOptions = { before: async (terminal) => void (await terminal.run('ip netns add ns1', { timeoutMs: 5000 })) };

describe('shells inside the shell', () => {
  it.each([
    ['bash', 'host'],
    ['bash -l', 'host'],
    ['bash --norc', 'host'],
    ['exec bash', 'host'],
    ['ip netns exec ns1 bash', 'ns1'],
    ['nsenter --net=/run/netns/ns1', 'ns1'],
    ['unshare -n bash', /^net:/],
    ['unshare --fork --pid --mount-proc bash', 'host'],
    ['su learner', 'host'],
    ['sudo -i', 'host'],
  ] as const)('%s', (command, namespace) => {
    const namespaces: string[] = [];
    const options: PersonOptions = { ...nested, onStart: async ({ namespace: one }) => void namespaces.push(one) };
    return withPerson(options, async (person) => {
      await enters(person, command);
      await person.ended(1);
      await enters(person, 'echo 1');
      await person.ended(2);
      await person.sees(prompt);
      await person.presses(`${up}2\r`);
      await person.ended(3);
      const isExec = command.startsWith('exec');
      await enters(person, 'exit');
      if (isExec) expect(await person.end).toBe('ended');
      else {
        await person.ended(4);
        await enters(person, 'echo 3');
        await person.ended(5);
      }
      expect(person.told.slice(0, 7)).toEqual([`> ${command}`, '< 0', '> echo 1', '< 0', '> echo 12', '< 0', '> exit']);
      if (!isExec) expect(person.told.slice(7)).toEqual(['< 0', '> echo 3', '< 0']);
      const inside = namespaces.slice(1, 4);
      if (typeof namespace === 'string') expect(inside).toEqual([namespace, namespace, namespace]);
      else for (const one of inside) expect(one).toMatch(namespace);
      expect(person.screen()).not.toContain('nslab');
    });
  });

  it('edit lines again when they were opened before the person came', () =>
    withPerson(
      {
        before: async (terminal) => {
          for (const command of ['ip netns add ns1', 'ip netns exec ns1 bash', 'X=1', 'sh'])
            await terminal.run(command, { timeoutMs: 5000 });
        },
      },
      async (person) => {
        await enters(person, 'echo a', 'exit', 'echo b');
        await person.sees(prompt);
        await person.presses(`${up}b\r`);
        await person.ended(4);
        // Pasted behind the end of a shell, for the one that comes then.
        await person.sees(prompt);
        person.types('exit\necho c\n');
        await person.ended(6);
        await person.sees(prompt);
        await person.presses(`${up}c\r`);
        await person.ended(7);
        expect(person.told.filter((one) => one.startsWith('>'))).toEqual([
          '> echo a',
          '> exit',
          '> echo b',
          '> echo bb',
          '> exit',
          '> echo c',
          '> echo cc',
        ]);
      },
    ));

  it('are left by Ctrl-D', () =>
    withPerson({}, async (person) => {
      await enters(person, 'bash', 'sh');
      await person.sees(prompt);
      await person.presses('\u0004');
      await person.ended(3);
      await person.sees(prompt);
      await person.presses('\u0004');
      await person.ended(4);
      await person.sees(prompt);
      // That of the terminal itself goes on, and the person comes back from it.
      await person.presses('\u0004');
      expect(await person.end).toBe('left');
      expect(person.told).toEqual(['> bash', '< 0', '> sh', '< 0', '> exit', '< 0', '> exit', '< 0']);
    }));
});

describe('shells that do not tell their lines', () => {
  it.each(['sh', 'busybox sh', 'env -i sh', 'script -q /dev/null', 'exec sh'])('%s', (command) =>
    withPerson({}, async (person) => {
      const program = command.split(' ')[0]!;
      if (program === 'busybox' && !isInLab('busybox')) return;
      await enters(person, command);
      await person.ended(1);
      await person.sees(prompt);
      await new Promise((resolve) => setTimeout(resolve, 500));
      await enters(person, 'echo 你好', '', '# no', 'false', `echo ${'x'.repeat(90)}`);
      // One key is taken back.
      await person.sees(prompt);
      await person.presses('echo ac\u007Fb\r');
      await person.ended(5);
      await person.sees(prompt);
      person.types('for i in 1 2\rdo echo $i\rdone\r');
      await person.ended(6);
      await person.sees(prompt);
      await person.presses('read x\r');
      await person.sees(/read x$/);
      // Busybox takes a moment to have the terminal translate Enter again.
      await new Promise((resolve) => setTimeout(resolve, 300));
      await person.presses('hi\r');
      await person.ended(7);
      await person.sees(prompt);
      await person.presses('exit\r');
      const told = [
        `> ${command}`,
        '< 0',
        '> echo 你好',
        '< 0',
        '> false',
        '< 1',
        `> echo ${'x'.repeat(90)}`,
        '< 0',
        '> echo ab',
        '< 0',
        '> for i in 1 2',
        '< 0',
        '> read x',
        '< 0',
        '> exit',
      ];
      if (command.startsWith('exec')) expect(await person.end).toBe('ended');
      else await person.ended(8);
      expect(person.told.slice(0, 15)).toEqual(told);
      expect(person.ends[5]!.text).toBe('for i in 1 2\ndo echo $i\ndone');
      expect(person.ends[6]!.keys).toBe('hi\r');
      expect(person.ends[1]!.output).toBe('你好\r\n');
      expect(person.screen()).not.toContain('nslab');
    }),
  );
});
