import { describe, expect, it } from 'vitest';
import type { KeptEntry } from '../../../src/engine/session/kept.js';
import { Session } from '../../../src/engine/session/session.js';
import type { SessionOptions } from '../../../src/engine/session/session-options.js';
import { whyNoDocker } from '../../../src/engine/privileged-lab.js';
import { parseLesson } from '../../../src/lesson/parse-lesson.js';
import { session as block, settings } from '../lab-trial.js';
import { differenceLine } from './difference-line.js';

/** Calls back with a session in a lesson of these lines, which is gone afterwards. */
async function inSession(lines: readonly string[], act: (session: Session) => Promise<void>, options: SessionOptions = {}): Promise<void> {
  const lesson = parseLesson('lesson.md', lines.join('\n'), { values: {} });
  const session = await Session.start(lesson, [], { isRecording: true, ...options });
  try {
    await act(session);
  } finally {
    await session.destroy();
  }
}

async function printed(session: Session, command: string): Promise<string> {
  return (await session.runOwn(command)).output.trim();
}

const twoSteps = [block('$ ip netns add ns1', '$ ip netns add ns2')];

describe('going back', () => {
  it('says what differs, and leaves the lab as it is unless that is accepted', () =>
    inSession(twoSteps, async (session) => {
      await session.runOwn('echo $RANDOM$RANDOM$RANDOM > number');
      const number = await printed(session, 'cat number');
      await session.runOwn('ip link add br0 type bridge');
      const came = await session.undo();
      expect(came).toMatchObject({ kind: 'differs', differences: [{ kind: 'file', name: '/root/number', now: expect.any(String) }] });
      // Nothing has been taken yet.
      expect(await printed(session, 'cat number; ip -br link show br0 | wc -l')).toBe(`${number}\n1`);
      const again = await session.undo();
      if (again.kind !== 'differs') throw new Error(again.kind);
      await again.accept();
      const other = await printed(session, 'cat number; ls /sys/class/net | grep -c br0');
      expect(other).toMatch(/^\d+\n1$/);
      expect(other).not.toContain(number);
    }));

  it('takes what differs only in time and names by chance for the same, and says what that is', () =>
    inSession(twoSteps, async (session) => {
      await session.runOwn('date +%s.%N > when; f=$(mktemp); echo $f > $f');
      await session.runOwn('x=1');
      const came = await session.undo();
      expect(came.kind).toBe('arrived');
      expect(
        came.kind === 'arrived' && came.byChance.map(({ kind, name }) => `${kind} ${name.replace(/tmp\.\w+/, 'tmp.X')}`).toSorted(),
      ).toEqual(['file /root/when', 'file /tmp/tmp.X', 'variable f of the shell in pts/0']);
    }));

  it('gives processes the numbers that they had, so that a number that was read means the same', () =>
    inSession(twoSteps, async (session) => {
      const pid = /\d+$/.exec(await printed(session, 'sleep 300 & echo $!'))![0];
      await session.runOwn('ip netns add more; x=$(echo a | cat)');
      await session.runOwn(`kill -STOP ${pid}`);
      await session.runOwn('y=1');
      expect((await session.undo()).kind).toBe('arrived');
      expect(await printed(session, `grep State /proc/${pid}/status; echo $!`)).toMatch(
        new RegExp(`^State:\\tT \\(stopped\\)\\n(?:[^]*\\n)?${pid}$`),
      );
    }));

  it('keeps what goes on in another terminal, and what was stopped by Ctrl-C', () =>
    inSession(
      [
        '<!-- nslab: terminal=watch -->',
        block('$ ip monitor link', '...'),
        '<!-- nslab: terminal=main -->',
        block('$ ip link add br0 type bridge', '$ tail -f /etc/hostname', 'lab', '^C', '$ ip link add br1 type bridge'),
      ],
      async (session) => {
        for (const step of session.lesson.steps) await session.run(step);
        expect((await session.goTo(3)).kind).toBe('arrived');
        const state = await session.state();
        expect([...state.lab.keys()].filter((key) => key.startsWith('process '))).toEqual(['process ip monitor link']);
        expect((await session.run(session.lesson.steps[3]!))?.verdict).toBe('pass');
      },
    ));

  it('does what it would have done when a step that only looked stands between', () =>
    inSession([block('$ ip link show nothing', 'Device "nothing" does not exist.', '$ echo $? > status', '$ x=1')], async (session) => {
      for (const step of session.lesson.steps) await session.run(step);
      expect((await session.goTo(2)).kind).toBe('arrived');
      expect(await printed(session, 'cat status')).toBe('1');
      expect((await session.goTo(1)).kind).toBe('arrived');
      expect(await printed(session, 'echo $?')).toBe('1');
    }));

  it('does a step as often as it was looked at', () =>
    inSession([block("$ trap 'failures=$((failures + 1))' ERR", '$ ls /nowhere', '$ x=1')], async (session) => {
      for (const step of session.lesson.steps) await session.run(step);
      expect(session.done[1]!.ended!.attempts).toBeGreaterThan(1);
      expect(await session.goTo(2)).toMatchObject({ kind: 'arrived' });
      expect(await printed(session, 'echo $failures')).toBe(`${session.done[1]!.ended!.attempts}`);
    }));

  it('stops at a signal, and leaves the lab as it is', () =>
    inSession(twoSteps, async (session) => {
      await session.runOwn('sleep 2; x=kept');
      await session.runOwn('y=1');
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 300);
      const startedAt = performance.now();
      expect(await session.undo(stop.signal)).toMatchObject({ kind: 'failed', code: 'stopped' });
      expect(performance.now() - startedAt).toBeLessThan(1500);
      expect(await printed(session, 'echo $x$y')).toBe('kept1');
    }));

  it('comes back from anything that a person does to the lab', () =>
    inSession(twoSteps, async (session) => {
      await session.run(session.lesson.steps[0]!);
      for (const command of [
        'exit',
        'kill -9 -1',
        'rm -rf --no-preserve-root /root /tmp/* /etc/* 2>/dev/null',
        'exec sleep 0',
        'ip netns del ns1',
      ]) {
        await session.runOwn(command);
        expect(await session.undo()).toMatchObject({ kind: 'arrived' });
        expect(await printed(session, 'ip netns list; pwd')).toBe('ns1\n/root');
        await session.undo();
      }
    }));

  it('refuses what was not done, and commands that the shell would wait for more of', () =>
    inSession(twoSteps, async (session) => {
      expect(await session.undo()).toMatchObject({ kind: 'failed', code: 'nothing-done' });
      expect(await session.redo()).toMatchObject({ kind: 'failed', code: 'not-done' });
      expect(await session.goTo(2)).toMatchObject({ kind: 'failed', code: 'not-done', text: 'step 2 has not been done yet' });
      await expect(session.runOwn('echo "a')).rejects.toMatchObject({ code: 'incomplete-command' });
      expect(session.done).toEqual([]);
    }));

  it('brings back what a lesson starts with: its hidden set-up', () =>
    inSession(
      [settings('setup: [ip netns add hidden, "echo 1 > /tmp/set"]'), block('$ ip netns add ns1', '$ ip netns add ns2')],
      async (session) => {
        for (const step of session.lesson.steps) await session.run(step);
        expect((await session.reset()).kind).toBe('arrived');
        expect(await printed(session, 'ip netns list; cat /tmp/set')).toBe('hidden\n1');
      },
    ));

  it('follows the ids of containers', async ({ skip }) => {
    const lacking = whyNoDocker(true);
    skip(lacking !== undefined, lacking?.text);
    await inSession(
      [settings('needs: docker'), block('$ docker run -d --name web busybox sleep 300', '...', '$ true')],
      async (session) => {
        await session.run(session.lesson.steps[0]!);
        const id = await printed(session, 'docker ps -q');
        await session.runOwn(`docker inspect -f '{{.Name}}' ${id} > name`);
        await session.runOwn('x=1');
        expect(await session.undo()).toMatchObject({ kind: 'arrived', surprises: [] });
        expect(await printed(session, 'cat name')).toBe('/web');
        expect(await printed(session, 'docker ps -q')).not.toBe(id);
      },
      { isAllowed: true },
    );
  });
});

