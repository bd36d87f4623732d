import { ask, showError } from './ask.js';
import { percent, showBars } from './bars.js';
import { Recorder } from './recorder.js';
import { encodeWav } from './wav.js';
import { drawWaveform } from './waveform.js';

const MaxSecondsOfTalk = 15;
const DecodedByTheService = /\.(wav|wave|flac|aiff?|aifc)$/i;

const find = (id) => document.querySelector(id);
const wave = find('#wave'), player = find('#player'), error = find('#emotion-error'), clock = find('#clock'), record = find('#record');
let recorder, shown, classes, pending, frame;

export function startEmotions({ emotion, maxUploadBytes }) {
  classes = emotion.classes;
  const most = Math.min(MaxSecondsOfTalk, emotion.maxAudioSeconds);
  find('#emotion-limit').textContent = `At most ${emotion.maxAudioSeconds} seconds and ${Math.round(maxUploadBytes / 1048576)} MB.`;
  showBars(find('#emotion-bars'), classes);
  record.addEventListener('click', () => (recorder ? finish() : begin(most)));
  find('#clip').addEventListener('change', ({ target }) => {
    if (target.files[0]) takeFile(target.files[0], maxUploadBytes);
    target.value = '';
  });
  listenForDrops(find('#drop'), (file) => takeFile(file, maxUploadBytes));
  new ResizeObserver(() => drawWaveform(wave, shown)).observe(wave);
  addEventListener('themechange', () => drawWaveform(wave, shown));
}

async function begin(mostSeconds) {
  showError(error, '');
  record.disabled = true;
  try {
    recorder = await Recorder.start((now) => {
      clock.textContent = `${now.seconds.toFixed(1)} s`;
      // What is said, as it is said, but no oftener than the screen is drawn.
      frame ??= requestAnimationFrame(() => {
        frame = undefined;
        if (recorder) drawWaveform(wave, recorder.samples(5));
      });
      if (now.seconds >= mostSeconds && recorder) finish();
    });
    showRecording(true);
  } catch (problem) {
    showError(error, problem.message);
  }
  record.disabled = false;
}

async function finish() {
  const finished = recorder;
  recorder = undefined;
  showRecording(false);
  const samples = await finished.stop();
  show(samples, encodeWav(samples, finished.sampleRate), finished.seconds);
  await answer(encodeWav(samples, finished.sampleRate));
}

function showRecording(isOn) {
  record.classList.toggle('on', isOn);
  find('#record-label').textContent = isOn ? 'Stop' : 'Record';
  clock.hidden = !isOn;
  player.hidden = isOn || !player.src;
  find('#drop-hint').hidden = true;
  find('#drop').classList.add('full');
  if (isOn) showAnswer();
}

async function takeFile(file, maxUploadBytes) {
  showError(error, '');
  showAnswer();
  const decoded = await decode(file);
  show(decoded?.getChannelData(0), file, decoded?.duration);
  // What only the browser can decode (M4A, WebM) goes to the service as WAV.
  const sent = decoded && !DecodedByTheService.test(file.name) ? encodeWav(decoded.getChannelData(0), decoded.sampleRate) : file;
  if (sent.size > maxUploadBytes)
    showError(error, `expected a file of at most ${Math.round(maxUploadBytes / 1048576)} MB, got ${Math.round(sent.size / 1048576)} MB.`);
  else
    await answer(new Blob([sent], { type: sent.type.startsWith('audio/') ? sent.type : 'application/octet-stream' }));
}

async function decode(file) {
  try {
    return await new OfflineAudioContext(1, 1, 48000).decodeAudioData(await file.arrayBuffer());
  } catch {
    return undefined; // The service says what is wrong with it, or can decode it.
  }
}

function show(samples, file, seconds) {
  shown = samples;
  drawWaveform(wave, samples);
  wave.setAttribute('aria-label', samples ? `Waveform of ${seconds.toFixed(1)} seconds` : 'Waveform: this browser cannot decode the file');
  find('#drop').classList.toggle('full', Boolean(samples));
  find('#drop-hint').hidden = Boolean(samples);
  if (player.src) URL.revokeObjectURL(player.src);
  player.src = URL.createObjectURL(file);
  player.hidden = !samples;
}

async function answer(file) {
  pending?.abort();
  pending = new AbortController();
  try {
    showAnswer(await ask('emotion', file, pending));
  } catch (problem) {
    if (problem.name !== 'AbortError') showError(error, problem.message);
  }
}

function showAnswer(given) {
  const label = find('#emotion-label');
  label.textContent = given?.label ?? '';
  if (given) {
    const share = document.createElement('span');
    share.className = 'share';
    share.textContent = ` ${percent(given.probability)}`;
    label.append(share);
  }
  find('#emotion-facts').textContent = given
    ? `${given.seconds.toFixed(1)} s of audio, answered in ${given.milliseconds.toFixed(0)} ms by the model ${given.model}` : 'Nothing heard yet';
  showBars(find('#emotion-bars'), classes, given?.scores, given?.label);
}

function listenForDrops(zone, take) {
  const over = (isOver) => (event) => {
    event.preventDefault();
    zone.classList.toggle('over', isOver);
  };
  zone.addEventListener('dragover', over(true));
  zone.addEventListener('dragleave', over(false));
  zone.addEventListener('drop', (event) => {
    over(false)(event);
    if (event.dataTransfer.files[0]) take(event.dataTransfer.files[0]);
  });
}
