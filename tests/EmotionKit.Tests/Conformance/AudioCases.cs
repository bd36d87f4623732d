using EmotionKit.Audio;
using EmotionKit.Signal;
using EmotionKit.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Conformance;

/// <summary>Components from recordings to samples, and from samples to samples.</summary>
internal static class AudioCases
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("emotionkit-clips-").FullName;
    private static readonly Lazy<string[]> Files = new(WriteFiles);

    public static IReadOnlyList<ComponentCase> All { get; } =
    [
        new ComponentCase<PathRow, VectorOut>
        {
            Name = "LoadAudio, any length",
            Create = ml => ml.Transforms.LoadAudio("Out", "In", sampleRate: Tones.Rate),
            Data = PathRow.Some,
            Missing = () => new PathRow { In = "" },
            Text = VectorOut.Text,
        },
        new ComponentCase<PathRow, VectorOut>
        {
            Name = "LoadAudio, one length, another rate",
            Create = ml => ml.Transforms.LoadAudio("Out", "In", sampleRate: 8_000, seconds: 0.5),
            Data = PathRow.Some,
            Missing = () => new PathRow { In = "no such file.wav" },
            Text = VectorOut.Text,
        },
        new ComponentCase<BytesRow, VectorOut>
        {
            Name = "LoadAudio, bytes",
            Create = ml => ml.Transforms.LoadAudio("Out", "In", sampleRate: null),
            Data = BytesRow.Some,
            Missing = () => new BytesRow(),
            Text = VectorOut.Text,
        },
        Samples("TrimSilence", ml => ml.Transforms.TrimSilence("Out", "In", new TrimOptions { TopDb = 30, HopLength = 128 })),
        Samples("RemoveSilence", ml => ml.Transforms.RemoveSilence("Out", "In", new TrimOptions { TopDb = 30, HopLength = 128 })),
        Samples("ReduceNoise", ml => ml.Transforms.ReduceNoise("Out", "In", sampleRate: Tones.Rate)),
        Samples("AugmentAudio", ml => ml.Transforms.AugmentAudio("Out", "In", new AugmentAudioOptions { TrainingOnly = false }, Tones.Rate)),
        Known("TrimSilence, known size", ml => ml.Transforms.TrimSilence("Out", "In")),
        Known("ReduceNoise, known size", ml => ml.Transforms.ReduceNoise("Out", "In", sampleRate: Tones.Rate)),
        Known("AugmentAudio, known size", ml => ml.Transforms.AugmentAudio("Out", "In", new AugmentAudioOptions { TrainingOnly = false }, Tones.Rate)),
        Known(
            "AugmentAudio, known size kept",
            ml => ml.Transforms.AugmentAudio(
                "Out",
                "In",
                new AugmentAudioOptions { TrainingOnly = false, Seed = 5, Changes = new AugmentOptions { StretchProbability = 0 } },
                Tones.Rate)),
    ];

    private static ComponentCase<KnownSampleRow, VectorOut> Known(string name, Func<MLContext, IEstimator<ITransformer>> create) => new()
    {
        Name = name,
        Create = create,
        Data = KnownSampleRow.Some,
        Missing = KnownSampleRow.Missing,
        Text = VectorOut.Text,
    };

    private static ComponentCase<SampleRow, VectorOut> Samples(string name, Func<MLContext, IEstimator<ITransformer>> create) => new()
    {
        Name = name,
        Create = create,
        Data = SampleRow.Some,
        Missing = SampleRow.Missing,
        Text = VectorOut.Text,
    };

    private static string[] WriteFiles()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);
        string[] files = new string[22];
        for (int i = 0; i < files.Length; i++)
        {
            files[i] = Path.Combine(Folder, $"{i}.wav");
            WavWriter.Write(files[i], Tones.Clip(i), Tones.Rate);
        }
        return files;
    }

    internal sealed class PathRow
    {
        public float Weight { get; set; }

        public string In { get; set; } = "";

        public static PathRow[] Some() => Array.ConvertAll(Files.Value, file => new PathRow { In = file, Weight = file.Length });
    }

    internal sealed class BytesRow
    {
        public float Weight { get; set; }

        public byte[] In { get; set; } = [];

        public static BytesRow[] Some() => Array.ConvertAll(Files.Value, file => new BytesRow { In = File.ReadAllBytes(file) });
    }
}
