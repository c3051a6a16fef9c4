import { describe, expect, it } from 'vitest';
import { readTopologyJson } from '../../src/network/topology-json.js';
import { session, withFolder, writeLesson } from '../engine/lab-trial.js';
import { nslab } from './run-cli.js';

const cable = session(
  '$ ip netns add ns1',
  '$ ip link add veth-a type veth peer name veth-b netns ns1',
  '$ ip address add 10.0.0.1/24 dev veth-a',
);

/** Runs `nslab draw` on a lesson with these words. */
function drawLesson(text: string, ...words: string[]): ReturnType<typeof nslab> {
  return withFolder((folder) => nslab(['draw', writeLesson(folder, 'cable.md', text), ...words]));
}

describe('draw', () => {
  it('draws the network after the last step, and marks what that has changed', async () => {
    const { status, stdout, stderr } = await drawLesson(cable, '--columns', '60');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^▸ │ veth-a +veth +down +10\.0\.0\.1\/24/m);
    expect(stdout).toMatch(/^ {2}│ veth-b/m);
  });

  it('draws the network after a step by its line', async () => {
    const { stdout } = await drawLesson(cable, '--step', '3');
    expect(stdout).toMatch(/^▸ │ veth-b/m);
    expect(stdout).not.toContain('10.0.0.1');
  });

  it.each(['--svg', '--mermaid', '--json', '--ascii', '--words'])('has the form %s', async (form) => {
    const { status, stdout } = await drawLesson(cable, form);
    expect(status).toBe(0);
    expect(stdout).toContain('veth-a');
    expect(stdout).toContain('10.0.0.1/24');
    expect(stdout.endsWith('\n')).toBe(true);
    if (form === '--json') expect(readTopologyJson(stdout).wires).toHaveLength(1);
    // oxlint-disable-next-line no-control-regex -- nothing but ASCII
    if (form === '--ascii') expect(stdout).toMatch(/^[\x00-\x7F]+$/);
  });

  it('draws what a failing lesson has come to, says so, and ends with 1', async () => {
    const { status, stdout, stderr } = await drawLesson(session('$ ip netns add ns1', '$ ip link set nix up', '$ ip netns add ns2'));
    expect(status).toBe(1);
    expect(stderr).toContain('cable.md:3: ip link set nix up');
    expect(stdout).toContain('ns2');
  });

  it('draws this machine', async () => {
    const { status, stdout } = await nslab(['draw']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/┌ host /);
  });

  it.each([
    [['--svg', '--json'], 'unexpected --json beside --svg'],
    [['--columns', '20'], 'unexpected --columns 20'],
    [['--language', 'de'], 'unknown language de'],
    [['--step', '3'], 'unexpected --step without a lesson'],
    [['--lab', '1'], 'no lab 1 runs now'],
  ])('says what is wrong with %s', async (words, message) => {
    const { status, stderr } = await nslab(['draw', ...words]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain('try: ');
  });
});
