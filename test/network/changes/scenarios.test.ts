import { expect, it } from 'vitest';
import { runScenario, scenarioFile, scenarioNames } from '../scenario.js';
import { changesGolden } from './changes-golden.js';

it.each(scenarioNames())('%s', async (name) => {
  const steps = await runScenario(name);
  await expect(changesGolden(steps, 'en')).toMatchFileSnapshot(scenarioFile(name, 'changes.en.txt'));
  await expect(changesGolden(steps, 'zh')).toMatchFileSnapshot(scenarioFile(name, 'changes.zh.txt'));
});
