// Runs on the audio thread: hands on what the microphone gives, in blocks of 2048 samples; one of 128, as they come, would be 375 messages a second.
registerProcessor('recorder', class extends AudioWorkletProcessor {
  #block = new Float32Array(2048);
  #used = 0;

  process([input]) {
    if (input.length === 0) return true;
    this.#block.set(input[0], this.#used);
    this.#used += input[0].length;
    if (this.#used === this.#block.length) {
      this.port.postMessage(this.#block);
      this.#used = 0;
    }
    return true;
  }
});
