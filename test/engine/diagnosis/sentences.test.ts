import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/engine/diagnosis/diagnose.js';
import { Past } from '../../../src/engine/diagnosis/past.js';
import { fillSentence, sentences } from '../../../src/engine/diagnosis/sentences.js';
import { parseLesson } from '../../../src/lesson/parse-lesson.js';
import { session } from '../lab-trial.js';

const told = (output: string, command: string, language: 'en' | 'zh' = 'en'): ReturnType<typeof diagnose> =>
  diagnose(
    {
      step: parseLesson('lesson.md', session(`$ ${command}`)).steps[0]!,
      output,
      exitCode: 1,
      before: null,
      after: null,
      namespace: 'host',
      past: new Past([{ line: 3, command: 'ip netns add blue', shell: 'host', terminal: 'main', verdict: 'pass' }]),
    },
    language,
  );

describe('a sentence', () => {
  it('is left without what is not known', () => {
    expect(fillSentence('there is no {name}[; {nearest} may be meant]', { name: 'ns' }, 'en')).toBe('there is no ns');
    expect(fillSentence('{name} in {namespace}', { name: 'lo', namespace: 'host' }, 'en')).toBe('lo on the host');
    expect(fillSentence('{namespace} 的 {name}', { name: 'lo', namespace: 'host' }, 'zh')).toBe('宿主机的 lo');
  });

  it.each(Object.entries(sentences))('of %s begins small, ends without a full stop, and is Chinese in Chinese', (_, sentence) => {
    for (const text of [sentence.en, sentence.zh]) expect(text).not.toMatch(/[.。]$/);
    expect(sentence.en).toMatch(/^(?:[a-z{]|ARP|IPv6)/);
    expect(sentence.en).not.toMatch(/\p{Script=Han}/u);
    expect(sentence.zh).toMatch(/\p{Script=Han}/u);
  });

  it('takes values as they are, whatever stands in them', () => {
    expect(fillSentence('{name} and {nearest}', { name: '{nearest}[x {link}]$&', nearest: '$1' }, 'en')).toBe(
      '{nearest}[x {link}]$& and $1',
    );
  });
});

describe('without a look at the network', () => {
  it('says what earlier steps tell', () => {
    const output = 'Cannot open network namespace "bleu": No such file or directory';
    expect(told(output, 'ip netns exec bleu ip link')).toMatchObject({
      code: 'namespace-never-made',
      isCertain: true,
      params: { name: 'bleu', nearest: 'blue' },
      text: 'no step has made a namespace bleu; blue may be meant',
      advice: 'write blue; or make it first: ip netns add bleu',
    });
    expect(told(output, 'ip netns exec bleu ip link', 'zh')?.text).toBe('没有任何步骤创建过命名空间 bleu；可能是指 blue');
  });

  it('says nothing of where a packet goes', () => {
    expect(told('100% packet loss', 'ping -c 1 10.0.0.1')).toBeNull();
  });

  it.each([
    ['', 'false'],
    ['x'.repeat(3_000_000), 'ip link'],
    ['Cannot find device "' + 'y'.repeat(100_000), 'ip link set y up'],
    ['[{{((', "ip netns exec '[{(' ping -c 1 '](}'"],
  ])('is not put out by %.20s', (output, command) => {
    const startedAt = performance.now();
    told(output, command);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});
