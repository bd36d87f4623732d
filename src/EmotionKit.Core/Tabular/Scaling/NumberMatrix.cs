namespace EmotionKit.Tabular;

/// <summary>Numbers of equal rows, in memory; NaN is missing.</summary>
/// <param name="Values">[row, column].</param>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Names">The columns' names, or null where they have none.</param>
internal sealed record NumberMatrix(float[] Values, int Rows, int Columns, IReadOnlyList<string>? Names)
{
    /// <summary>"2 ('age')", or "2" where the columns have no names.</summary>
    public string Describe(int column) =>
        Names is not null && column < Names.Count ? $"{column} ('{Names[column]}')" : $"{column}";

    /// <summary>Copies a column.</summary>
    /// <param name="column">Its index.</param>
    /// <param name="destination">One value per row.</param>
    public void CopyColumn(int column, Span<double> destination)
    {
        for (int row = 0, i = column; row < Rows; row++, i += Columns)
            destination[row] = Values[i];
    }

    /// <summary>Copies the values of a column that are not missing to the beginning of <paramref name="destination"/>.</summary>
    /// <returns>How many there are.</returns>
    public int CopyPresent(int column, Span<double> destination)
    {
        int count = 0;
        for (int row = 0, i = column; row < Rows; row++, i += Columns)
        {
            float value = Values[i];
            if (!float.IsNaN(value))
                destination[count++] = value;
        }
        return count;
    }

    /// <summary>Runs <paramref name="learn"/> on the present values of each column, ascending, several columns at a time.</summary>
    /// <exception cref="ArgumentException">A column has no value; the message names it.</exception>
    public void ForEachSorted(Action<int, ReadOnlyMemory<double>> learn, int threads, CancellationToken cancellation = default) =>
        ParallelLoop.Run(
            Columns,
            threads,
            column =>
            {
                double[] values = new double[Rows];
                int count = CopyPresent(column, values);
                if (count == 0)
                    throw AllMissing(column);
                Array.Sort(values, 0, count);
                learn(column, values.AsMemory(0, count));
            },
            cancellation);

    public ArgumentException AllMissing(int column) => new(
        Rows == 0
            ? "expected rows to learn from, found none."
            : $"expected numbers in slot {Describe(column)}, found all {Rows} values missing: leave it out.");
}
