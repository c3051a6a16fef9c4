import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { createLab } from '../../src/lab/create-lab.js';

/** A person's keyboard and screen, as far as a terminal needs them. */
function person(): { input: NodeJS.ReadStream; output: NodeJS.WriteStream } {
  const input = Object.assign(new PassThrough(), { setRawMode: () => input }) as unknown as NodeJS.ReadStream;
  const output = Object.assign(new PassThrough(), { rows: 24, columns: 80 }) as unknown as NodeJS.WriteStream;
  output.resume();
  return { input, output };
}

it('makes three steps of three commands that are pasted', async () => {
  const lab = await createLab({ isAcknowledging: true });
  try {
    const terminal = await lab.openTerminal();
    const other = await lab.openTerminal();
    expect(await terminal.run('ip netns add ns0', { timeoutMs: 5000 })).toMatchObject({ end: 'done', exitCode: 0 });
    const { input, output } = person();
    const seen: string[] = [];
    const attached = terminal.attach(input, output, {
      onEnd: async ({ status }) => {
        // Long enough for the commands after it, if nothing held them back.
        await new Promise((resolve) => setTimeout(resolve, 100));
        const { output: names } = await other.run('ip netns list | sort | tr "\\n" " "', { timeoutMs: 5000 });
        seen.push(`${status} ${names.trim()}`);
      },
    });
    (input as unknown as PassThrough).write('ip netns add ns1\nip netns add ns2; false\nip netns add ns3\nexit\n');
    await attached;
    expect(seen).toEqual(['0 ns0 ns1', '1 ns0 ns1 ns2', '0 ns0 ns1 ns2 ns3', '0 ns0 ns1 ns2 ns3']);
  } finally {
    await lab.destroy();
  }
});
