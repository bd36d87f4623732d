import { ask, showError } from './ask.js';
import { percent, showBars } from './bars.js';
import { encodePgm } from './pgm.js';

const find = (id) => document.querySelector(id);
const pad = find('#pad'), pen = pad.getContext('2d', { willReadFrequently: true }), error = find('#digit-error');
// About as thick as MNIST's strokes: a twelfth of the digit.
const Stroke = pad.width / 14;
const Pause = 120;

let classes, pending, timer, last;

export function startDigits({ digit }) {
  classes = digit.classes;
  clear();
  find('#clear').addEventListener('click', clear);
  find('#picture').addEventListener('change', async ({ target }) => {
    if (target.files[0]) await takePicture(target.files[0]);
    target.value = '';
  });
  pad.addEventListener('pointerdown', (event) => {
    pad.setPointerCapture(event.pointerId);
    last = undefined;
    draw(event);
  });
  pad.addEventListener('pointermove', (event) => {
    if (event.buttons & 1) draw(event);
  });
}

function draw(event) {
  const { left, top, width } = pad.getBoundingClientRect();
  // Pens and fast mice report several places at a time.
  const places = event.getCoalescedEvents?.() ?? [];
  for (const { clientX, clientY } of places.length > 0 ? places : [event]) {
    const here = { x: (clientX - left) * pad.width / width, y: (clientY - top) * pad.width / width };
    pen.beginPath();
    pen.moveTo((last ?? here).x, (last ?? here).y);
    pen.lineTo(here.x, here.y);
    pen.stroke();
    last = here;
  }
  readSoon();
}

function clear() {
  clearTimeout(timer);
  pending?.abort();
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, pad.width, pad.height);
  pen.strokeStyle = '#111827';
  pen.lineWidth = Stroke;
  pen.lineCap = pen.lineJoin = 'round';
  showError(error, '');
  showAnswer();
}

// While somebody draws, a few times a second: an answer that is late is not waited for.
function readSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => read(encodePgm(pad)), Pause);
}

async function takePicture(file) {
  clear();
  try {
    const picture = await createImageBitmap(file);
    const factor = Math.min(pad.width / picture.width, pad.height / picture.height);
    const width = picture.width * factor, height = picture.height * factor;
    pen.drawImage(picture, (pad.width - width) / 2, (pad.height - height) / 2, width, height);
    // The picture alone: a white frame around a dark one would be taken for its paper.
    await read(encodePgm(picture));
  } catch {
    await read(file); // The service says what is wrong with it, or can read it.
  }
}

async function read(picture) {
  pending?.abort();
  pending = new AbortController();
  try {
    const given = await ask('digit', picture, pending);
    showError(error, '');
    showAnswer(given);
  } catch (problem) {
    if (problem.name !== 'AbortError') showError(error, problem.message);
  }
}

function showAnswer(given) {
  find('#digit-label').textContent = given?.label ?? '';
  find('#digit-facts').textContent = given ? `${percent(given.probability)}, in ${given.milliseconds.toFixed(0)} ms` : 'Nothing drawn yet';
  showBars(find('#digit-bars'), classes, given?.scores, given?.label);
  const seen = find('#seen'), image = new ImageData(28, 28);
  (given?.pixels ?? new Array(28 * 28).fill(0)).forEach((ink, i) => image.data.set([ink, ink, ink, 255], 4 * i));
  seen.getContext('2d').putImageData(image, 0, 0);
  seen.setAttribute('aria-label', `What the network looks at: ${given ? `a ${given.label}, it says` : 'nothing yet'}`);
}
