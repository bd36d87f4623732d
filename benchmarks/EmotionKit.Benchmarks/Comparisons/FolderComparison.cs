using EmotionKit.Audio;
using EmotionKit.Signal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Benchmarks.Comparisons;

/// <summary>The whole way from files to features, as a user of ML.NET goes it. Both sides check the CRC of every FLAC frame; the MD5 of the
/// whole recording is left out, since libsndfile does not check it.</summary>
internal static class FolderComparison
{
    private const int Threads = 2;

    public static Comparison Create() => new("folder to MFCC, RAVDESS, 2 threads, soundfile and torchaudio (no MD5)", 3, Ours,
        () => PythonPeer.Named("folder-to-mfcc", $"folder={Folder()}", $"threads={Threads}")());

    private static double Ours()
    {
        var ml = new MLContext(seed: 1);
        IDataView files = ml.Data.LoadFromEnumerable(Directory.EnumerateFiles(Folder(), "*.flac").Order(StringComparer.Ordinal).Select(path => new Row { Path = path }).ToArray());
        using IDisposable scope = Execution.WithThreads(Threads);
        IDataView features = ml.Transforms.LoadAudio("Audio", "Path", new LoadAudioOptions { VerifyMd5 = false })
            .Append(ml.Transforms.ExtractMfcc("Mfcc", "Audio", MfccOptions.Librosa with { NFft = 512, HopLength = 160, NMfcc = 40 }))
            .Fit(files).Transform(files);
        DataViewSchema.Column column = features.Schema["Mfcc"];
        VBuffer<float> mfcc = default;
        return Stopwatches.Best(() =>
        {
            using DataViewRowCursor cursor = features.GetRowCursor([column]);
            ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(column);
            while (cursor.MoveNext())
                getter(ref mfcc);
        });
    }

    private static string Folder() => BenchmarkData.Require("speech", "ravdess");

    private sealed class Row
    {
        public string Path { get; set; } = "";
    }
}
