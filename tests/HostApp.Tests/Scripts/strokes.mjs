// Digits as people draw them: strokes of points on a square of side 1, two hands each.
const arc = (x, y, rx, ry, from, to, n = 24) =>
  Array.from({ length: n + 1 }, (_, i) => {
    const angle = (from + (to - from) * i / n) * Math.PI / 180;
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)];
  });

export const digits = {
  0: [[arc(0.5, 0.5, 0.2, 0.32, -80, 285)], [arc(0.47, 0.52, 0.26, 0.3, -110, 262)]],
  1: [[[[0.5, 0.15], [0.5, 0.85]]], [[[0.56, 0.14], [0.44, 0.86]]]],
  2: [
    [[...arc(0.5, 0.32, 0.2, 0.17, -170, 40), [0.32, 0.82], [0.72, 0.82]]],
    [[...arc(0.48, 0.33, 0.17, 0.18, -150, 55), [0.3, 0.78], [0.36, 0.74], [0.7, 0.83]]],
  ],
  3: [
    [[...arc(0.47, 0.33, 0.19, 0.16, -150, 90), ...arc(0.47, 0.67, 0.22, 0.18, -90, 150)]],
    [[[0.3, 0.18], [0.68, 0.18], [0.47, 0.43], ...arc(0.47, 0.64, 0.21, 0.2, -85, 155)]],
  ],
  4: [
    [[[0.4, 0.15], [0.28, 0.55], [0.74, 0.55]], [[0.64, 0.2], [0.6, 0.88]]],
    [[[0.35, 0.17], [0.33, 0.5], [0.7, 0.48]], [[0.68, 0.15], [0.66, 0.86]]],
  ],
  5: [
    [[[0.7, 0.16], [0.37, 0.17], [0.34, 0.46], ...arc(0.48, 0.64, 0.22, 0.2, -110, 140)]],
    [[[0.36, 0.2], [0.34, 0.47], ...arc(0.47, 0.63, 0.2, 0.2, -100, 130)], [[0.36, 0.19], [0.7, 0.15]]],
  ],
  6: [
    [[[0.62, 0.14], [0.46, 0.3], [0.36, 0.5], ...arc(0.5, 0.67, 0.17, 0.17, -170, 190)]],
    [[[0.55, 0.13], [0.38, 0.4], [0.33, 0.62], ...arc(0.49, 0.68, 0.16, 0.16, 170, -180)]],
  ],
  7: [
    [[[0.27, 0.18], [0.72, 0.18], [0.45, 0.86]]],
    [[[0.3, 0.2], [0.7, 0.17], [0.58, 0.45], [0.42, 0.87]]],
  ],
  8: [
    [[...arc(0.5, 0.33, 0.16, 0.16, 60, -250), ...arc(0.5, 0.67, 0.19, 0.18, -110, 250)]],
    [[...arc(0.5, 0.33, 0.15, 0.16, 80, -280), ...arc(0.49, 0.67, 0.18, 0.18, -80, 280)]],
  ],
  9: [
    [[...arc(0.5, 0.34, 0.17, 0.17, -10, -370), [0.65, 0.55], [0.6, 0.87]]],
    [[...arc(0.48, 0.33, 0.17, 0.16, 0, -360), [0.64, 0.5], [0.52, 0.86]]],
  ],
};

// A hand is not a ruler: points move by up to 0.6 % of the side, the same in every run.
const tremble = (value, i) => value + 0.006 * Math.sin(12.9898 * i + 78.233 * value);

async function* pointsOn(tab, strokes) {
  const box = await tab.locator('#pad').boundingBox();
  let i = 0;
  for (const stroke of strokes) yield stroke.map(([x, y]) => ({ x: box.x + box.width * tremble(x, i++), y: box.y + box.height * tremble(y, i++) }));
}

export async function draw(tab, strokes) {
  for await (const [first, ...others] of pointsOn(tab, strokes)) {
    await tab.mouse.move(first.x, first.y);
    await tab.mouse.down();
    for (const { x, y } of others) await tab.mouse.move(x, y, { steps: 3 });
    await tab.mouse.up();
  }
}

export async function drawByTouch(tab, strokes) {
  const browser = await tab.context().newCDPSession(tab);
  const touch = (type, touchPoints) => browser.send('Input.dispatchTouchEvent', { type, touchPoints });
  for await (const [first, ...others] of pointsOn(tab, strokes)) {
    await touch('touchStart', [first]);
    for (const point of others) await touch('touchMove', [point]);
    await touch('touchEnd', []);
  }
}

export const digitLabel = async (tab) => (await tab.textContent('#digit-label')).trim();
