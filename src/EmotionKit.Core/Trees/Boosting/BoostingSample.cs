namespace EmotionKit.Trees;

/// <summary>Draws what each round learns from: rows, columns, and once the part that is held out.</summary>
internal sealed class BoostingSample
{
    // Streams of the generator besides those of rounds.
    private const long ValidationStream = -1;
    private const long ColumnStreams = 1L << 40;

    private readonly GradientBoostingOptions _options;
    private readonly int[] _training;
    private readonly int[] _rows;
    private readonly bool[] _columns;
    private readonly int _drawn;

    public BoostingSample(int[] labels, int classes, float[]? weights, int columns, GradientBoostingOptions options)
    {
        _options = options;
        _columns = new bool[columns];
        Array.Fill(_columns, true);
        bool[] isHeldOut = options.EarlyStoppingRounds > 0 ? HoldOut(labels, classes, options) : new bool[labels.Length];
        var training = new List<int>(labels.Length);
        var validation = new List<int>();
        for (int row = 0; row < labels.Length; row++)
        {
            if (weights is not null && weights[row] == 0)
                continue;
            (isHeldOut[row] ? validation : training).Add(row);
        }
        _training = [.. training];
        Validation = [.. validation];
        _drawn = Math.Clamp((int)Math.Round(_training.Length * options.RowFraction), 1, _training.Length);
        _rows = GC.AllocateUninitializedArray<int>(_drawn, pinned: true);
        Others = new int[Validation.Length + _training.Length - _drawn];
        Validation.CopyTo(Others, 0);
    }

    /// <summary>The rows held out.</summary>
    public int[] Validation { get; }

    /// <summary>The rows held out, and those that the round does not learn from.</summary>
    public int[] Others { get; }

    public int OtherCount => Others.Length;

    /// <summary>The rows that a round learns from, ascending; the same for the same round.</summary>
    public Span<int> DrawRows(int round)
    {
        if (_drawn == _training.Length)
        {
            _training.CopyTo(_rows, 0);
            return _rows;
        }
        // Selection sampling (Knuth, The Art of Computer Programming 2, algorithm 3.4.2S) keeps the order.
        var random = DeterministicRandom.For(_options.Seed, round);
        int taken = 0, left = Validation.Length;
        for (int i = 0; i < _training.Length; i++)
        {
            if (random.NextDouble() * (_training.Length - i) < _drawn - taken)
                _rows[taken++] = _training[i];
            else
                Others[left++] = _training[i];
        }
        return _rows;
    }

    /// <summary>The columns that a tree may split by; the same array every time.</summary>
    public bool[] DrawColumns(long tree)
    {
        int wanted = Math.Clamp((int)Math.Round(_columns.Length * _options.ColumnFraction), 1, _columns.Length);
        if (wanted == _columns.Length)
            return _columns;
        var random = DeterministicRandom.For(_options.Seed, ColumnStreams + tree);
        int taken = 0;
        for (int i = 0; i < _columns.Length; i++)
        {
            _columns[i] = random.NextDouble() * (_columns.Length - i) < wanted - taken;
            taken += _columns[i] ? 1 : 0;
        }
        return _columns;
    }

    // At least one row of a class stays in training.
    private static bool[] HoldOut(int[] labels, int classes, GradientBoostingOptions options)
    {
        bool[] isHeldOut = new bool[labels.Length];
        var random = DeterministicRandom.For(options.Seed, ValidationStream);
        for (int k = 0; k < classes; k++)
        {
            int[] rows = [.. Enumerable.Range(0, labels.Length).Where(row => labels[row] == k)];
            random.Shuffle<int>(rows);
            int count = Math.Min((int)Math.Round(rows.Length * options.ValidationFraction), rows.Length - 1);
            for (int i = 0; i < count; i++)
                isHeldOut[rows[i]] = true;
        }
        return isHeldOut;
    }
}
