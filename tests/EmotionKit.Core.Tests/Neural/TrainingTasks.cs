using System.IO.Compression;
using EmotionKit.Neural;
using EmotionKit.TestSupport;

namespace EmotionKit.Core.Tests.Neural;

/// <summary>Small problems to learn.</summary>
internal static class TrainingTasks
{
    /// <summary>Two numbers of either sign; the class is whether the signs differ.</summary>
    public static NetworkExamples Xor(int rows, long seed)
    {
        var random = new DeterministicRandom(seed);
        float[] x = new float[rows * 2];
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++)
        {
            x[2 * i] = (float)random.NextDouble(-1, 1);
            x[2 * i + 1] = (float)random.NextDouble(-1, 1);
            labels[i] = x[2 * i] > 0 != x[2 * i + 1] > 0 ? 1 : 0;
        }
        return NetworkExamples.FromMatrix(new Shape(2), x, labels);
    }

    /// <summary>Sequences of 1 to <paramref name="longest"/> bits; the class is their parity, which needs all of them, in a state.</summary>
    public static NetworkExamples Parity(int rows, int longest, long seed)
    {
        var random = new DeterministicRandom(seed);
        var sequences = new ReadOnlyMemory<float>[rows];
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++)
        {
            float[] bits = new float[1 + random.Next(longest)];
            foreach (ref float bit in bits.AsSpan())
            {
                bit = random.Next(2);
                labels[i] ^= (int)bit;
            }
            sequences[i] = bits;
        }
        return new NetworkExamples(new Shape(-1, 1), sequences, labels);
    }

    /// <summary>Sequences of noise with a hump whose channel is the class, of <paramref name="shortest"/> to <paramref name="longest"/> frames.</summary>
    public static NetworkExamples Humps(int rows, int shortest, int longest, int classes, long seed)
    {
        var random = new DeterministicRandom(seed);
        var sequences = new ReadOnlyMemory<float>[rows];
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++)
        {
            labels[i] = random.Next(classes);
            int frames = shortest + random.Next(longest - shortest + 1), at = random.Next(frames);
            float[] values = new float[frames * classes];
            for (int k = 0; k < values.Length; k++)
                values[k] = (float)(0.3 * random.NextGaussian() + (k % classes == labels[i] ? 2 * Math.Exp(-Math.Abs(k / classes - at)) : 0));
            sequences[i] = values;
        }
        return new NetworkExamples(new Shape(-1, classes), sequences, labels);
    }

    /// <summary>Normal numbers and classes that have nothing to do with them.</summary>
    public static NetworkExamples Noise(int rows, int columns, int classes, long seed)
    {
        var random = new DeterministicRandom(seed);
        float[] x = new float[rows * columns];
        int[] labels = new int[rows];
        foreach (ref float value in x.AsSpan())
            value = (float)random.NextGaussian();
        foreach (ref int label in labels.AsSpan())
            label = random.Next(classes);
        return NetworkExamples.FromMatrix(new Shape(columns), x, labels);
    }

    public static NetworkExamples Mnist(string part, int rows, int skip = 0)
    {
        byte[] images = Read(TestData.Require("mnist", $"{part}-images-idx3-ubyte.gz")), labels = Read(TestData.Require("mnist", $"{part}-labels-idx1-ubyte.gz"));
        float[] x = [.. images.Skip(16 + skip * 784).Take(rows * 784).Select(value => value / 255f)];
        return NetworkExamples.FromMatrix(new Shape(28, 28, 1), x, [.. labels.Skip(8 + skip).Take(rows).Select(label => (int)label)]);
    }

    public static double Accuracy(Network network, NetworkExamples examples)
    {
        float[] outputs = new float[examples.Count * network.OutputSize];
        network.Predict([.. Enumerable.Range(0, examples.Count).Select(examples.Row)], outputs);
        int right = 0;
        for (int i = 0; i < examples.Count; i++)
        {
            float[] row = outputs[(i * network.OutputSize)..((i + 1) * network.OutputSize)];
            int predicted = row.Length == 1 ? (row[0] > 0.5f ? 1 : 0) : Array.IndexOf(row, row.Max());
            right += predicted == examples.Labels[i] ? 1 : 0;
        }
        return (double)right / examples.Count;
    }

    public static byte[] Bits(Network network)
    {
        var stream = new MemoryStream();
        network.Save(stream);
        return stream.ToArray();
    }

    private static byte[] Read(string path)
    {
        using var unzipped = new MemoryStream();
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        stream.CopyTo(unzipped);
        return unzipped.ToArray();
    }
}
