using EmotionKit.Linear;

namespace EmotionKit.Scorecards;

/// <summary>
/// A points-based scorecard: columns are binned, each bin has the points of its weight of evidence, and the points' sum says how good a customer
/// is (Siddiqi, Credit Risk Scorecards, 2006). Immutable and thread-safe.
/// </summary>
public sealed class Scorecard
{
    /// <summary>A scorecard of given columns.</summary>
    /// <param name="options">Scale and rounding.</param>
    /// <param name="columns">The columns, at least one, with their points.</param>
    /// <exception cref="ArgumentException">There are no columns, one has no bins, or points are not finite.</exception>
    public Scorecard(ScorecardOptions options, IReadOnlyList<ScorecardColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(columns);
        options.Validate();
        if (columns.Count == 0)
            throw new ArgumentException("columns: expected at least one, got none.", nameof(columns));
        foreach (ScorecardColumn column in columns)
        {
            if (column?.Bins is not { Count: > 0 })
                throw new ArgumentException($"columns: expected bins for every column, got none for '{column?.Name}'.", nameof(columns));
            foreach (ScorecardBin bin in column.Bins)
                Check.Finite(bin.Points, $"points of '{column.Name}'");
        }
        Options = options;
        Columns = columns;
    }

    /// <summary>Scale and rounding.</summary>
    public ScorecardOptions Options { get; }

    /// <summary>The columns, those with the highest information value first.</summary>
    public IReadOnlyList<ScorecardColumn> Columns { get; }

    private double Factor => Options.PointsToDoubleOdds / Math.Log(2);

    private double Offset => Options.BaseScore - Factor * Math.Log(Options.BaseOdds);

    /// <summary>Bins the columns, regresses on their weights of evidence, and gives each bin its points.</summary>
    /// <param name="inputs">The columns, of equal length.</param>
    /// <param name="bad">Whether each row is a bad customer; both kinds must occur.</param>
    /// <param name="options">Options, or null for the defaults.</param>
    /// <exception cref="ArgumentException">There are no columns or rows, lengths differ, one class has no rows, or no column reaches the smallest
    /// information value.</exception>
    public static Scorecard Fit(IReadOnlyList<ScorecardInput> inputs, ReadOnlySpan<bool> bad, ScorecardOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        options ??= new ScorecardOptions();
        options.Validate();
        if (inputs.Count == 0)
            throw new ArgumentException("inputs: expected at least one column, got none.", nameof(inputs));
        foreach (ScorecardInput input in inputs)
            Check.Length(input.Rows, bad.Length, $"column '{input.Name}'");
        int bads = bad.Count(true);
        if (bads == 0 || bads == bad.Length)
            throw new ArgumentException($"bad: expected rows of both classes, got {bads} bad of {bad.Length}.", nameof(bad));

        var binned = new List<BinnedColumn>();
        foreach (ScorecardInput input in inputs)
        {
            BinnedColumn column = Binning.Of(input, bad, options);
            if (column.InformationValue >= options.MinInformationValue && column.Bins.Length > 1)
                binned.Add(column);
        }
        if (binned.Count == 0)
            throw new ArgumentException($"inputs: expected a column with an information value of at least {options.MinInformationValue}, found none.", nameof(inputs));
        binned.Sort((a, b) => b.InformationValue.CompareTo(a.InformationValue));
        return Weigh(binned, bad, options);
    }

    /// <summary>The score of a probability of being bad on this card's scale.</summary>
    /// <param name="probability">0 to 1; the score of 0 is positive infinity, of 1 negative infinity.</param>
    /// <returns>Points; more is better.</returns>
    public double ScoreOf(double probability) => Offset + Factor * Math.Log((1 - probability) / probability);

    /// <summary>The probability of being bad of a score.</summary>
    /// <param name="score">Points.</param>
    /// <returns>0 to 1.</returns>
    public double ProbabilityOf(double score) => 1 / (1 + Math.Exp((score - Offset) / Factor));

    /// <summary>The log-odds of being bad of a score.</summary>
    /// <param name="score">Points.</param>
    /// <returns>The natural logarithm of the odds; above 0 where bad is the likelier.</returns>
    public double LogOddsOf(double score) => (Offset - score) / Factor;

    /// <summary>What a row without a bin in a column gets: the points of a customer like the average.</summary>
    /// <param name="column">A column of this card.</param>
    public double NeutralPoints(ScorecardColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        double points = 0, rows = 0;
        foreach (ScorecardBin bin in column.Bins)
        {
            points += bin.Points * bin.Rows;
            rows += bin.Rows;
        }
        double mean = rows > 0 ? points / rows : 0;
        return Options.RoundPoints ? Math.Round(mean) : mean;
    }

    private static Scorecard Weigh(List<BinnedColumn> binned, ReadOnlySpan<bool> bad, ScorecardOptions options)
    {
        int columns = binned.Count;
        float[] x = new float[checked(bad.Length * columns)];
        int[] good = new int[bad.Length];
        for (int i = 0; i < bad.Length; i++)
        {
            good[i] = bad[i] ? 0 : 1;
            for (int j = 0; j < columns; j++)
                x[i * columns + j] = (float)binned[j].Bins[binned[j].BinOfRow[i]].WeightOfEvidence;
        }
        var model = BinaryLogistic.Fit(x, columns, good, new SoftmaxRegressionOptions { L2 = options.L2, Standardize = false });
        double factor = options.PointsToDoubleOdds / Math.Log(2);
        double offset = options.BaseScore - factor * Math.Log(options.BaseOdds);
        var result = new ScorecardColumn[columns];
        for (int j = 0; j < columns; j++)
        {
            double weight = model.Weights[j];
            result[j] = new ScorecardColumn
            {
                Name = binned[j].Name,
                IsNumeric = binned[j].IsNumeric,
                InformationValue = binned[j].InformationValue,
                Coefficient = weight,
                Bins = Array.ConvertAll(binned[j].Bins, bin => bin with { Points = Points(bin) }),
            };

            double Points(ScorecardBin bin)
            {
                double points = factor * (weight * bin.WeightOfEvidence + model.Intercept / columns) + offset / columns;
                return options.RoundPoints ? Math.Round(points) : points;
            }
        }
        return new Scorecard(options, result);
    }
}
