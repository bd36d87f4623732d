using EmotionKit.Numerics;
using EmotionKit.Signal;
using EmotionKit.TestSupport;
using Microsoft.ML;

namespace EmotionKit.Tests.Features;

/// <summary>From a recording on disk, through a pipeline, to the arrays that librosa 0.10.1 gives for it.</summary>
public sealed class ReferencePipelineTests
{
    private static readonly MfccOptions Mfcc = new() { NFft = 512, HopLength = 160, NMels = 128, NMfcc = 40 };

    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<int, string> Clips => new()
    {
        { 0, "ravdess/03-01-05-01-02-01-01.flac" },
        { 1, "emodb/03a01Fa.flac" },
        { 2, "tess/OAF_back_angry.flac" },
    };

    [Theory, MemberData(nameof(Clips))]
    public void Coefficients_and_deltas_are_librosas(int index, string file)
    {
        float[] rows = Run(
            file,
            _ml.Transforms.LoadAudio("Audio", "Path")
                .Append(_ml.Transforms.ExtractMfcc("Frames", "Audio", Mfcc))
                .Append(_ml.Transforms.AppendDeltas("Frames")));
        AssertNear(Reference(index, "a.mfcc"), rows, part: 0, parts: 3, 2e-3);
        AssertNear(Reference(index, "a.delta1"), rows, part: 1, parts: 3, 2e-3);
        AssertNear(Reference(index, "a.delta2"), rows, part: 2, parts: 3, 2e-3);
    }

    [Theory, MemberData(nameof(Clips))]
    public void Mel_bands_and_spectra_are_librosas(int index, string file)
    {
        float[] mel = Run(
            file,
            _ml.Transforms.LoadAudio("Audio", "Path")
                .Append(_ml.Transforms.ExtractMelSpectrogram("Frames", "Audio", new MelOptions { NFft = 512, HopLength = 160 })));
        NpyArray expected = Reference(index, "a.mel");
        AssertNear(expected, mel, part: 0, parts: 1, 1e-4 * expected.ToDoubles().Max());

        float[] spectrum = Run(
            file,
            _ml.Transforms.LoadAudio("Audio", "Path")
                .Append(_ml.Transforms.ExtractSpectrogram("Frames", "Audio", new SpectrogramOptions { NFft = 1024, HopLength = 256 })));
        expected = Reference(index, "stft");
        AssertNear(expected, spectrum, part: 0, parts: 1, 1e-4 * expected.ToDoubles().Max());
    }

    [Theory, MemberData(nameof(Clips))]
    public void Trimmed_and_joined_clips_have_librosas_lengths(int index, string file)
    {
        foreach (int topDb in new[] { 20, 30, 60 })
        {
            var options = new TrimOptions { TopDb = topDb };
            long[] trim = Reference(index, $"trim{topDb}").ToInt64s();
            Assert.Equal(
                trim[1] - trim[0],
                Run(file, _ml.Transforms.LoadAudio("Frames", "Path").Append(_ml.Transforms.TrimSilence("Frames", options: options))).Length);
            long[] split = Reference(index, $"split{topDb}").ToInt64s();
            long joined = 0;
            for (int i = 0; i < split.Length; i += 2)
                joined += split[i + 1] - split[i];
            Assert.Equal(
                joined,
                Run(file, _ml.Transforms.LoadAudio("Frames", "Path").Append(_ml.Transforms.RemoveSilence("Frames", options: options))).Length);
        }
    }

    private float[] Run(string file, IEstimator<ITransformer> pipeline)
    {
        string path = TestData.Require(["speech", .. file.Split('/')]);
        IDataView rows = _ml.Data.LoadFromEnumerable(new[] { new Row { Path = path } });
        IDataView view = pipeline.Fit(rows).Transform(rows);
        return Assert.Single(_ml.Data.CreateEnumerable<Result>(view, reuseRowObject: false)).Frames;
    }

    private static NpyArray Reference(int clip, string name) => Npy.Read(TestData.Require("reference", $"clip{clip}.{name}.npy"));

    /// <summary>Compares [coefficient, frame] with one part of every frame's coefficients.</summary>
    private static void AssertNear(NpyArray expected, float[] frames, int part, int parts, double tolerance)
    {
        double[] values = expected.ToDoubles();
        int width = expected.Shape[0];
        int count = expected.Shape[1];
        Assert.Equal(width * count * parts, frames.Length);
        double worst = 0;
        for (int c = 0; c < width; c++)
        {
            for (int t = 0; t < count; t++)
                worst = Math.Max(worst, Math.Abs(values[c * count + t] - frames[(t * parts + part) * width + c]));
        }
        Assert.InRange(worst, 0, tolerance);
    }

    internal sealed class Row
    {
        public string Path { get; set; } = "";
    }

    internal sealed class Result
    {
        public float[] Frames { get; set; } = [];
    }
}
