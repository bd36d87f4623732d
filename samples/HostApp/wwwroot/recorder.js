// Records samples from the microphone, unprocessed: what browsers do to a voice for telephone calls would change how it sounds to the model.
export class Recorder {
  #blocks = [];
  #length = 0;

  static async start(onSamples) {
    if (!navigator.mediaDevices) throw new Error('The browser gives the microphone to pages from localhost or https only.');
    const recorder = new Recorder();
    try {
      recorder.stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false } });
    } catch (error) {
      throw new Error(error.name === 'NotAllowedError' ? 'The microphone is not allowed: change that beside the address.' : `There is no microphone: ${error.message}`);
    }
    recorder.context = new AudioContext();
    await recorder.context.audioWorklet.addModule('recorder-worklet.js');
    const node = new AudioWorkletNode(recorder.context, 'recorder', { numberOfOutputs: 0 });
    node.port.onmessage = ({ data }) => {
      recorder.#blocks.push(data);
      recorder.#length += data.length;
      onSamples(recorder);
    };
    recorder.context.createMediaStreamSource(recorder.stream).connect(node);
    return recorder;
  }

  get sampleRate() { return this.context.sampleRate; }

  get seconds() { return this.#length / this.sampleRate; }

  // The last seconds, or all.
  samples(seconds = Infinity) {
    const blocks = seconds === Infinity ? this.#blocks : this.#blocks.slice(-Math.ceil(seconds * this.sampleRate / this.#blocks[0].length));
    const joined = new Float32Array(blocks.reduce((sum, block) => sum + block.length, 0));
    let at = 0;
    for (const block of blocks) {
      joined.set(block, at);
      at += block.length;
    }
    return joined;
  }

  async stop() {
    for (const track of this.stream.getTracks()) track.stop();
    await this.context.close();
    return this.samples();
  }
}
