// Draws every digit in two hands with the mouse, and prints what the page says as JSON.
// usage: node digits.mjs CHROMIUM ADDRESS FOLDER
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { digitLabel, digits, draw } from './strokes.mjs';

const [executablePath, address, folder] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const tab = await browser.newPage({ viewport: { width: 1400, height: 900 } });
tab.setDefaultTimeout(120000);
await tab.goto(address);
await tab.waitForFunction(() => document.documentElement.dataset.ready === 'true');
const answers = [];
for (const [digit, hands] of Object.entries(digits)) {
  for (const strokes of hands) {
    await tab.click('#clear');
    await draw(tab, strokes);
    // Past the pause after which it is read, and until nothing is on its way.
    await tab.waitForTimeout(250);
    await tab.waitForLoadState('networkidle');
    await tab.waitForFunction(() => document.querySelector('#digit-label').textContent.trim() !== '');
    answers.push({ digit, label: await digitLabel(tab), facts: await tab.textContent('#digit-facts') });
    await tab.locator('#digit').screenshot({ path: join(folder, `digit-${digit}-${hands.indexOf(strokes)}.png`) });
  }
}
await browser.close();
console.log(JSON.stringify(answers));
