import { PassThrough } from 'node:stream';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { whyNoDocker } from '../../../src/engine/privileged-lab.js';
import { createLab } from '../../../src/lab/create-lab.js';
import { chooseIdMap } from '../../../src/lab/id-map.js';
import type { LabState } from '../../../src/lab/state/lab-state.js';
import { readLabState } from '../../../src/lab/state/read-state.js';
import { differences, stateAfter, type, withLab } from './state-trial.js';

/** What is typed, and an item of which the state then differs from that of a lab in which nothing was done. */
const sequences: readonly (readonly [commands: readonly string[], ...items: string[]])[] = [
  [['echo hello >a.txt'], 'file /root/a.txt'],
  [['mkdir -p a/b; touch a/b/c; chmod 700 a'], 'file /root/a', 'file /root/a/b/c'],
  [['ln -s /nowhere l; ln -s l m'], 'file /root/l', 'file /root/m'],
  [['mkfifo p; mkfifo /tmp/q'], 'file /root/p', 'file /tmp/q'],
  [['echo x >>/etc/hosts'], 'file /etc/hosts'],
  [['mkdir -p /etc/netns/ns1; echo nameserver 192.0.2.1 >/etc/netns/ns1/resolv.conf'], 'file /etc/netns/ns1/resolv.conf'],
  [['cat >x <<EOF\none\ntwo\nEOF'], 'file /root/x'],
  [['cd /tmp'], 'shell the shell in pts/0', 'variable PWD of the shell in pts/0', 'variable OLDPWD of the shell in pts/0'],
  [['pushd /tmp; pushd /etc'], 'variable DIRSTACK of the shell in pts/0'],
  [['x=1; export y=2; readonly z=3; declare -i n=4'], 'variable x of the shell in pts/0', 'variable n of the shell in pts/0'],
  [['a=(one "two three" [5]=$\'l\\nm\'); declare -A m=([k]=v ["a b"]=w)'], 'variable a of the shell in pts/0'],
  [['f() { echo "hello $1"; }; g() { cat <<EOF\n}\nEOF\n}'], 'function f of the shell in pts/0', 'function g of the shell in pts/0'],
  [['f() { :; }; export -f f'], 'function f of the shell in pts/0'],
  [["alias ll='ls -l' n='echo \"it'\\''s\"'"], 'alias ll of the shell in pts/0', 'alias n of the shell in pts/0'],
  [["trap 'echo bye' EXIT; trap '' USR1"], 'trap EXIT of the shell in pts/0', 'trap SIGUSR1 of the shell in pts/0'],
  [['set -o pipefail; set -u; shopt -s nullglob'], 'option pipefail of the shell in pts/0', 'option nullglob of the shell in pts/0'],
  [['set -- one "two three"'], 'parameter 1 of the shell in pts/0', 'parameter 2 of the shell in pts/0'],
  [['umask 077'], 'shell the shell in pts/0'],
  [['ulimit -n 100; ulimit -S -c 0; ulimit -t 50'], 'shell the shell in pts/0'],
  [['exec 3>f; echo hello >&3'], 'file /root/f', 'open-file 3 of the shell in pts/0'],
  [['printf "a\\nb\\nc\\n" >f; exec 4<f; read -r line <&4'], 'open-file 4 of the shell in pts/0', 'variable line of the shell in pts/0'],
  [['exec 5<<EOF\nhello\nEOF'], 'open-file 5 of the shell in pts/0'],
  [['sleep 300 &'], 'process sleep 300', 'open-file 1 of sleep 300', 'shell the shell in pts/0'],
  [['sleep 300 & sleep 300 & sleep 300 >/dev/null &'], 'process sleep 300 (3)', 'open-file 1 of sleep 300 (3)'],
  [['sleep 300 & sleep 0.1; kill -STOP %1; sleep 0.1'], 'process sleep 300'],
  [['(cd /tmp; sleep 300; echo end) & sleep 0.2'], 'process a part of bash -i', 'process sleep 300'],
  [['nice -n 5 sleep 300 &', 'sleep 0.2'], 'process sleep 300'],
  [['nohup setsid sleep 300 >log 2>&1 </dev/null & sleep 0.2'], 'process sleep 300', 'file /root/log'],
  [['X=1 sleep 300 & sleep 0.1'], 'process sleep 300'],
  [['mkfifo p; cat <p >/dev/null & sleep 0.1'], 'file /root/p', 'process a part of bash -i'],
  [['mkfifo p; cat p >out & exec 3>p; sleep 0.1'], 'process cat p', 'open-file 3 of the shell in pts/0', 'file /root/out'],
  [['bash', 'x=inner', 'cd /'], 'shell shell 2 in pts/0', 'variable x of shell 2 in pts/0'],
  [['bash', 'bash', 'alias e=exit'], 'shell shell 3 in pts/0', 'alias e of shell 3 in pts/0'],
  [['dash', 'cd /tmp'], 'shell shell 2 in pts/0'],
  [
    ['ip netns add ns1', 'ip netns exec ns1 bash', 'y=1'],
    'shell shell 2 in pts/0',
    'mount /run/netns/ns1',
    'variable y of shell 2 in pts/0',
  ],
  [['ip netns add ns1; ip netns exec ns1 sleep 300 & sleep 0.3'], 'process sleep 300', 'mount /sys in the mounts unnamed 1'],
  [['mount -t tmpfs none /mnt; echo x >/mnt/a'], 'mount /mnt', 'file /mnt/a'],
  [['mkdir a b; mount --bind a b; mount -o remount,bind,ro b'], 'mount /root/b', 'file /root/a'],
  [
    ['unshare -m bash', 'mount -t tmpfs none /mnt; echo x >/mnt/a'],
    'mount /mnt in the mounts unnamed 1',
    'file /mnt/a in the mounts unnamed 1',
  ],
  [['unshare -u bash', 'hostname inside'], 'host-name unnamed 1', 'shell shell 2 in pts/0'],
  [['unshare -n bash', 'true'], 'shell shell 2 in pts/0'],
  [['unshare -p -f bash', 'z=1'], 'shell shell 2 in pts/0', 'variable z of shell 2 in pts/0'],
  [['hostname other'], 'host-name host'],
  [['echo new >/etc/hostname; hostname -F /etc/hostname; bash', 'true'], 'variable HOSTNAME of shell 2 in pts/0', 'file /etc/hostname'],
  [['while sleep 0.05; do date >>log; done & sleep 0.3; kill %1; rm log; wait'], 'shell the shell in pts/0'],
];
const withLearner: typeof sequences = [
  [['su learner', 'cd; v=1'], 'shell shell 2 in pts/0', 'variable v of shell 2 in pts/0', 'process su learner'],
  [['echo x >f; chown learner:learner f'], 'file /root/f'],
  [['su learner -c "sleep 300" & sleep 0.3'], 'process sleep 300'],
];

