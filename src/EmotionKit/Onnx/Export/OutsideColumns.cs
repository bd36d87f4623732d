namespace EmotionKit.Onnx;

/// <summary>The columns of what a graph does not hold but reads from, seen from the classifier back: a part of the graph that wrote such a column, or read one before it was
/// overwritten, would leave whoever follows the description of what comes before the graph with other values than the model's.</summary>
internal sealed class OutsideColumns
{
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private bool _readsAny;

    /// <summary>Columns that parts outside the graph read, and that none of these has written.</summary>
    public IReadOnlyCollection<string> Read => _read;

    /// <summary>Adds a part.</summary>
    /// <param name="written">What it writes.</param>
    /// <param name="read">What it reads; null where that may be any column.</param>
    public void Add(string[] written, IEnumerable<string>? read)
    {
        _written.UnionWith(written);
        _read.ExceptWith(written);
        _read.UnionWith(read ?? []);
        _readsAny |= read is null;
    }

    /// <summary>Whether a computation cannot be in the graph because of what is outside.</summary>
    public bool Concerns(TableLink link) =>
        _readsAny || link.Outputs.Any(_read.Contains) || link.Inputs.Any(column => _written.Contains(column.Name));
}