describe('going on later', () => {
  const kept = (session: Session): KeptEntry[] =>
    session.done.map(({ entry, end }) => ({ entry, end: JSON.parse(JSON.stringify(end)) as KeptEntry['end'], isWithheld: false }));

  it('stops before what can’t be done again, in the lab as it was then', () =>
    inSession(twoSteps, async (session) => {
      await session.run(session.lesson.steps[0]!);
      await session.runOwn('x=1');
      await session.runOwn('y=2');
      // It did not end the shell then.
      const entries = kept(session).map((one, at) => (at === 1 ? { ...one, entry: { ...one.entry, command: 'z=3; exit' } } : one));
      await inSession(
        twoSteps,
        async (later) => {
          expect(later.resumed).toMatchObject({ count: 1, left: [{ why: 'failed', command: 'z=3; exit' }], differences: [] });
          expect(await printed(later, 'ip netns list; echo "[$x$y$z]"')).toBe('ns1\n[]');
        },
        { kept: entries },
      );
    }));

  it('says what is not as it was, what was running, what was not kept, and which step is gone', () =>
    inSession(twoSteps, async (session) => {
      await session.run(session.lesson.steps[0]!);
      await session.runOwn('echo $RANDOM$RANDOM$RANDOM > number');
      const [step, own] = kept(session) as [KeptEntry, KeptEntry];
      const secret = { ...own, entry: { ...own.entry, command: '' }, isWithheld: true };
      const running = { ...own, entry: { ...own.entry, command: 'sleep 9' }, end: null };
      await inSession(
        twoSteps,
        async ({ resumed }) => {
          expect(resumed?.left.map(({ why }) => why)).toEqual(['withheld', 'interrupted']);
          expect(resumed?.differences.map(differenceLine)).toEqual(['part file /root/number']);
        },
        { kept: [step, secret, own, running] },
      );
      await inSession(
        [block('$ ip netns add other')],
        async ({ resumed, done }) => {
          expect(resumed).toMatchObject({ count: 0, left: [{ why: 'step-gone', command: 'ip netns add ns1' }] });
          expect(done).toEqual([]);
        },
        { kept: [step, own] },
      );
    }));
});
