import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../src/engine/counts.js';
import type { StateResult, StepEnd } from '../../src/engine/events.js';
import { runLessons } from '../../src/engine/run-lessons.js';
import { factKinds } from '../../src/lesson/state/fact-kinds.js';
import { parseLesson } from '../../src/lesson/parse-lesson.js';
import { runDocument, runDocuments, session, settings } from './lab-trial.js';

function states({ expectations }: StepEnd): StateResult[] {
  return expectations.filter((expectation): expectation is StateResult => expectation.kind === 'state');
}

/** What a fact is compared with: two namespaces with a cable, a bridge with a port, and a namespace that only a process holds. */
const network = [
  'ip netns add ns1',
  'ip netns add ns2',
  'ip link add veth-a netns ns1 type veth peer name veth-b netns ns2',
  'ip -n ns1 addr add 10.0.0.1/24 dev veth-a',
  'ip -n ns1 addr add fd00::1/64 dev veth-a',
  'ip -n ns2 addr add 10.0.0.2/24 dev veth-b',
  'ip -n ns2 addr add fd00::2/64 dev veth-b',
  'ip -n ns1 link set veth-a address 02:00:00:00:00:0a mtu 1400 up',
  'ip -n ns2 link set veth-b mtu 1400 up',
  'ip -n ns1 route add default via 10.0.0.254',
  'ip -n ns1 route add blackhole 10.9.0.0/16',
  'ip -n ns1 route add 10.8.0.0/16 dev veth-a src 10.0.0.1 metric 7 table 100',
  'ip -n ns1 rule add from 10.0.0.0/24 table 100 priority 1000',
  'ip -n ns1 neigh add 10.0.0.9 lladdr 02:00:00:00:00:09 dev veth-a',
  'ip netns exec ns1 sysctl -q net.ipv4.ip_forward=1',
  'ip link add br0 type bridge',
  'ip link add veth1 type veth peer name veth2',
  'ip link set veth1 master br0',
  'ip netns exec ns2 perl -MIO::Socket::INET -e \'my $s = IO::Socket::INET->new(Listen => 5, LocalAddr => "10.0.0.2", LocalPort => 80); sleep 600\' &',
  'unshare --net --pid --fork sleep 600 &',
];