let fresh: LabState;
beforeAll(async () => {
  fresh = await stateAfter([]);
});

describe('a lab in which nothing was done', () => {
  it('has the same state as another', async () => {
    expect(await stateAfter([])).toEqual(fresh);
  });

  it('is not changed by commands that only look', async () => {
    expect(differences(await stateAfter(['ls -la /; cat /etc/hosts', 'ip addr; ps aux', 'echo $RANDOM $SECONDS; false']), fresh)).toEqual(
      [],
    );
  });

  it('has files, mounts, a host name and a shell', () => {
    expect(fresh.get('file /etc/hosts')?.text).toMatch(/^file, mode 0644, owner 0:0, content:\n127\.0\.0\.1\tlocalhost\n/);
    expect(fresh.get('host-name host')?.text).toBe('lab');
    expect(fresh.get('mount /tmp')?.text).toMatch(/^type tmpfs\n/);
    expect(fresh.get('shell the shell in pts/0')?.text).toMatch(/^command: bash -i\n/);
    expect(fresh.get('variable HOME of the shell in pts/0')?.text).toBe('-x="/root"');
    expect(fresh.get('option pipefail of the shell in pts/0')?.text).toBe('off');
    expect([...fresh.keys()].filter((key) => /nslab|RANDOM|file \/(?:usr|proc|sys)\/|trap|function/.test(key))).toEqual([
      'file /etc/nslab.left',
      'file /etc/nslab.person',
      'file /etc/nslab.shinit',
    ]);
  });
});

