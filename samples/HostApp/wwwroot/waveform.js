// Draws samples as a row of bars, each as high as the loudest sample that it stands for.
export function drawWaveform(canvas, samples) {
  const scale = devicePixelRatio, width = canvas.clientWidth, height = canvas.clientHeight;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const pen = canvas.getContext('2d');
  pen.scale(scale, scale);
  const colour = (name) => getComputedStyle(canvas).getPropertyValue(name);
  if (!samples?.length) return;
  const step = 4, margin = 8, bars = Math.max(1, Math.floor((width - 2 * margin) / step)), middle = height / 2;
  let loudest = 0.05;
  const peaks = new Float32Array(bars);
  for (let i = 0; i < samples.length; i++) {
    const bar = Math.min(bars - 1, Math.floor(i * bars / samples.length)), level = Math.abs(samples[i]);
    if (level > peaks[bar]) peaks[bar] = level;
    if (level > loudest) loudest = level;
  }
  pen.fillStyle = colour('--accent');
  peaks.forEach((peak, i) => {
    const high = Math.max(1.5, (middle - margin) * peak / loudest);
    pen.beginPath();
    pen.roundRect(margin + i * step, middle - high, step - 1.5, 2 * high, 1.25);
    pen.fill();
  });
}