/** Each kind: facts that hold, and facts that do not with what is said of them: missing, different, unexpected. */
const cases: Readonly<Record<string, { readonly holds: readonly string[]; readonly fails: Readonly<Record<string, string>> }>> = {
  namespace: {
    holds: ['namespace ns1', 'namespace host', 'no namespace ns3'],
    fails: { 'namespace ns3': '- namespace ns3', 'no namespace ns1': '+ namespace ns1' },
  },
  link: {
    holds: [
      'link ns1/veth-a',
      'link ns1/veth-a up 10.0.0.1/24 fd00:0::1/64',
      'link ns1/veth-a carrier type veth mtu 1400 mac 02:00:00:00:00:0A',
      'link host/br0 down type bridge',
      'no link host/veth-a',
      'no link ns1/veth-a down',
    ],
    fails: {
      'link host/veth-a': '- link host/veth-a (there is ns1/veth-a)',
      'link ns1/eth7': '- link ns1/eth7',
      'link ns9/eth7': '- namespace ns9',
      'no link ns9/eth7': '- namespace ns9',
      'link ns1/veth-a down': '≠ ns1/veth-a is up, not down',
      'link ns1/veth-a no-carrier': '≠ ns1/veth-a has a carrier, and should have none',
      'link host/br0 type vxlan': '≠ host/br0 is a bridge, not a vxlan',
      'link ns1/veth-a mtu 1500': '≠ ns1/veth-a has MTU 1400, not 1500',
      'link ns1/veth-a mac 02:00:00:00:00:0b': '≠ ns1/veth-a has the hardware address 02:00:00:00:00:0a, not 02:00:00:00:00:0b',
      'link ns1/veth-a 10.0.0.1/16': '- address 10.0.0.1/16 on ns1/veth-a (it has 10.0.0.1/24)',
      'no link ns1/veth-a up': '+ link ns1/veth-a up',
    },
  },
  peer: {
    holds: ['peer ns1/veth-a ns2/veth-b', 'peer host/veth2 host/veth1', 'no peer ns1/veth-a host/veth1'],
    fails: {
      'peer ns1/veth-a host/veth1': '≠ the other end of ns1/veth-a is ns2/veth-b, not host/veth1',
      'peer host/br0 host/veth1': '≠ host/br0 has no other end, and should have host/veth1',
      'peer ns1/veth-a ns2/veth-c': '- link ns2/veth-c',
      'no peer ns1/veth-a ns2/veth-b': '+ peer ns1/veth-a ns2/veth-b',
    },
  },
  master: {
    holds: ['master host/veth1 br0', 'no master host/veth2 br0'],
    fails: {
      'master host/veth2 br0': '≠ host/veth2 is a port of nothing, not of br0',
      'master host/veth9 br0': '- link host/veth9',
      'no master host/veth1 br0': '+ master host/veth1 br0',
    },
  },
  address: {
    holds: ['address ns1 10.0.0.1', 'address ns1 10.0.0.1/24 on veth-a', 'address ns1 FD00::0001/64', 'no address ns1 10.0.0.2'],
    fails: {
      'address ns1 10.0.0.2/24': '- address 10.0.0.2/24 on ns1',
      'address ns1 10.0.0.1/24 on lo': '- address 10.0.0.1/24 on ns1/lo',
      'address ns1 10.0.0.1/24 on eth0': '- link ns1/eth0',
      'no address ns1 10.0.0.1': '+ address ns1 10.0.0.1',
    },
  },
  route: {
    holds: [
      'route ns1 default via 10.0.0.254',
      'route ns1 default',
      'route ns1 10.0.0.0/24 dev veth-a src 10.0.0.1',
      'route ns1 blackhole 10.9.0.0/16',
      'route ns1 10.8.0.0/16 dev veth-a metric 7 table 100',
      'no route ns1 10.8.0.0/16',
      'no route ns2 default',
    ],
    fails: {
      'route ns1 default via 10.0.0.253': '- route default via 10.0.0.253 in ns1 (it goes via 10.0.0.254 dev veth-a)',
      'route ns2 default via 10.0.0.254 dev veth-b': '- route default via 10.0.0.254 dev veth-b in ns2',
      'route ns1 unreachable 10.9.0.0/16': '- unreachable route 10.9.0.0/16 in ns1',
      'no route ns1 default': '+ route ns1 default',
    },
  },
  neighbour: {
    holds: [
      'neighbour ns1 10.0.0.9',
      'neighbour ns1 10.0.0.9 dev veth-a mac 02:00:00:00:00:09 state permanent',
      'no neighbour ns1 10.0.0.8',
    ],
    fails: {
      'neighbour ns1 10.0.0.8 dev veth-a': '- neighbour 10.0.0.8 on veth-a in ns1',
      'neighbour ns1 10.0.0.9 mac 02:00:00:00:00:08':
        '≠ neighbour 10.0.0.9 of ns1 has the hardware address 02:00:00:00:00:09, not 02:00:00:00:00:08',
      'neighbour ns1 10.0.0.9 state reachable': '≠ neighbour 10.0.0.9 of ns1 is PERMANENT, not REACHABLE',
      'no neighbour ns1 10.0.0.9': '+ neighbour ns1 10.0.0.9',
    },
  },
  sysctl: {
    holds: [
      'sysctl ns1 net.ipv4.ip_forward 1',
      'sysctl ns1 net/ipv4/conf/veth-a/forwarding 1',
      'no sysctl ns1 net.ipv4.ip_forward 0',
      'sysctl unnamed-1 net.ipv4.ip_default_ttl 64',
    ],
    fails: {
      'sysctl ns1 net.ipv4.ip_forward 0': '≠ net.ipv4.ip_forward is 1 in ns1, not 0',
      'sysctl ns1 net.ipv4.ip_forwarding 1': '- sysctl net.ipv4.ip_forwarding in ns1',
      'no sysctl ns1 net.ipv4.ip_forward 1': '+ sysctl ns1 net.ipv4.ip_forward 1',
    },
  },
  rule: {
    holds: ['rule ns1 from 10.0.0.0/24 table 100', 'rule ns1 priority 1000', 'no rule ns2 from 10.0.0.0/24', 'rule ns1 table main'],
    fails: {
      'rule ns1 from 10.0.0.0/24 table 101': '- rule from 10.0.0.0/24 lookup 101 in ns1',
      'no rule ns1 priority 1000': '+ rule ns1 priority 1000',
    },
  },
  reach: {
    holds: [
      'reach ns1 to 10.0.0.2',
      'reach ns1 to fd00::2',
      'reach ns1 to 10.0.0.2 port 80',
      'no reach ns1 to 10.0.0.3',
      'reach host to 127.0.0.1',
    ],
    fails: {
      'reach host to 10.0.0.2': '- answer of 10.0.0.2 to host (Network is unreachable)',
      'reach ns1 to 10.0.0.2 port 81': '- answer of 10.0.0.2 port 81 to ns1 (Connection refused)',
      'reach ns1 to 10.0.0.3': '- answer of 10.0.0.3 to ns1 (no answer within 1 s)',
      'reach ns9 to 10.0.0.3': '- namespace ns9',
      'no reach ns1 to 10.0.0.2': '+ answer of 10.0.0.2 to ns1',
    },
  },
  refuse: {
    holds: ['refuse ns1 to 10.0.0.3', 'refuse host to fd00::1', 'refuse ns1 to 10.0.0.2 port 81', 'no refuse ns1 to 10.0.0.2'],
    fails: {
      'refuse ns1 to 10.0.0.2': '+ answer of 10.0.0.2 to ns1',
      'refuse ns9 to 10.0.0.2': '- namespace ns9',
      'refuse ns1 to 10.0.0.2 port 80': '+ answer of 10.0.0.2 port 80 to ns1',
    },
  },
  process: {
    holds: ['process perl in ns2', 'no process perl in ns1', 'process sleep in unnamed-1', 'no process bash in unnamed-1'],
    fails: { 'process sleep in ns1': '- process sleep in ns1', 'no process perl in ns2': '+ process perl in ns2' },
  },
};

