import { describe, expect, it } from 'vitest';
import { isInLab } from '../../../src/lab/programs.js';
import { atPrompt, sitDown, takeSeat, withPerson, type Person } from './person.js';

async function looksUntouched({ terminal }: Person): Promise<void> {
  const run = async (command: string): Promise<string> => (await terminal.run(command, { timeoutMs: 5000 })).output.replaceAll('\r', '');
  expect(await run('echo "$-"; echo ${PS2@Q}; stty size; stty -a | grep -oE -- "-?\\b(echo|onlcr|icanon)\\b"')).toMatch(
    /^himBs\n'\S+\\a\\\]'\n40 120\n-onlcr\nicanon\n-echo\n$/,
  );
  expect(await terminal.run('(exit 3)', { timeoutMs: 5000 })).toMatchObject({ end: 'done', exitCode: 3, output: '' });
  expect(await run('echo $?; declare -F; echo "${PS0}" | grep -c gate')).toBe('3\n0\n');
  // Bash restores the modes that it has seen last when a program dies by a signal.
  await run("sh -c 'kill -INT $$'");
  expect(await run('stty -a | grep -oE -- "-?\\becho\\b"')).toBe('-echo\n');
}

describe('leaving a terminal', () => {
  it('by a request', () =>
    withPerson({ onRequest: async (words) => (words === 'goto 3' ? 'leave' : 'stay') }, async (person) => {
      await person.sees(atPrompt);
      expect(person.input.isRaw).toBe(true);
      await person.presses('nslab steps; nslab goto 3\r');
      expect(await person.end).toBe('left');
      expect(person.told).toEqual(['> nslab steps; nslab goto 3', '< 0']);
      expect(person.input.isRaw).toBe(false);
      await looksUntouched(person);
    }));

  it.each([
    ['at a prompt', '', 0],
    ['with half a line', 'echo half', 0],
    ['with half a command', "echo 'a\rb", 0],
    ['in vi', 'set -o vi\recho \u001B', 1],
    ['in a nested shell', 'bash\rX=1\r', 2],
  ])('by a signal, %s', (_name, keys, count) => {
    const stop = new AbortController();
    return withPerson({ signal: stop.signal }, async (person) => {
      await person.sees(atPrompt);
      for (const line of keys.split(/(?<=\r)/)) {
        await person.presses(line);
        await person.sees(/\S/);
        if (line.endsWith('\r')) await new Promise((resolve) => setTimeout(resolve, 300));
      }
      await person.ended(count);
      stop.abort();
      expect(await person.end).toBe('left');
      await looksUntouched(person);
      if (keys.startsWith('bash')) {
        await person.terminal.run('exit', { timeoutMs: 10_000 });
        await looksUntouched(person);
      }
    });
  });

  it('by a signal, while a command has the whole screen', ({ skip }) => {
    skip(!isInLab('vim'), 'vim is not on this machine');
    const stop = new AbortController();
    return withPerson({ signal: stop.signal }, async (person) => {
      await person.sees(atPrompt);
      await person.presses('vim -u NONE\r');
      await person.sees(/~ *\n~/);
      stop.abort();
      expect(await person.end).toBe('left');
      // The screen is the person's own again.
      expect(person.screen()).toMatch(/root@host:~# vim/);
    });
  });

  it('and coming back, a hundred times', () =>
    withPerson({ onRequest: async () => 'leave' }, async (first) => {
      await first.sees(atPrompt);
      await first.presses('X=kept\rnslab reset\r');
      expect(await first.end).toBe('left');
      const seat = takeSeat(80);
      const listeners = (): number =>
        [seat.input, seat.output]
          .flatMap((stream) => stream.eventNames().map((name) => stream.listenerCount(name)))
          .reduce((a, b) => a + b, 0);
      const before = listeners();
      try {
        for (let time = 0; time < 100; time += 1) {
          const stop = new AbortController();
          const person = sitDown(first.lab, first.terminal, seat, { signal: stop.signal });
          if (time % 25 === 0) {
            await person.presses('echo "[$X]"\r');
            await person.ended(1);
            expect(person.told).toEqual(['> echo "[$X]"', '< 0']);
            expect(person.ends[0]!.output).toBe('[kept]\r\n');
          }
          stop.abort();
          expect(await person.end).toBe('left');
        }
        expect(listeners()).toBe(before);
        await looksUntouched(first);
      } finally {
        seat.leave();
      }
    }));

  it('with what a callback throws', () =>
    withPerson({ onStart: () => Promise.reject(new Error('no room on the disk')) }, async (person) => {
      await person.sees(atPrompt);
      await person.presses('touch file\r');
      await expect(person.end).rejects.toThrow('no room on the disk');
      expect(person.input.isRaw).toBe(false);
      // What could not be written down is not done.
      expect((await person.terminal.run('ls', { timeoutMs: 5000 })).output).toBe('');
      await looksUntouched(person);
    }));
});

describe('nslab in a lab', () => {
  it('waits until it has been heard', () => {
    const heard: string[] = [];
    const onRequest = async (words: string): Promise<'stay'> => {
      heard.push(words);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return 'stay';
    };
    return withPerson({ onRequest }, async (person) => {
      await person.sees(atPrompt);
      await person.presses('nslab goto 3 "你 好"; nslab; echo after | cat\r');
      await person.ended(1);
      expect(heard).toEqual(['goto 3 你 好', '']);
      expect(person.ends[0]!.durationMs).toBeGreaterThan(600);
      await person.presses('su learner\r');
      await person.ended(2);
      await person.sees(/\$ ?$/);
      await person.presses('nslab undo\r');
      await person.ended(3);
      expect(heard.at(-1)).toBe('undo');
    });
  });

  it('says that nobody listens', () =>
    withPerson({}, async (person) => {
      await person.sees(atPrompt);
      await person.presses('nslab undo\r');
      await person.ended(1);
      expect(person.ends[0]).toMatchObject({ status: 1 });
      expect(person.ends[0]!.output).toContain('nobody listens');
      expect(person.ends[0]!.durationMs).toBeLessThan(1200);
      const other = await person.lab.openTerminal();
      const { exitCode, output } = await other.run('nslab undo', { timeoutMs: 5000 });
      expect([exitCode, output]).toEqual([1, expect.stringContaining('nobody listens')]);
    }));
});

it('gives shells the size of the window', () =>
  withPerson({ columns: 70 }, async (person) => {
    await person.sees(atPrompt);
    await person.presses('stty size\r');
    await person.sees('24 70');
    person.resizes(60, 20);
    await person.presses('stty size\r');
    await person.sees('20 60');
    expect(person.told).toEqual(['> stty size', '< 0', '> stty size', '< 0']);
  }));

it('starts no processes of its own', () =>
  withPerson({}, async (person) => {
    const before = await person.lab.lastPid();
    await person.sees(atPrompt);
    expect(await person.lab.lastPid()).toBe(before);
    await person.presses('echo 1\rsh -c :\recho "2\r3"\r');
    await person.ended(3);
    await person.sees(atPrompt);
    expect(await person.lab.lastPid()).toBe(before + 1);
  }));
