namespace EmotionKit.Reporting;

/// <summary>The images of one class: their number, their mean, and some of them, each with the same chance (Vitter 1985, algorithm R).</summary>
internal sealed class ImageClass(string name, int size, int stream)
{
    private readonly double[] _sums = new double[size];
    private readonly DeterministicRandom _random = DeterministicRandom.For(1, stream);
    private readonly List<(int Row, float[] Pixels)> _examples = [];

    public string Name => name;

    public int Count { get; private set; }

    /// <summary>In the order of the rows.</summary>
    public IReadOnlyList<(int Row, float[] Pixels)> Examples => [.. _examples.OrderBy(e => e.Row)];

    public double MeanValue => _sums.Sum() / ((double)size * Count);

    public float[] Mean() => Array.ConvertAll(_sums, sum => (float)(sum / Count));

    public void Add(int row, ReadOnlySpan<float> pixels, int wanted)
    {
        for (int i = 0; i < _sums.Length; i++)
            _sums[i] += pixels[i];
        Count++;
        if (_examples.Count < wanted)
            _examples.Add((row, pixels.ToArray()));
        else if (wanted > 0 && _random.Next(Count) is var place && place < wanted)
            _examples[place] = (row, pixels.ToArray());
    }
}