describe('facts of every kind', () => {
  it('has cases for every kind that can be written', () => {
    expect(Object.keys(cases).toSorted()).toEqual(Object.keys(factKinds).toSorted());
  });

  it('tells those that hold from those that do not, and says what is otherwise', async () => {
    const all = Object.values(cases);
    const holds = all.flatMap((kind) => kind.holds);
    const fails = Object.assign({}, ...all.map((kind) => kind.fails)) as Record<string, string>;
    const comment = (facts: readonly string[]): string => `<!-- nslab: expect\n${facts.join('\n')}\n-->`;
    const { steps } = await runDocument(
      session(...network.map((command) => `$ ${command}`)),
      comment(holds),
      session('$ true'),
      comment(Object.keys(fails)),
    );
    const [built, looked] = [steps.at(-2)!, steps.at(-1)!];
    expect(steps.slice(0, -2).filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
    expect(states(built).filter(({ ok }) => !ok)).toEqual([]);
    expect(built.verdict).toBe('pass');
    expect(states(built).map(({ text }) => text)).toEqual(holds);
    const said = states(looked).map(({ text, missing, different, unexpected }) => [
      text,
      [...missing.map((what) => `- ${what}`), ...different.map((what) => `≠ ${what}`), ...unexpected.map((what) => `+ ${what}`)].join('\n'),
    ]);
    expect(Object.fromEntries(said)).toEqual(fails);
    expect(looked).toMatchObject({ verdict: 'fail', reason: { code: 'state-missing' } });
  });
});

describe('a namespace without a name', () => {
  it('is entered by a file that is open', async () => {
    const { steps } = await runDocument(
      session('$ ip netns add x', '$ ip -n x link set lo mtu 1400', '$ exec 9</run/netns/x', '$ ip netns del x'),
      '<!-- nslab: expect sysctl unnamed-1 net.ipv6.conf.lo.mtu 1400; no process bash in unnamed-1 -->',
    );
    expect(steps.map(({ verdict, reason }) => [verdict, reason?.text])).toEqual(steps.map(() => ['pass', undefined]));
  });

  it('that can not be entered makes neither a fact true nor its opposite', async () => {
    const { steps } = await runDocument(
      session(
        '$ ip netns add x',
        '$ unshare --mount sh -c "mount --make-rprivate /; mkdir /tmp/y; mount -t tmpfs y /tmp/y; touch /tmp/y/x; mount --bind /run/netns/x /tmp/y/x; touch /tmp/ready; exec sleep 600" &',
        '$ until [ -e /tmp/ready ]; do sleep 0.01; done; ip netns del x',
      ),
      '<!-- nslab: expect no process bash in unnamed-1 -->',
    );
    expect(steps.at(-1)!.reason?.text).toContain('process bash in unnamed-1 could not be tried: ');
  });
});

describe('a step with expectations of the network', () => {
  it('fails where something behind its back has changed the network', async () => {
    const { steps } = await runDocument(
      session(
        '$ ip netns add ns1',
        '$ ip -n ns1 link set lo up',
        '$ (until ip netns | grep -q go; do sleep 0.01; done; ip -n ns1 link set lo down) &',
      ),
      '<!-- nslab: expect link ns1/lo up -->',
      session('$ ip netns add go', '$ sleep 0.2'),
      '<!-- nslab: expect link ns1/lo up -->',
      session('$ true'),
    );
    expect(steps.map(({ verdict }) => verdict)).toEqual(['pass', 'pass', 'pass', 'pass', 'fail', 'pass']);
    expect(steps[4]!.reason).toMatchObject({
      code: 'state-different',
      text: 'the network is not as the lesson says: ns1/lo is down, not up',
    });
  });

  it('waits for what the kernel, or something in the background, still brings about', async () => {
    const { steps } = await runDocument(session('$ (sleep 1; ip netns add late) &'), '<!-- nslab: expect namespace late -->');
    expect(steps).toMatchObject([{ verdict: 'pass' }]);
    expect(steps[0]!.durationMs).toBeGreaterThan(900);
  });

  it('does not take a silence of a network that is coming up for one that stays', async () => {
    const { steps } = await runDocument(
      session(
        '$ ip netns add ns1',
        '$ ip netns add ns2',
        '$ ip link add veth-a netns ns1 type veth peer name veth-b netns ns2',
        '$ ip -n ns1 addr add fd00::1/64 dev veth-a',
        '$ ip -n ns2 addr add fd00::2/64 dev veth-b',
        '$ ip -n ns1 link set veth-a up; ip -n ns2 link set veth-b up',
      ),
      '<!-- nslab: expect refuse ns1 to fd00::2 -->',
    );
    expect(steps.at(-1)).toMatchObject({ verdict: 'fail', reason: { code: 'state-different' } });
  });

  it('leaves what is expected after a step that failed itself', async () => {
    const { steps } = await runDocument(session('$ false'), '<!-- nslab: expect namespace ns1 -->');
    expect(steps[0]).toMatchObject({ verdict: 'fail', reason: { code: 'exit-status' } });
    expect(states(steps[0]!)).toEqual([]);
  });

  it('follows from a step that failed to bring what is expected', async () => {
    const { steps } = await runDocument(session('$ ip --wrong netns add ns1', '$ true'), '<!-- nslab: expect namespace ns1 -->');
    expect(steps[1]).toMatchObject({ verdict: 'fail', causedBy: 2, reason: { code: 'state-missing' } });
  });

  it('is skipped when what it expects would have come from a skipped step', async () => {
    const { steps } = await runDocument(
      '<!-- nslab: skip="not here" -->',
      session('$ ip netns add ns1'),
      session('$ true'),
      '<!-- nslab: expect namespace ns1 -->',
    );
    expect(steps[1]).toMatchObject({ verdict: 'skip', causedBy: 3, reason: { code: 'depends-on' } });
  });

  it('is looked at when it has started, where it goes on', async () => {
    const { steps } = await runDocument(
      '<!-- nslab: terminal=other -->',
      session('$ ip netns add ns1; ping 127.0.0.1'),
      '<!-- nslab: expect namespace ns1; process ping in host; no process sleep in host; no process perl in ns1 -->',
      session('$ true'),
    );
    expect(steps.map(({ verdict }) => verdict)).toEqual(['pass', 'pass']);
    expect(states(steps[0]!)).toHaveLength(4);
  });

  it('tries nothing that a step could see', async () => {
    const { steps } = await runDocument(
      session('$ (ps -e -o comm=; ls /run/nslab; ip neighbour) | sort > ~/before; true'),
      '<!-- nslab: expect reach host to 127.0.0.1; refuse host to 127.0.0.1 port 1 -->',
      session('$ (ps -e -o comm=; ls /run/nslab; ip neighbour) | sort > ~/after; diff ~/before ~/after'),
    );
    expect(steps.map(({ verdict, output }) => [verdict, output])).toEqual([
      ['pass', ''],
      ['pass', ''],
    ]);
  });
});

describe('the reader of networks', () => {
  /** How many of them this process has started and not ended. */
  function readers(): number {
    const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean);
    return children.filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('nslab-reader');
      } catch {
        return false;
      }
    }).length;
  }

  async function mostReaders(text: string): Promise<number> {
    let most = 0;
    const lesson = parseLesson('lesson.md', text);
    const options = { read: () => lesson, jobs: 1, policy: defaultPolicy, signal: new AbortController().signal };
    for await (const event of runLessons(['lesson.md'], options)) if (event.type === 'step:end') most = Math.max(most, readers());
    return most;
  }

  it('is not started for a lesson that expects nothing of the network', async () => {
    expect(await mostReaders(session('$ ip netns add ns1', '$ ip netns list', 'ns1'))).toBe(0);
    expect(await mostReaders(`${session('$ ip netns add ns1')}\n<!-- nslab: expect namespace ns1 -->\n`)).toBe(1);
    expect(readers()).toBe(0);
  });
});

it('runs what a lesson continues with its expectations', async () => {
  const { end } = await runDocuments(
    {
      '1.md': `${session('$ ip netns add ns1')}\n<!-- nslab: expect no namespace ns1 -->\n`,
      '2.md': `${settings('continues: 1.md')}${session('$ true')}`,
    },
    { files: ['2.md'] },
  );
  expect(end.errors).toBe(1);
});
