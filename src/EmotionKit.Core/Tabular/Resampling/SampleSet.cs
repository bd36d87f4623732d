using System.Numerics;

namespace EmotionKit.Tabular;

/// <summary>Rows that are resampled: features, classes, and which row of the source each one is or was made from.</summary>
internal sealed record SampleSet
{
    private const int RowsPerPiece = 4096;

    /// <summary>Writes the features of a synthetic row.</summary>
    /// <param name="number">Which one.</param>
    /// <param name="features">To be written.</param>
    public delegate void FillRow(int number, Span<float> features);

    /// <summary>[row, column].</summary>
    public required float[] Features { get; init; }

    public required int Columns { get; init; }

    /// <summary>From 0.</summary>
    public required int[] Labels { get; init; }

    /// <summary>Per class, for messages and for counts by name.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>Per row the row of the source that it is, or, for a synthetic one, that it was made from.</summary>
    public required int[] Origin { get; init; }

    /// <summary>Names of the columns, or null where they have none.</summary>
    public IReadOnlyList<string>? ColumnNames { get; init; }

    public int Rows => Labels.Length;

    public int Classes => ClassNames.Count;

    public ReadOnlySpan<float> Row(int row) => Features.AsSpan(row * Columns, Columns);

    /// <summary>Rows per class.</summary>
    public int[] Counts()
    {
        int[] counts = new int[Classes];
        foreach (int label in Labels)
            counts[label]++;
        return counts;
    }

    /// <summary>The rows of a class.</summary>
    public int[] RowsOf(int label)
    {
        var rows = new List<int>();
        for (int row = 0; row < Labels.Length; row++)
        {
            if (Labels[row] == label)
                rows.Add(row);
        }
        return [.. rows];
    }

    /// <summary>The features of some rows.</summary>
    public float[] Gather(ReadOnlySpan<int> rows)
    {
        float[] values = GC.AllocateUninitializedArray<float>(checked(rows.Length * Columns));
        for (int i = 0; i < rows.Length; i++)
            Row(rows[i]).CopyTo(values.AsSpan(i * Columns));
        return values;
    }

    /// <summary>Some of the rows, in the order given; a row may occur several times.</summary>
    public SampleSet Take(int[] rows) => this with
    {
        Features = Gather(rows),
        Labels = Array.ConvertAll(rows, row => Labels[row]),
        Origin = Array.ConvertAll(rows, row => Origin[row]),
    };

    /// <summary>These rows and, behind them, synthetic ones.</summary>
    /// <param name="bases">The row of this set that each was made from, whose class it has.</param>
    /// <param name="fill">Writes the features of one of them, by its number; called by several threads.</param>
    /// <param name="threads">Threads at most.</param>
    /// <param name="cancellation">Stops the work.</param>
    public SampleSet Append(List<int> bases, FillRow fill, int threads, CancellationToken cancellation)
    {
        int rows = Rows, all = checked(rows + bases.Count);
        float[] features = GC.AllocateUninitializedArray<float>(checked(all * Columns));
        int[] labels = GC.AllocateUninitializedArray<int>(all), origin = GC.AllocateUninitializedArray<int>(all);
        ParallelLoop.Run((all + RowsPerPiece - 1) / RowsPerPiece, threads, piece =>
        {
            int first = piece * RowsPerPiece, end = Math.Min(all, first + RowsPerPiece), own = Math.Clamp(rows, first, end);
            if (own > first)
            {
                Array.Copy(Features, first * Columns, features, first * Columns, (own - first) * Columns);
                Array.Copy(Labels, first, labels, first, own - first);
                Array.Copy(Origin, first, origin, first, own - first);
            }
            for (int row = own; row < end; row++)
            {
                int number = row - rows;
                (labels[row], origin[row]) = (Labels[bases[number]], Origin[bases[number]]);
                fill(number, features.AsSpan(row * Columns, Columns));
            }
        }, cancellation);
        return this with { Features = features, Labels = labels, Origin = origin };
    }

    /// <summary>Those of a class, or an error that says how many it needs.</summary>
    /// <exception cref="ArgumentException">The class has too few rows for that many neighbours.</exception>
    public int[] RequireNeighbors(int label, int neighbors, string component)
    {
        int[] rows = RowsOf(label);
        if (rows.Length <= neighbors)
        {
            throw new ArgumentException(
                $"{component}: class '{ClassNames[label]}': expected at least {neighbors + 1} rows for {neighbors} neighbours, got {rows.Length}: lower Neighbors, or use RandomOverSampler.");
        }
        return rows;
    }

    /// <exception cref="ArgumentException">A feature is not finite.</exception>
    public void RequireFinite(string component)
    {
        for (int i = FirstDoubtful(); i < Features.Length; i++)
        {
            if (float.IsFinite(Features[i]))
                continue;
            int column = i % Columns;
            string slot = ColumnNames is not null && column < ColumnNames.Count ? $"{column} ('{ColumnNames[column]}')" : $"{column}";
            throw new ArgumentException(
                $"{component}: expected finite features, got {Features[i]} in slot {slot} of row {Origin[i / Columns]}; impute or leave out such rows first.");
        }
    }

    /// <summary>Where the first whole vector is that does not hold finite features alone, or what is left behind the last one.</summary>
    private int FirstDoubtful()
    {
        var largest = new Vector<float>(float.MaxValue);
        int i = 0;
        while (i + Vector<float>.Count <= Features.Length && Vector.LessThanOrEqualAll(Vector.Abs(new Vector<float>(Features, i)), largest))
            i += Vector<float>.Count;
        return i;
    }
}
