// What is on a canvas as a grey picture (PGM), scaled down to at most this side: made at once, where encoding a PNG waits until the browser is idle.
const Side = 140;

export function encodePgm(canvas) {
  const factor = Math.min(1, Side / Math.max(canvas.width, canvas.height));
  const width = Math.max(1, Math.round(canvas.width * factor)), height = Math.max(1, Math.round(canvas.height * factor));
  const pen = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, width, height);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(canvas, 0, 0, width, height);
  const { data } = pen.getImageData(0, 0, width, height);
  const grey = Uint8Array.from({ length: width * height }, (_, i) => 0.299 * data[4 * i] + 0.587 * data[4 * i + 1] + 0.114 * data[4 * i + 2]);
  return new Blob([`P5 ${width} ${height} 255\n`, grey], { type: 'image/x-portable-graymap' });
}
