using EmotionKit.Audio;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Reporting.Tests;

/// <summary>Data sets whose counts, levels and shares are known.</summary>
internal static class DataSamples
{
    public static readonly string[] Emotions = ["angry", "calm", "happy", "sad"];

    /// <summary>24 tones of four classes by six speakers, one a second and a half long, as recordings; then a copy of the first, a clipped one at another
    /// rate, a text that is no recording, and a path without a file.</summary>
    public static IDataView Clips(MLContext ml, string folder)
    {
        var rows = new List<Clip>();
        for (int i = 0; i < 24; i++)
        {
            int label = i % 4;
            string path = Path.Combine(folder, $"clip-{i:00}.wav");
            WavWriter.Write(path, Tone(0.05f * (label + 1) + 0.002f * i, 150 + 60 * label + 5 * i, 1 + 0.1 * (i % 6), 16_000), 16_000);
            rows.Add(Row(path, label, i % 6));
        }
        string copy = Path.Combine(folder, "copy.wav");
        File.Copy(rows[0].Path, copy);
        rows.Add(Row(copy, 0, 0));
        string clipped = Path.Combine(folder, "clipped.wav");
        WavWriter.Write(clipped, Tone(4, 200, 1, 8000), 8000);
        rows.Add(Row(clipped, 1, 1));
        string broken = Path.Combine(folder, "broken.wav");
        File.WriteAllText(broken, "not a recording");
        rows.Add(Row(broken, 2, 2));
        rows.Add(Row(Path.Combine(folder, "missing.wav"), 3, 3));
        return ml.Data.LoadFromEnumerable(rows);
    }

    /// <summary>A tone with overtones, clipped at full scale, whose last fifth is silent.</summary>
    public static float[] Tone(float amplitude, double hertz, double seconds, int rate)
    {
        float[] samples = new float[(int)(seconds * rate)];
        for (int t = 0; t < samples.Length * 4 / 5; t++)
        {
            double phase = 2 * Math.PI * hertz * t / rate;
            samples[t] = (float)Math.Clamp(amplitude * (Math.Sin(phase) + 0.4 * Math.Sin(2 * phase) + 0.2 * Math.Sin(5 * phase)), -1, 1);
        }
        return samples;
    }

    /// <summary>Loans: every fifth is bad; bad ones have more debt; income is missing in every tenth row, and two columns are nearly the same.</summary>
    public static IDataView Loans(MLContext ml, int rows)
    {
        var random = new Random(5);
        var items = new List<Loan>();
        for (int i = 0; i < rows; i++)
        {
            bool bad = i % 5 == 0;
            float debt = (float)(random.NextDouble() + (bad ? 0.5 : 0));
            items.Add(new Loan
            {
                Label = bad,
                Debt = debt,
                DebtInCents = 100 * debt + (float)random.NextDouble(),
                Income = i % 10 == 0 ? float.NaN : 1000 + 4000 * (float)Math.Pow(random.NextDouble(), 3),
                Employment = i % 10 == 0 ? float.NaN : random.Next(0, 20),
                Home = (random.Next(4)) switch { 0 => "own", 1 => "mortgage", 2 => "rent", _ => "" },
                Grade = bad ? "D" : random.Next(3) switch { 0 => "A", 1 => "B", _ => "C" },
            });
        }
        items.Add(items[1]);
        return ml.Data.LoadFromEnumerable(items);
    }

    /// <summary>Images of 12 by 10: class k has a square of 2 + k pixels, a little displaced; the last is a copy of the first.</summary>
    public static IDataView Images(MLContext ml, int rows)
    {
        var items = new List<Picture>();
        for (int i = 0; i < rows; i++)
        {
            float[] pixels = new float[120];
            int side = 2 + i % 3, place = i % 5;
            for (int y = 0; y < side; y++)
            {
                for (int x = 0; x < side; x++)
                    pixels[(y + 2) * 10 + x + place] = 255;
            }
            items.Add(new Picture { Label = $"{i % 3}", Image = pixels });
        }
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Picture));
        schema["Image"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 12, 10, 1);
        return ml.Data.LoadFromEnumerable(items, schema);
    }

    private static Clip Row(string path, int label, int speaker) => new()
    {
        Path = path,
        Label = Emotions[label],
        Speaker = $"speaker {speaker}",
        Gender = speaker % 2 == 0 ? "female" : "male",
        Corpus = "tones",
    };

    private sealed class Clip
    {
        public string Path { get; set; } = "";

        public string Label { get; set; } = "";

        public string Speaker { get; set; } = "";

        public string Gender { get; set; } = "";

        public string Corpus { get; set; } = "";
    }

    private sealed class Loan
    {
        public bool Label { get; set; }

        public float Debt { get; set; }

        public float DebtInCents { get; set; }

        public float Income { get; set; }

        public float Employment { get; set; }

        public string Home { get; set; } = "";

        public string Grade { get; set; } = "";
    }

    private sealed class Picture
    {
        public string Label { get; set; } = "";

        public float[] Image { get; set; } = [];
    }
}
