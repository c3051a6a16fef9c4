import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { causeText } from '../../../src/verify/effect/causes/cause-text.js';
import { effectSentences, type EffectSentenceCode } from '../../../src/verify/effect/causes/effect-sentences.js';
import { effectChangeText } from '../../../src/verify/effect/effect-change-text.js';
import { effectChangeWords } from '../../../src/verify/effect/effect-change-words.js';
import type { EffectFactKind } from '../../../src/verify/effect/fact.js';

const codes = Object.keys(effectSentences) as EffectSentenceCode[];

function paramsOf(texts: object): Set<string> {
  return new Set(
    [
      ...Object.values(texts)
        .join(' ')
        .matchAll(/\{(\w+)\}/g),
    ].map(([, name]) => name!),
  );
}

it('documents every cause with its params, and no other', () => {
  const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/own-commands.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([^`]+)` \| .* \| (.*) \|$/gm)];
  const written = rows.map(([, code, params]) => [code, new Set([...params!.matchAll(/`(\w+)`/g)].map((match) => match[1]!))] as const);
  const real = codes.map((code) => [code, paramsOf(effectSentences[code].en)] as const);
  expect(written).toHaveLength(real.length);
  expect(new Map(written)).toEqual(new Map(real));
});

describe.each(codes)('%s', (code) => {
  it('knows the same params in both languages', () => {
    expect(paramsOf(effectSentences[code].zh)).toEqual(paramsOf(effectSentences[code].en));
  });

  it('has a first hint that gives no value away', () => {
    for (const { hint } of Object.values(effectSentences[code])) expect(hint).not.toMatch(/\{(?:meant|what|line|value)\}/);
  });

  it('has Chinese with the signs of Chinese', () => {
    for (const text of Object.values(effectSentences[code].zh)) {
      expect(text).not.toMatch(/[\p{Script=Han}][,;:?!]|[,;:?!]\p{Script=Han}/u);
      expect(text.replaceAll(/\[[^\]]*\]|\{\w+\}/g, '')).not.toMatch(/\p{Script=Han}[A-Za-z]|[A-Za-z]\p{Script=Han}/u);
    }
  });
});

it('says where something is as people say it', () => {
  const about = { kind: 'address', place: 'host', subject: 'veth-a', detail: '10.0.0.1/24', from: null, to: '' } as const;
  const cause = { code: 'other-namespace', params: { thing: '10.0.0.1/24', namespace: 'ns1', otherNamespace: 'host' }, about } as const;
  expect(causeText(cause, 'en')).toEqual({
    text: 'the right thing in the wrong place: 10.0.0.1/24 on the host',
    hint: 'in which network namespace is it to be?',
    hint2: 'do it in ns1, not on the host',
  });
  expect(causeText(cause, 'zh').text).toBe('操作是对的，但位置不对：10.0.0.1/24 在宿主机上');
  expect(effectChangeText(about, 'en')).toBe('the address 10.0.0.1/24 of veth-a on the host');
  expect(effectChangeText({ ...about, from: '', to: null }, 'zh')).toBe('宿主机上 veth-a 的地址 10.0.0.1/24（已消失）');
});

it('has words for every kind of fact', () => {
  const kinds = Object.keys(effectChangeWords.en).filter((kind) => kind !== 'inPlace' && kind !== 'gone') as EffectFactKind[];
  for (const kind of kinds)
    for (const place of ['host', 'ns1'])
      for (const language of ['en', 'zh'] as const) {
        const text = effectChangeText({ kind, place, subject: 'thing', detail: 'up', from: null, to: 'value' }, language);
        expect(text).not.toMatch(/undefined| {2}|^ | $/);
      }
});
