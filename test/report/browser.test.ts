import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/engine/events.js';
import { parseLesson } from '../../src/lesson/parse-lesson.js';
import { session, runDocuments, withFolder } from '../engine/lab-trial.js';
import { pages, run } from './report-trial.js';

/** The browsers of which `test/install-programs.mjs` installs the first. */
const program = ['chromium-headless-shell', 'chromium', 'google-chrome', 'chromium-browser']
  .map((name) => path.join('/usr/bin', name))
  .find((file) => existsSync(file));

const documents = {
  'a.md': [
    '# Two <i>cables</i>\n',
    '<script>document.title = "taken"</script>\n',
    '![a picture](https://example.com/a.png) and **bold**, [web](https://example.com/), [script](javascript:alert(1)),',
    '[other](b.md#far-away), [below](#far-away), [lost](c.md) and [later].\n',
    '| a | b |\n| --- | --- |\n| 1 | 2 |\n',
    session('$ echo "<b>\u202Ebold</b>"', '<b>', '$ seq 1 40 | tr "\\n" " "', '$ ls /nowhere'),
    '\n## Far away\n',
    '[later]: https://example.com/later\n',
  ].join('\n'),
  'b.md': `# 两根网线\n\n命名空间\n里的网卡。\n\n${session('$ true')}\n`,
};

describe.skipIf(!program)('the pages in a browser', () => {
  let browser: Browser;
  let events: RunEvent[];

  beforeAll(async () => {
    ({ events } = await runDocuments(documents));
    browser = await chromium.launch({ executablePath: program!, args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());

  /** Opens each page of the report at the width of a desk and of a phone, light and dark. */
  async function forEachView(look: (page: Page, name: string) => Promise<void>): Promise<{ asked: string[]; said: string[] }> {
    const asked: string[] = [];
    const said: string[] = [];
    const lessonIn = (file: string): ReturnType<typeof parseLesson> => parseLesson(file, documents[file as 'a.md']);
    await withFolder(async (folder) => {
      const written = await pages(events, { ...run, lessonIn });
      for (const { name, text } of written) writeFileSync(path.join(folder, name), text);
      for (const [width, colorScheme] of [
        [1280, 'light'],
        [390, 'dark'],
      ] as const) {
        const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
        const page = await context.newPage();
        page.on('request', (request) => asked.push(request.url()));
        page.on('console', (message) => said.push(message.text()));
        for (const { name } of written) {
          await page.goto(pathToFileURL(path.join(folder, name)).href);
          await look(page, name);
        }
        await context.close();
      }
    });
    return { asked: asked.filter((address) => !address.startsWith('file:')), said };
  }

  it('fetch nothing, run nothing, and fit the screen', async () => {
    const seen: string[] = [];
    const { asked, said } = await forEachView(async (page, name) => {
      seen.push(`${name} ${await page.title()} ${await page.locator('html').getAttribute('lang')}`);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      expect(await page.locator('script, img, iframe, link, [style], [onerror], [src]').count()).toBe(0);
    });
    expect([asked, said]).toEqual([[], []]);
    expect(seen.slice(0, 3)).toEqual(['a.html Two <i>cables</i> en', 'b.html 两根网线 zh', 'index.html 2 lessons en']);
  });

  it('lead where they should, and keep their styles and colours', async () => {
    const backgrounds = new Set<string>();
    await forEachView(async (page, name) => {
      backgrounds.add(await page.evaluate<string>('getComputedStyle(document.body).backgroundColor'));
      if (name !== 'a.html') return;
      const links = await page
        .locator('.prose a')
        .evaluateAll((all) => all.map((link) => `${link.textContent} ${link.getAttribute('href')}`));
      expect(links).toEqual(['web https://example.com/', 'other b.html#far-away', 'below #far-away', 'later https://example.com/later']);
      expect(await page.locator('h2#far-away').count()).toBe(1);
      expect(await page.locator('.step').evaluateAll((all) => all.map((step) => step.className))).toEqual([
        'step drift',
        'step pass',
        'step fail',
      ]);
      expect(await page.locator('ins.line').allInnerTexts()).toEqual(['<b>U+202Ebold</b>']);
      expect(await page.locator('.prose').first().innerText()).toContain('document.title = "taken"');
      await page.locator('nav a').nth(2).click();
      expect(await page.locator('.step.fail:target').count()).toBe(1);
    });
    expect([...backgrounds]).toEqual(['rgb(252, 251, 249)', 'rgb(21, 24, 28)']);
  });
});
