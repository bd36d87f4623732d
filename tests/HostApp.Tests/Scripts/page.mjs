// Uses the page as a person would, in both themes and two widths, and prints what happened as JSON.
// usage: node page.mjs CHROMIUM ADDRESS FOLDER (with voice.wav, which the microphone plays, and silence.wav)
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { digitLabel, digits, draw, drawByTouch } from './strokes.mjs';

const [executablePath, address, folder] = process.argv.slice(2);
const voice = join(folder, 'voice.wav');
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-audio-capture=${voice}`],
});

async function emotion(tab) {
  await tab.waitForFunction(() => document.querySelector('#emotion-label').textContent.trim() !== '');
  await tab.waitForTimeout(350);
  return tab.evaluate(() => {
    const wave = document.querySelector('#wave');
    // A copy to read from: the browser warns of canvases that are drawn and read.
    const copy = new OffscreenCanvas(wave.width, wave.height).getContext('2d', { willReadFrequently: true });
    copy.drawImage(wave, 0, 0);
    const pixels = copy.getImageData(0, 0, wave.width, wave.height).data;
    return {
      label: document.querySelector('#emotion-label').textContent.trim(),
      seconds: parseFloat(document.querySelector('#emotion-facts').textContent),
      values: [...document.querySelectorAll('#emotion-bars .value')].map((value) => parseFloat(value.textContent)),
      lengths: [...document.querySelectorAll('#emotion-bars .fill')].map((fill) => 100 * fill.clientWidth / fill.parentElement.clientWidth),
      wave: pixels.filter((value, i) => i % 4 === 3 && value > 0).length,
    };
  });
}

async function refusal(tab, file) {
  await tab.setInputFiles('#clip', file);
  await tab.waitForSelector('#emotion-error:not([hidden])');
  return tab.textContent('#emotion-error');
}

const views = [];
for (const colorScheme of ['light', 'dark']) {
  for (const width of [400, 1400]) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, permissions: ['microphone'], hasTouch: true });
    // Long enough for a machine that does much else.
    context.setDefaultTimeout(120000);
    const tab = await context.newPage();
    const errors = [], foreign = [];
    tab.on('console', (message) => {
      // The browser itself notes every status of 400 and more; those are asked for below.
      if (['error', 'warning'].includes(message.type()) && !/status of 422/.test(message.text())) errors.push(message.text());
    });
    tab.on('pageerror', (error) => errors.push(String(error)));
    tab.on('request', (request) => { if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url())) foreign.push(request.url()); });
    await tab.goto(address);
    await tab.waitForFunction(() => document.documentElement.dataset.ready === 'true');
    const theme = await tab.evaluate(() => document.documentElement.dataset.theme);
    await tab.screenshot({ path: join(folder, `empty-${colorScheme}-${width}.png`), fullPage: true });

    await tab.click('#record');
    await tab.waitForFunction(() => parseFloat(document.querySelector('#clock').textContent) >= 2);
    await tab.screenshot({ path: join(folder, `recording-${colorScheme}-${width}.png`) });
    await tab.click('#record');
    const recorded = await emotion(tab);

    const refused = await refusal(tab, { name: 'text.wav', mimeType: 'audio/wav', buffer: Buffer.from('hello, this is text') });
    const silent = await refusal(tab, join(folder, 'silence.wav'));
    await tab.screenshot({ path: join(folder, `refused-${colorScheme}-${width}.png`), fullPage: true });

    const bytes = [...readFileSync(voice)];
    await tab.evaluate((content) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(content)], 'voice.wav', { type: 'audio/wav' }));
      document.querySelector('#drop').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    }, bytes);
    const dropped = await emotion(tab);
    await tab.setInputFiles('#clip', voice);
    await tab.waitForFunction(() => document.querySelector('#emotion-label').textContent.trim() === '');
    const chosen = await emotion(tab);

    await tab.locator('#pad').scrollIntoViewIfNeeded();
    await draw(tab, digits[4][0]);
    await tab.waitForFunction(() => document.querySelector('#digit-label').textContent.trim() === '4');
    const four = Buffer.from((await tab.evaluate(() => document.querySelector('#pad').toDataURL('image/png'))).split(',')[1], 'base64');
    await tab.click('#clear');
    const cleared = await digitLabel(tab);
    await tab.setInputFiles('#picture', { name: 'four.png', mimeType: 'image/png', buffer: four });
    await tab.waitForFunction(() => document.querySelector('#digit-label').textContent.trim() !== '');
    const picture = await digitLabel(tab);
    await tab.click('#clear');
    await tab.locator('#pad').scrollIntoViewIfNeeded();
    await drawByTouch(tab, digits[1][0]);
    await tab.waitForFunction(() => document.querySelector('#digit-label').textContent.trim() !== '');
    const touched = await digitLabel(tab);
    await tab.click('#clear');
    await draw(tab, digits[7][0]);
    await tab.waitForFunction(() => document.querySelector('#digit-label').textContent.trim() === '7');
    await tab.waitForTimeout(400);
    const seen = await tab.evaluate(() => ({
      digitValues: [...document.querySelectorAll('#digit-bars .value')].map((value) => parseFloat(value.textContent)),
      seenInk: document.querySelector('#seen').getContext('2d').getImageData(0, 0, 28, 28).data.filter((value, i) => i % 4 === 0 && value > 0).length,
      overflow: document.documentElement.scrollWidth - innerWidth,
      // What a screen reader would have no name for.
      unnamed: [...document.querySelectorAll('button, input, canvas, audio, img:not([alt])')]
        .filter((element) => !(element.textContent.trim() || element.getAttribute('aria-label') || element.labels?.length || element.matches('audio')))
        .map((element) => element.outerHTML),
    }));
    const digit = await digitLabel(tab);
    await tab.screenshot({ path: join(folder, `${colorScheme}-${width}.png`), fullPage: true });

    await tab.focus('#theme');
    await tab.keyboard.press('Enter');
    const toggled = await tab.evaluate(() => document.documentElement.dataset.theme) !== theme;
    views.push({ colorScheme, width, theme, errors, foreign, toggled, recorded, refused, silent, dropped, chosen, cleared, picture, touched, digit, ...seen });
    await context.close();
  }
}
await browser.close();
console.log(JSON.stringify(views));