it('looks for the last job of a shell among the processes that are numbered with it', async () => {
  // Inside it has the number 2, which is that of the first shell outside.
  const state = await stateAfter(['unshare -p -f --mount-proc bash', 'sleep 300 &']);
  expect(state.get('shell shell 2 in pts/0')?.text).toContain('\nlast job: sleep 300');
});

const all = [...sequences, ...(chooseIdMap().kind === 'range' ? withLearner : [])].map(([commands, ...items]) => ({ commands, items }));

describe.each(all)('after $commands', ({ commands, items }) => {
  it('two labs are equal, and other than before', async () => {
    const [one, other] = [await stateAfter(commands), await stateAfter(commands)];
    expect(other).toEqual(one);
    const changed = differences(one, fresh);
    for (const item of items) expect(changed).toContain(item);
  });
});

it('knows what a program may do by itself (capabilities(7))', () =>
  withLab(async (lab, terminal) => {
    await type(terminal, 'cp /bin/true t');
    const before = await readLabState(lab);
    // setxattr(2), for machines without setcap(8)
    const call = process.arch === 'arm64' ? 5 : 188;
    await type(
      terminal,
      `perl -e 'my @words = ("t", "security.capability", pack "V5", 0x2000001, 1 << 13); syscall ${call}, @words, 20, 0 and die $!'`,
    );
    const after = await readLabState(lab);
    expect(differences(before, after)).toEqual(['file /root/t']);
    expect(after.get('file /root/t')?.text).toContain('security.capability 01000002002');
  }));

it('has the same state where a person types, while the shell waits until somebody has looked', async () => {
  const commands = ['exec 3>f 12</etc/passwd', 'x=1; read -r line <&12', 'cd /tmp; exec >out'];
  const typed = await stateAfter(commands);
  const lab = await createLab({ isRecorded: true, isAcknowledging: true });
  try {
    const terminal = await lab.openTerminal();
    const input = Object.assign(new PassThrough(), { setRawMode: () => input }) as unknown as NodeJS.ReadStream;
    const output = Object.assign(new PassThrough(), { rows: 40, columns: 120 }) as unknown as NodeJS.WriteStream;
    output.resume();
    const states: LabState[] = [];
    const rest = [...commands, 'exit'];
    const next = (): void => void (input as unknown as PassThrough).write(`${rest.shift()}\r`);
    const onEnd = async (): Promise<void> => {
      states.push(await readLabState(lab));
      next();
    };
    const attached = terminal.attach(input, output, { onEnd });
    next();
    await attached;
    expect(differences(states[commands.length - 1]!, typed)).toEqual([]);
  } finally {
    await lab.destroy();
  }
});

describe('a lab with Docker', () => {
  const lacking = whyNoDocker(true);
  beforeEach(({ skip }) => skip(lacking !== undefined, lacking?.text));

  it("has equal states after the same commands, without what is Docker's own", async () => {
    const commands = ['docker run -d --name web busybox sleep 300', 'docker exec web sh -c "echo x >/new"', 'sleep 1'];
    const [one, other] = [await stateAfter(commands, true), await stateAfter(commands, true)];
    expect(other).toEqual(one);
    expect(one.get('process sleep 300')?.text).toContain('network unnamed 1');
    expect(one.get('file /new in the mounts unnamed 1')?.text).toBe('file, mode 0644, owner 0:0, content:\nx\n');
    expect([...one.keys()].filter((key) => /docker/.test(key) && !/dockerenv/.test(key))).toEqual(['file /etc/docker']);
  });
});
