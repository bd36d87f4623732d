namespace EmotionKit.Tabular;

/// <summary>The nearest rows found so far, in order: by distance, then by index.</summary>
/// <param name="rows">Room for the rows.</param>
/// <param name="distances">Room for their distances.</param>
/// <param name="count">How many are there already.</param>
internal ref struct NearestList(Span<int> rows, Span<double> distances, int count = 0)
{
    private readonly Span<int> _rows = rows;
    private readonly Span<double> _distances = distances;
    private int _count = count;

    public readonly int Count => _count;

    /// <summary>A row further away cannot enter; an equally far one may.</summary>
    public readonly double Bound => _count < _rows.Length ? double.PositiveInfinity : _distances[^1];

    public void Add(int row, double distance)
    {
        int place = _count;
        if (place == _rows.Length)
        {
            place--;
            if (!Precedes(row, distance, place))
                return;
        }
        else
        {
            _count++;
        }
        for (; place > 0 && Precedes(row, distance, place - 1); place--)
        {
            _rows[place] = _rows[place - 1];
            _distances[place] = _distances[place - 1];
        }
        _rows[place] = row;
        _distances[place] = distance;
    }

    private readonly bool Precedes(int row, double distance, int place) =>
        distance < _distances[place] || (distance == _distances[place] && row < _rows[place]);
}
