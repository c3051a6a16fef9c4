import { expect, it } from 'vitest';
import { createJobSummary } from '../../src/report/job-summary.js';
import { madeRun } from './made-events.js';
import { pages, printed, report } from './report-trial.js';

const events = madeRun({
  steps: [
    { verdict: 'pass' },
    {
      verdict: 'fail',
      reason: { code: 'exit-status', params: {}, text: 'unexpected exit status 1, expected 0' },
      known: { reason: 'broken since kernel 6.1', from: 'known.json' },
    },
  ],
});

it.each([
  ['terminal', /✗ fail +5 {2}ip link {2}1 ms {2}known: broken since kernel 6\.1 \(known\.json\)\n/],
  ['terminal', /1 passed, 1 failed \(1 known\)/],
  ['ndjson', /"known":\{"reason":"broken since kernel 6\.1","from":"known\.json"\}/],
  ['json', /"known": 1,/],
  ['junit', /<skipped message="known failure: broken since kernel 6\.1 \(known\.json\)"\/>/],
  ['junit', /failures="0" errors="0" skipped="1"/],
  ['github', /^::notice file=lesson\.md,line=5,title=fail%3A ip link::known: broken since kernel 6\.1 \(known\.json\)%0A.*\n$/],
])('a known failure is told by %s', (name, text) => {
  expect(report(name, events)).toMatch(text);
});

it('a known failure is told by the summary of a job and by the page', async () => {
  expect(printed(createJobSummary(), events)).toContain('broken since kernel 6.1 (known.json)');
  const [page] = await pages(events);
  expect(page!.text).toContain('broken since kernel 6.1');
  expect(page!.text).toContain('1 known');
});
