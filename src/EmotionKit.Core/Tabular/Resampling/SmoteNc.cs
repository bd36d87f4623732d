namespace EmotionKit.Tabular;

/// <summary>Adds rows as <see cref="Smote"/> does where some columns are nominal: those take the value that is most frequent among the neighbours
/// (Chawla et al. 2002).</summary>
/// <remarks>In a distance, a nominal column in which two rows differ counts as much as the median standard deviation of the other columns in the
/// smallest class, over the square root of 2, as in imbalanced-learn. Features must be finite; nominal columns hold one number per category.</remarks>
public sealed record SmoteNc : RowResampler
{
    /// <summary>The nominal columns, by their place from 0.</summary>
    public IReadOnlyList<int> NominalColumns { get; init; } = [];

    /// <summary>Further nominal columns, by the names of the slots.</summary>
    public IReadOnlyList<string> NominalColumnNames { get; init; } = [];

    /// <summary>How many neighbours a row is drawn towards, 1 or more. Default 5.</summary>
    public int Neighbors { get; init; } = 5;

    /// <summary>How many rows each class gets. Default as many as the majority.</summary>
    public SamplingStrategy Strategy { get; init; } = SamplingStrategy.Balanced;

    /// <summary>Same seed, same rows. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <inheritdoc/>
    public override void Validate()
    {
        Check.AtLeast(Neighbors, 1);
        Strategy.Validate();
        if (NominalColumns.Count + NominalColumnNames.Count == 0)
            throw new ArgumentException($"{nameof(NominalColumns)}: expected at least one column, got none: use {nameof(Smote)} where all columns are numbers.");
        foreach (int column in NominalColumns)
            Check.AtLeast(column, 0, nameof(NominalColumns));
    }

    internal override SampleSet Resample(SampleSet samples, int threads, CancellationToken cancellation)
    {
        bool[] nominal = FindNominal(samples);
        int[] additions = Strategy.Additions(samples, Name);
        samples.RequireFinite(Name);
        float[] expanded = Expand(samples, nominal, out int width);
        var bases = new List<int>();
        var features = new List<float[]>();
        for (int label = 0; label < additions.Length; label++)
        {
            if (additions[label] == 0)
                continue;
            int[] rows = samples.RequireNeighbors(label, Neighbors, Name);
            Neighbors neighbors = NeighborSearch.Create(Gather(expanded, width, rows), rows.Length, width).OfAllRows(Neighbors, threads, cancellation);
            var random = DeterministicRandom.For(Seed, label);
            for (int i = 0; i < additions[label]; i++)
            {
                int place = random.Next(rows.Length);
                ReadOnlySpan<int> near = neighbors.Of(place);
                int towards = rows[near[random.Next(near.Length)]];
                bases.Add(rows[place]);
                features.Add(Make(samples, nominal, rows, rows[place], towards, near, random.NextDouble()));
            }
        }
        return samples.Append(bases, (number, row) => features[number].CopyTo(row), threads, cancellation);
    }

    private bool[] FindNominal(SampleSet samples)
    {
        bool[] nominal = new bool[samples.Columns];
        foreach (int column in NominalColumns)
        {
            Check.InRange(column, 0, samples.Columns - 1, nameof(NominalColumns));
            nominal[column] = true;
        }
        foreach (string name in NominalColumnNames)
        {
            string[] names = [.. samples.ColumnNames ?? []];
            int column = Array.IndexOf(names, name);
            if (column < 0)
                throw new ArgumentException($"{Name}: {nameof(NominalColumnNames)}: there is no feature '{name}'{NearestName.Hint(name, names)}");
            nominal[column] = true;
        }
        return Array.TrueForAll(nominal, isNominal => isNominal)
            ? throw new ArgumentException($"{Name}: expected at least one column that is not nominal, got {samples.Columns} nominal ones: use RandomOverSampler.")
            : nominal;
    }

    /// <summary>Rows in which Euclidean distances are those of the method: a nominal column becomes one per category.</summary>
    private static float[] Expand(SampleSet samples, bool[] nominal, out int width)
    {
        float mark = (float)(MedianDeviation(samples, nominal) / 2);
        int[] firstOf = new int[samples.Columns];
        var categories = new Dictionary<float, int>[samples.Columns];
        width = 0;
        for (int j = 0; j < samples.Columns; j++)
        {
            firstOf[j] = width;
            categories[j] = [];
            for (int row = 0; nominal[j] && row < samples.Rows; row++)
                categories[j].TryAdd(samples.Row(row)[j], categories[j].Count);
            width += nominal[j] ? categories[j].Count : 1;
        }
        float[] expanded = new float[checked(samples.Rows * width)];
        for (int row = 0; row < samples.Rows; row++)
        {
            Span<float> target = expanded.AsSpan(row * width, width);
            ReadOnlySpan<float> source = samples.Row(row);
            for (int j = 0; j < source.Length; j++)
            {
                if (nominal[j])
                    target[firstOf[j] + categories[j][source[j]]] = mark;
                else
                    target[firstOf[j]] = source[j];
            }
        }
        return expanded;
    }

    /// <summary>The median, over the columns that are not nominal, of the standard deviation within the smallest class.</summary>
    private static double MedianDeviation(SampleSet samples, bool[] nominal)
    {
        int[] counts = samples.Counts();
        int smallest = Array.IndexOf(counts, counts.Where(count => count > 0).Min());
        int[] rows = samples.RowsOf(smallest);
        var deviations = new List<double>();
        for (int j = 0; j < nominal.Length; j++)
        {
            if (nominal[j])
                continue;
            double sum = 0, squares = 0;
            foreach (int row in rows)
                sum += samples.Row(row)[j];
            double mean = sum / rows.Length;
            foreach (int row in rows)
                squares += Math.Pow(samples.Row(row)[j] - mean, 2);
            deviations.Add(Math.Sqrt(squares / rows.Length));
        }
        deviations.Sort();
        return Quantiles.Median([.. deviations]);
    }

    private static float[] Gather(float[] values, int width, int[] rows)
    {
        float[] gathered = new float[rows.Length * width];
        for (int i = 0; i < rows.Length; i++)
            values.AsSpan(rows[i] * width, width).CopyTo(gathered.AsSpan(i * width));
        return gathered;
    }

    private static float[] Make(SampleSet samples, bool[] nominal, int[] rows, int from, int towards, ReadOnlySpan<int> near, double step)
    {
        float[] made = new float[samples.Columns];
        ReadOnlySpan<float> start = samples.Row(from), end = samples.Row(towards);
        for (int j = 0; j < made.Length; j++)
            made[j] = nominal[j] ? MostFrequent(samples, rows, near, j) : (float)(start[j] + step * ((double)end[j] - start[j]));
        return made;
    }

    /// <summary>The most frequent value among the neighbours; of equally frequent ones the nearest neighbour's.</summary>
    private static float MostFrequent(SampleSet samples, int[] rows, ReadOnlySpan<int> near, int column)
    {
        float best = 0;
        int most = 0;
        foreach (int candidate in near)
        {
            float value = samples.Row(rows[candidate])[column];
            int count = 0;
            foreach (int other in near)
                count += samples.Row(rows[other])[column] == value ? 1 : 0;
            if (count > most)
                (best, most) = (value, count);
        }
        return best;
    }
}
