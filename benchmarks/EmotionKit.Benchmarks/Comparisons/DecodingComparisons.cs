using EmotionKit.Audio;

namespace EmotionKit.Benchmarks.Comparisons;

internal static class DecodingComparisons
{
    public static IEnumerable<Comparison> Create()
    {
        yield return new Comparison("FLAC decode of RAVDESS in memory, libsndfile", 1, Decode,
            () => PythonPeer.Named("flac-decode", $"folder={BenchmarkData.Require("speech", "ravdess")}")());
    }

    /// <summary>As the peer does: every sample to float, no MD5 (libsndfile does not check it).</summary>
    private static double Decode()
    {
        List<byte[]> files = [.. Directory.EnumerateFiles(BenchmarkData.Require("speech", "ravdess"), "*.flac").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        float[] block = new float[1 << 16];
        return Stopwatches.Best(() =>
        {
            foreach (byte[] file in files)
            {
                using AudioDecoder decoder = AudioDecoder.Open(file, options: new AudioDecoderOptions { VerifyMd5 = false });
                while (decoder.ReadFrames(block) > 0)
                {
                }
            }
        });
    }
}
