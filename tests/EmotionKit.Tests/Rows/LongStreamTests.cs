using System.Diagnostics;
using System.Globalization;
using EmotionKit.Audio;
using EmotionKit.Signal;
using EmotionKit.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Rows;

[Collection(nameof(AloneCollection))]
public sealed class LongStreamTests(ITestOutputHelper output)
{
    private const int Rows = 100_000;

    [Fact, Trait("Category", "Long")]
    public void A_hundred_thousand_clips_stream_through_load_mfcc_and_pad_in_a_flat_working_set()
    {
        using var folder = new TempFolder();
        string[] files = new string[16];
        for (int i = 0; i < files.Length; i++)
        {
            files[i] = folder.File($"{i}.wav");
            WavWriter.Write(files[i], Tones.Clip(i, 4_000 + 250 * i), Tones.Rate);
        }

        var ml = new MLContext(seed: 1);
        IDataView rows = ml.Data.LoadFromEnumerable(Enumerable.Range(0, Rows).Select(i => new Clip { Path = files[i % files.Length] }));
        IDataView features = ml.Transforms.LoadAudio("Audio", "Path")
            .Append(ml.Transforms.ExtractMfcc("Mfcc", "Audio", new MfccOptions { NFft = 512, HopLength = 160, NMels = 40, NMfcc = 13 }))
            .Append(ml.Transforms.PadSequence("Features", "Mfcc", frames: 60))
            .Fit(rows).Transform(rows);

        DataViewSchema.Column column = features.Schema["Features"];
        using DataViewRowCursor cursor = features.GetRowCursor([column]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> value = default;
        double[] sums = new double[files.Length];
        long warm = 0;
        long largest = 0;
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < Rows; i++)
        {
            Assert.True(cursor.MoveNext());
            getter(ref value);
            double sum = 0;
            foreach (float v in value.GetValues())
                sum += v;
            // The same clip gives the same bits, first and last.
            if (i < files.Length)
                sums[i] = sum;
            if (sums[i % files.Length] != sum)
                Assert.Fail($"row {i}: expected {sums[i % files.Length]}, got {sum}");
            if ((i + 1) % 10_000 != 0)
                continue;
            long now = WorkingSet();
            warm = i + 1 == 10_000 ? now : warm;
            largest = Math.Max(largest, now);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{i + 1,7} rows  {(i + 1) / clock.Elapsed.TotalSeconds,7:F0} rows/s  working set {now / 1048576.0:F1} MiB"));
        }
        Assert.False(cursor.MoveNext());
        Assert.InRange(largest - warm, long.MinValue, 24L << 20);
    }

    private static long WorkingSet()
    {
        using Process process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    internal sealed class Clip
    {
        public string Path { get; set; } = "";
    }
}
