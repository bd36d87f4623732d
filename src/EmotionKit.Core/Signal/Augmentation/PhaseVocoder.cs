using EmotionKit.Signal.ShortTime;

namespace EmotionKit.Signal;

/// <summary>Changes the speed of a clip and keeps its pitch, as librosa's time_stretch does (Flanagan and Golden 1966; D. Ellis 2002).</summary>
/// <remarks>librosa adds up phase advances as angles. As only the angle modulo a turn counts, and the expected advance cancels, the same
/// is a product of unit vectors: no trigonometry, and nothing that differs between machines.</remarks>
internal sealed class PhaseVocoder
{
    private readonly ShortTimeFourier _fourier;
    private readonly ScratchPool<PhaseVocoderScratch> _scratch;

    public PhaseVocoder(int nFft)
    {
        _fourier = new ShortTimeFourier(nFft, nFft / 4);
        _scratch = new ScratchPool<PhaseVocoderScratch>(() => new PhaseVocoderScratch(_fourier));
    }

    /// <summary>The clip at <paramref name="rate"/> times its speed, of its length over the rate.</summary>
    public float[] Stretch(ReadOnlySpan<float> samples, double rate)
    {
        float[] output = new float[(int)Math.Min(Array.MaxLength, Math.Round(samples.Length / rate))];
        int frames = _fourier.FrameCount(samples.Length);
        int steps = (int)Math.Ceiling(frames / rate);
        PhaseVocoderScratch scratch = _scratch.Rent();
        int loaded = -1;
        for (int step = 0; step < steps; step++)
        {
            double position = step * rate;
            int frame = (int)position;
            for (; loaded < frame + 1; loaded++)
                Load(samples, loaded + 1, frames, scratch);
            Combine(scratch, position - frame, first: step == 0);
            _fourier.Add(scratch.OutRe, scratch.OutIm, step, scratch.Frame, output);
        }
        _fourier.Normalize(output, steps);
        _scratch.Return(scratch);
        return output;
    }

    /// <summary>Makes a frame the next one, and what was the next one the present one. Beyond the last frame there is silence.</summary>
    private void Load(ReadOnlySpan<float> samples, int frame, int frames, PhaseVocoderScratch scratch)
    {
        scratch.Swap();
        if (frame < frames)
        {
            _fourier.Analyze(samples, frame, scratch.Frame, scratch.NextRe, scratch.NextIm);
            return;
        }
        scratch.NextRe.AsSpan().Clear();
        scratch.NextIm.AsSpan().Clear();
    }

    /// <summary>Interpolates magnitudes, sets the phases reached so far, and turns these by the advance between the two frames.</summary>
    private static void Combine(PhaseVocoderScratch scratch, double part, bool first)
    {
        double[] turnRe = scratch.PhaseRe, turnIm = scratch.PhaseIm;
        for (int k = 0; k < turnRe.Length; k++)
        {
            double nowRe = scratch.NowRe[k], nowIm = scratch.NowIm[k], nextRe = scratch.NextRe[k], nextIm = scratch.NextIm[k];
            double now = Math.Sqrt(nowRe * nowRe + nowIm * nowIm), next = Math.Sqrt(nextRe * nextRe + nextIm * nextIm);
            // The angle of nothing is 0.
            (nowRe, nowIm) = now > 0 ? (nowRe / now, nowIm / now) : (1, 0);
            (nextRe, nextIm) = next > 0 ? (nextRe / next, nextIm / next) : (1, 0);
            if (first)
                (turnRe[k], turnIm[k]) = (nowRe, nowIm);
            double magnitude = (1 - part) * now + part * next;
            scratch.OutRe[k] = (float)(magnitude * turnRe[k]);
            scratch.OutIm[k] = (float)(magnitude * turnIm[k]);

            double re = nextRe * nowRe + nextIm * nowIm, im = nextIm * nowRe - nextRe * nowIm;
            (re, im) = (turnRe[k] * re - turnIm[k] * im, turnRe[k] * im + turnIm[k] * re);
            double length = Math.Sqrt(re * re + im * im);
            turnRe[k] = re / length;
            turnIm[k] = im / length;
        }
    }
}
