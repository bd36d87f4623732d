namespace EmotionKit.Tabular;

/// <summary>Rows that are resampled: features, classes, and which row of the source each one is or was made from.</summary>
internal sealed record SampleSet
{
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
    /// <param name="fill">Writes their features, [row, column].</param>
    public SampleSet Append(ReadOnlySpan<int> bases, Action<Memory<float>> fill)
    {
        int rows = Rows;
        int added = checked(bases.Length * Columns);
        float[] features = GC.AllocateUninitializedArray<float>(checked(Features.Length + added));
        Features.CopyTo(features, 0);
        fill(features.AsMemory(Features.Length, added));
        int[] labels = new int[rows + bases.Length];
        int[] origin = new int[rows + bases.Length];
        Labels.CopyTo(labels, 0);
        Origin.CopyTo(origin, 0);
        for (int i = 0; i < bases.Length; i++)
        {
            labels[rows + i] = Labels[bases[i]];
            origin[rows + i] = Origin[bases[i]];
        }
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
        for (int i = 0; i < Features.Length; i++)
        {
            if (float.IsFinite(Features[i]))
                continue;
            int column = i % Columns;
            string slot = ColumnNames is not null && column < ColumnNames.Count ? $"{column} ('{ColumnNames[column]}')" : $"{column}";
            throw new ArgumentException(
                $"{component}: expected finite features, got {Features[i]} in slot {slot} of row {Origin[i / Columns]}; impute or leave out such rows first.");
        }
    }
}
