namespace EmotionKit.Neural;

/// <summary>Rows to train or to validate on, with their classes.</summary>
public sealed class NetworkExamples
{
    private readonly ReadOnlyMemory<float>[] _rows;
    private readonly int[] _labels;
    private readonly float[]? _weights;
    private readonly int[]? _groups;
    private readonly int[]? _numbers;

    /// <summary>Rows of any lengths.</summary>
    /// <param name="shape">The shape of a row; the first axis may be <see cref="Shape.Variable"/>.</param>
    /// <param name="rows">Values of each row, row-major. Not copied.</param>
    /// <param name="labels">The class of each row, 0 or above. Copied.</param>
    /// <param name="weights">How much each row counts, finite and at least 0, or null for 1. Copied.</param>
    /// <param name="groups">What a row belongs to, such as its speaker: a validation part takes whole groups. Null where rows are
    /// unrelated. Copied.</param>
    /// <exception cref="ArgumentException">Lengths that differ, a row that does not fit the shape, a label below 0 (missing), a weight out of
    /// range, or values that are not finite; the message names the row.</exception>
    public NetworkExamples(
        Shape shape, IReadOnlyList<ReadOnlyMemory<float>> rows, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights = default,
        ReadOnlySpan<int> groups = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        NetworkDefinition.CheckInput(shape);
        Check.Length(labels.Length, rows.Count, nameof(labels));
        if (!weights.IsEmpty)
            Check.Length(weights.Length, rows.Count, nameof(weights));
        if (!groups.IsEmpty)
            Check.Length(groups.Length, rows.Count, nameof(groups));
        RowShape = shape;
        _rows = [.. rows];
        _labels = labels.ToArray();
        _weights = weights.IsEmpty ? null : weights.ToArray();
        _groups = groups.IsEmpty ? null : groups.ToArray();
        for (int i = 0; i < _rows.Length; i++)
        {
            ExampleCheck.Row(shape, _rows[i].Span, i);
            if (_labels[i] < 0)
                throw new ArgumentException($"labels: row {i} has no label (got {_labels[i]}, expected a class of 0 or above); leave rows without label out.", nameof(labels));
            if (_weights is not null && !(_weights[i] >= 0 && float.IsFinite(_weights[i])))
                throw new ArgumentException($"weights: expected a finite number of at least 0, got {_weights[i]} in row {i}.", nameof(weights));
        }
    }

    private NetworkExamples(NetworkExamples source, int[] chosen)
    {
        RowShape = source.RowShape;
        _rows = [.. chosen.Select(i => source._rows[i])];
        _labels = [.. chosen.Select(i => source._labels[i])];
        _weights = source._weights is null ? null : [.. chosen.Select(i => source._weights[i])];
        _groups = source._groups is null ? null : [.. chosen.Select(i => source._groups[i])];
        _numbers = chosen;
    }

    /// <summary>Number of rows.</summary>
    public int Count => _rows.Length;

    /// <summary>The shape of a row.</summary>
    public Shape RowShape { get; }

    /// <summary>The class of each row.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    internal bool HasGroups => _groups is not null;

    internal ReadOnlySpan<int> Groups => _groups;

    /// <summary>Rows of one size from a matrix.</summary>
    /// <param name="shape">The shape of a row, of known size.</param>
    /// <param name="values">[row, value]; not copied.</param>
    /// <param name="labels">The class of each row, 0 or above.</param>
    /// <param name="weights">How much each row counts, or empty.</param>
    /// <param name="groups">What each row belongs to, or empty.</param>
    /// <exception cref="ArgumentException">As for rows of any lengths.</exception>
    public static NetworkExamples FromMatrix(
        Shape shape, ReadOnlyMemory<float> values, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights = default, ReadOnlySpan<int> groups = default)
    {
        if (shape.HasVariable || shape.Size == 0 || values.Length != labels.Length * shape.Size)
            throw new ArgumentException($"values: expected {labels.Length} rows of {shape}, got {values.Length} values.", nameof(values));
        int size = (int)shape.Size;
        return new NetworkExamples(shape, [.. Enumerable.Range(0, labels.Length).Select(i => values.Slice(i * size, size))], labels, weights, groups);
    }

    /// <summary>The values of a row.</summary>
    public ReadOnlyMemory<float> Row(int row) => _rows[row];

    /// <summary>How much a row counts.</summary>
    public float Weight(int row) => _weights is null ? 1 : _weights[row];

    internal int Frames(int row) => ExampleCheck.Frames(RowShape, _rows[row].Length);

    /// <summary>The row's number among the examples that these were chosen from.</summary>
    internal int Number(int row) => _numbers is null ? row : _numbers[row];

    internal NetworkExamples Choose(int[] rows) => new(this, rows);
}
