// Opens a page in Chromium as a person would, in both themes and two widths, and prints what it saw as JSON.
// usage: node look.mjs CHROMIUM PAGE.html SCREENSHOT_FOLDER
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [executablePath, page, folder] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const views = [];
for (const colorScheme of ['light', 'dark']) {
  for (const width of [400, 1400]) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion: 'reduce' });
    const tab = await context.newPage();
    const errors = [], requests = [];
    tab.on('console', (message) => { if (['error', 'warning'].includes(message.type())) errors.push(message.text()); });
    tab.on('pageerror', (error) => errors.push(String(error)));
    tab.on('request', (request) => { if (!/^(file|data|blob):/.test(request.url())) requests.push(request.url()); });
    // What a person waits.
    const began = performance.now();
    await tab.goto(pathToFileURL(page).href, { timeout: 240000 });
    await tab.waitForFunction(() => document.documentElement.dataset.drawn === 'true', null, { timeout: 240000 });
    const milliseconds = Math.round(performance.now() - began);
    const seen = await tab.evaluate(() => ({
      theme: document.documentElement.dataset.theme,
      overflow: document.documentElement.scrollWidth - innerWidth,
      charts: [...document.querySelectorAll('figure > .chart')].map((chart) => ({
        title: chart.parentElement.querySelector('figcaption').textContent,
        marks: chart.querySelectorAll('svg [role="graphics-symbol"], svg .mark-rect path, svg .mark-line path, svg .mark-text text').length,
        clipped: Math.max(0, chart.scrollWidth - chart.clientWidth),
        tableRows: chart.parentElement.querySelectorAll('details tbody tr').length,
      })),
      tables: document.querySelectorAll('table').length,
      audio: document.querySelectorAll('audio').length,
      // What has no name that a screen reader could say.
      unnamed: [...document.querySelectorAll('audio:not([aria-label]), img:not([alt]), .chart:not([aria-label]), table:not(:has(caption)), [role=region]:not([aria-label])')].map((element) => element.outerHTML.slice(0, 80)),
      images: [...document.querySelectorAll('img')].filter((image) => image.naturalWidth > 0).length,
    }));
    let tooltip = '';
    const mark = await tab.$('svg .mark-rect path[aria-label], svg .mark-rect path, svg .mark-symbol path');
    if (mark) {
      await mark.scrollIntoViewIfNeeded();
      await mark.hover({ force: true });
      await tab.waitForTimeout(300);
      tooltip = await tab.evaluate(() => document.querySelector('#vg-tooltip-element.visible')?.textContent ?? '');
    }
    await tab.evaluate(() => document.activeElement?.blur?.());
    await tab.keyboard.press('Tab');
    const firstFocus = await tab.evaluate(() => document.activeElement?.textContent ?? '');
    const before = await tab.evaluate(() => document.documentElement.dataset.theme);
    await tab.focus('#theme');
    await tab.keyboard.press('Enter');
    await tab.waitForTimeout(200);
    const toggled = await tab.evaluate(() => document.documentElement.dataset.theme) !== before;
    await tab.keyboard.press('Enter');
    await tab.waitForTimeout(1500);
    await tab.screenshot({ path: join(folder, `${basename(page, '.html')}-${colorScheme}-${width}.png`), fullPage: true, timeout: 240000 });
    views.push({ colorScheme, width, milliseconds, errors, requests, tooltip, toggled, firstFocus, ...seen });
    await context.close();
  }
}
await browser.close();
console.log(JSON.stringify(views));
