using System.Globalization;

namespace EmotionKit.Benchmarks.Comparisons;

/// <summary>give-me-some-credit in memory: every fifth row is for testing, the others for training, for peers too.</summary>
internal sealed class CreditTable
{
    public const int Columns = 10;

    private const string Label = "SeriousDlqin2yrs";
    private static readonly Lazy<CreditTable> Loaded = new(() => new CreditTable());

    private CreditTable()
    {
        var sides = new[] { new Side(), new Side() };
        string[] lines = File.ReadAllLines(Path);
        string[] names = lines[0].Split(',');
        int label = Array.IndexOf(names, Label);
        for (int i = 1; i < lines.Length; i++)
        {
            string[] fields = lines[i].Split(',');
            Side side = sides[i % 5 == 1 ? 1 : 0];
            side.Labels.Add(int.Parse(fields[label], CultureInfo.InvariantCulture));
            // The first field numbers the rows.
            for (int j = 1; j < fields.Length; j++)
            {
                if (j != label)
                    side.Features.Add(float.TryParse(fields[j], CultureInfo.InvariantCulture, out float value) ? value : float.NaN);
            }
        }
        (Training, TrainingLabels) = ([.. sides[0].Features], [.. sides[0].Labels]);
        (Test, TestLabels) = ([.. sides[1].Features], [.. sides[1].Labels]);
    }

    /// <exception cref="MissingPeerException">The data is not there.</exception>
    public static CreditTable Instance => Loaded.Value;

    public static string Path => BenchmarkData.Require("credit", "give-me-some-credit.csv");

    /// <summary>[row, column]; NaN where missing.</summary>
    public float[] Training { get; }

    public int[] TrainingLabels { get; }

    public float[] Test { get; }

    public int[] TestLabels { get; }

    private sealed class Side
    {
        public List<float> Features { get; } = [];

        public List<int> Labels { get; } = [];
    }
}
