using System.Globalization;
using System.Text;
using EmotionKit.Signal;
using EmotionKit.Signal.Framing;

namespace EmotionKit.Reporting;

/// <summary>Draws a recording: its waveform above its mel spectrogram, with axes that can be read on light and dark pages.</summary>
internal static class ClipPicture
{
    private const int Left = 46, Right = 6, Top = 6, PlotWidth = 432, WaveHeight = 76, Gap = 8, MelHeight = 128, Bottom = 22;
    private const int Width = Left + PlotWidth + Right, Height = Top + WaveHeight + Gap + MelHeight + Bottom;
    private const int Columns = PlotWidth / 2;
    private const int MaxFrames = 400;
    private const int Bands = 64;
    private const double Range = 80;
    private const string Ink = "#7d868f";

    /// <summary>An SVG image as a data URI; null for an empty clip.</summary>
    /// <param name="samples">Mono, full scale 1.</param>
    /// <param name="sampleRate">Samples per second.</param>
    public static string? DataUri(ReadOnlySpan<float> samples, int sampleRate)
    {
        if (samples.IsEmpty)
            return null;
        var svg = new StringBuilder(1 << 15);
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {Width} {Height}' width='{Width}' height='{Height}' font-family='system-ui,sans-serif' font-size='12' fill='{Ink}'>");
        Waveform(svg, samples);
        Spectrogram(svg, samples, sampleRate);
        Time(svg, (double)samples.Length / sampleRate);
        svg.Append("</svg>");
        return "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(svg.ToString()));
    }

    /// <summary>The envelope: the least and greatest sample under every two pixels, on a scale that its own peak fills.</summary>
    private static void Waveform(StringBuilder svg, ReadOnlySpan<float> samples)
    {
        float peak = 0;
        foreach (float sample in samples)
            peak = MathF.Max(peak, MathF.Abs(sample));
        double scale = peak > 0 ? (WaveHeight / 2.0 - 1) / peak : 0, middle = Top + WaveHeight / 2.0;
        (float Low, float High)[] envelope = Envelope(samples);
        svg.Append("<path fill='#3b82c4' stroke='#3b82c4' stroke-width='.6' stroke-linejoin='round' d='M");
        for (int i = 0; i < Columns; i++)
            svg.Append(CultureInfo.InvariantCulture, $"{X(i):0.#},{middle - envelope[i].High * scale:0.#} ");
        for (int i = Columns - 1; i >= 0; i--)
            svg.Append(CultureInfo.InvariantCulture, $"{X(i):0.#},{middle - envelope[i].Low * scale:0.#} ");
        svg.Append("Z'/>");
        svg.Append(CultureInfo.InvariantCulture, $"<path stroke='{Ink}' stroke-width='.5' d='M{Left},{middle}h{PlotWidth}'/>");
        // The axis says the level of the peak: that of the envelope's edge.
        string level = peak > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(20 * Math.Log10(peak)) + 0.0:0} dB") : "silent";
        svg.Append(CultureInfo.InvariantCulture, $"<text x='{Left - 5}' y='{Top + 9}' text-anchor='end'>{level}</text>");
    }

    private static (float Low, float High)[] Envelope(ReadOnlySpan<float> samples)
    {
        var envelope = new (float Low, float High)[Columns];
        for (int i = 0; i < Columns; i++)
        {
            int start = (int)((long)samples.Length * i / Columns), end = Math.Max(start + 1, (int)((long)samples.Length * (i + 1) / Columns));
            envelope[i] = (float.MaxValue, float.MinValue);
            foreach (float sample in samples[start..end])
                envelope[i] = (MathF.Min(envelope[i].Low, sample), MathF.Max(envelope[i].High, sample));
        }
        return envelope;
    }

    private static double X(int column) => Left + (column + 0.5) * PlotWidth / Columns;

    private static void Spectrogram(StringBuilder svg, ReadOnlySpan<float> samples, int sampleRate)
    {
        int hop = Math.Max(Math.Max(1, sampleRate / 100), (samples.Length + MaxFrames - 1) / MaxFrames), fft = Math.Max(512, 2 * sampleRate / 50);
        double highest = sampleRate / 2.0;
        var extractor = new MelSpectrogramExtractor(
            new MelOptions { NMels = Bands, NFft = fft, HopLength = hop, Log = true, RefMax = true, TopDb = Range, FMax = highest }, sampleRate);
        int count = extractor.FrameCount(samples.Length);
        const int MelTop = Top + WaveHeight + Gap;
        if (count > 0)
        {
            float[] frames = new float[count * Bands];
            extractor.Extract(samples, frames);
            byte[] pixels = new byte[frames.Length];
            for (int t = 0; t < count; t++)
            {
                for (int band = 0; band < Bands; band++)
                    pixels[(Bands - 1 - band) * count + t] = (byte)Math.Clamp(Math.Round(255 * (1 + frames[t * Bands + band] / Range)), 0, 255);
            }
            svg.Append(CultureInfo.InvariantCulture, $"<image x='{Left}' y='{MelTop}' width='{PlotWidth}' height='{MelHeight}' preserveAspectRatio='none' href='{Png.DataUriIndexed(pixels, count, Bands, Magma.Palette)}'/>");
        }
        var mel = new MelScale(Htk: false);
        double top = mel.FromHertz(highest);
        foreach (int hz in (int[])[500, 1000, 2000, 4000, 8000, 16_000])
        {
            if (hz > highest)
                break;
            double y = MelTop + MelHeight * (1 - mel.FromHertz(hz) / top);
            string name = hz < 1000 ? $"{hz} Hz" : $"{hz / 1000} kHz";
            svg.Append(CultureInfo.InvariantCulture, $"<path stroke='{Ink}' d='M{Left - 3},{y:0.#}h3'/><text x='{Left - 5}' y='{Math.Max(y + 4, MelTop + 9):0.#}' text-anchor='end'>{name}</text>");
        }
    }

    private static void Time(StringBuilder svg, double seconds)
    {
        double step = 0.1;
        foreach (double candidate in (double[])[0.1, 0.25, 0.5, 1, 2, 5, 10, 20])
        {
            step = candidate;
            if (seconds / candidate <= 8)
                break;
        }
        const int Axis = Top + WaveHeight + Gap + MelHeight;
        for (int i = 0; i * step <= seconds; i++)
        {
            double x = Left + PlotWidth * i * step / seconds;
            string anchor = x > Left + PlotWidth - 12 ? "end" : "middle";
            svg.Append(CultureInfo.InvariantCulture, $"<path stroke='{Ink}' d='M{x:0.#},{Axis}v3'/><text x='{x:0.#}' y='{Axis + 15}' text-anchor='{anchor}'>{i * step:0.##} s</text>");
        }
    }
}
