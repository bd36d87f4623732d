using EmotionKit.Linear;

namespace EmotionKit.Trees;

/// <summary>Options of <see cref="GradientBoosting.Fit"/>.</summary>
public sealed record GradientBoostingOptions
{
    /// <summary>Rounds, 1 to 100 000: trees, of more than two classes times the number of classes. Default 300.</summary>
    public int Trees { get; init; } = 300;

    /// <summary>What each tree's values are multiplied by, above 0. Default 0.08.</summary>
    public double LearningRate { get; init; } = 0.08;

    /// <summary>Which leaf is split next. Default <see cref="TreeGrowth.LeafWise"/>.</summary>
    public TreeGrowth Growth { get; init; } = TreeGrowth.LeafWise;

    /// <summary>Leaves of a tree at most, 2 to 65 536; 0 for no limit but the depth. Default 15.</summary>
    public int MaxLeaves { get; init; } = 15;

    /// <summary>Edges from the root to a leaf at most, up to 512; 0 (the default) for no limit leaf-wise, and 6 depth-wise.</summary>
    public int MaxDepth { get; init; }

    /// <summary>Rows in a leaf at least, at least 1. Default 20.</summary>
    public int MinSamplesLeaf { get; init; } = 20;

    /// <summary>Sum of the second derivatives of the loss in a leaf at least, at least 0; XGBoost's <c>min_child_weight</c>. Default 0.001.</summary>
    public double MinChildWeight { get; init; } = 1e-3;

    /// <summary>What a split must gain: the sum over its sides of <c>G^2 / (H + L2)</c> less that of the whole. At least 0, the default.</summary>
    public double MinGain { get; init; }

    /// <summary>L1 penalty on a leaf's value, at least 0. Default 0.</summary>
    public double L1 { get; init; }

    /// <summary>L2 penalty on a leaf's value, at least 0. Default 1.</summary>
    public double L2 { get; init; } = 1;

    /// <summary>Part of the rows that each round learns from, drawn without replacement; above 0 and up to 1. Default 1.</summary>
    public double RowFraction { get; init; } = 1;

    /// <summary>Part of the columns that each tree may split by; above 0 and up to 1. Default 1.</summary>
    public double ColumnFraction { get; init; } = 1;

    /// <summary>Bins of a column, 2 to 255. Default 255.</summary>
    public int MaxBins { get; init; } = 255;

    /// <summary>By column 1 where the probability of the positive class may only grow with the value, -1 where it may only fall, 0 where both. Empty (the
    /// default) for none. For two classes only.</summary>
    public IReadOnlyList<int> MonotoneConstraints { get; init; } = [];

    /// <summary>Columns whose values are codes of categories without an order, whole numbers from 0 to 65535; splits are by sets of them. Of more than
    /// <see cref="MaxBins"/> categories the rarest count as missing. Default none.</summary>
    public IReadOnlyList<int> CategoricalColumns { get; init; } = [];

    /// <summary>Added to the second derivatives where categories are put in order, and to <see cref="L2"/> in splits by categories, at least 0; keeps rare
    /// categories from being learned by heart. LightGBM's <c>cat_smooth</c> and <c>cat_l2</c>. Default 10.</summary>
    public double CategorySmoothing { get; init; } = 10;

    /// <summary>Training ends when the log loss on held-out rows has not become lower for so many rounds, and the trees after the best round are dropped;
    /// 0 (the default) for no such end.</summary>
    public int EarlyStoppingRounds { get; init; }

    /// <summary>Part of each class's rows that is held out for <see cref="EarlyStoppingRounds"/>, above 0 and below 1. Default 0.1.</summary>
    public double ValidationFraction { get; init; } = 0.1;

    /// <summary>How much each class counts. Default <see cref="ClassWeighting.None"/>.</summary>
    public ClassWeighting ClassWeights { get; init; } = ClassWeighting.None;

    /// <summary>The seed of what is drawn: rows, columns, the held-out part. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        Check.InRange(Trees, 1, 100_000);
        Check.Positive(LearningRate);
        Check.Defined(Growth);
        if (MaxLeaves != 0)
            Check.InRange(MaxLeaves, 2, 65_536);
        Check.InRange(MaxDepth, 0, TreeLimits.Depth);
        Check.AtLeast(MinSamplesLeaf, 1);
        Check.Finite(Check.AtLeast(MinChildWeight, 0.0));
        Check.Finite(Check.AtLeast(MinGain, 0.0));
        Check.Finite(Check.AtLeast(L1, 0.0));
        Check.Finite(Check.AtLeast(L2, 0.0));
        Check.Positive(RowFraction);
        Check.InRange(RowFraction, 0.0, 1.0);
        Check.Positive(ColumnFraction);
        Check.InRange(ColumnFraction, 0.0, 1.0);
        Check.InRange(MaxBins, 2, TreeLimits.Bins);
        ArgumentNullException.ThrowIfNull(MonotoneConstraints);
        foreach (int constraint in MonotoneConstraints)
            Check.InRange(constraint, -1, 1, nameof(MonotoneConstraints));
        ArgumentNullException.ThrowIfNull(CategoricalColumns);
        foreach (int column in CategoricalColumns)
            Check.AtLeast(column, 0, nameof(CategoricalColumns));
        Check.Finite(Check.AtLeast(CategorySmoothing, 0.0));
        Check.AtLeast(EarlyStoppingRounds, 0);
        if (!(ValidationFraction > 0 && ValidationFraction < 1))
            throw new ArgumentOutOfRangeException(nameof(ValidationFraction), ValidationFraction, $"ValidationFraction: expected a number above 0 and below 1, got {ValidationFraction}.");
        Check.Defined(ClassWeights);
    }

    /// <summary>Checks what depends on the data.</summary>
    /// <exception cref="ArgumentException">A column number or a constraint does not fit.</exception>
    internal void Validate(int columns, int classes)
    {
        Validate();
        if (MonotoneConstraints.Count > 0)
        {
            Check.Length(MonotoneConstraints.Count, columns, nameof(MonotoneConstraints));
            if (classes != 2)
                throw new ArgumentException($"MonotoneConstraints: expected two classes, got {classes}.");
        }
        foreach (int column in CategoricalColumns)
        {
            if (column >= columns)
                throw new ArgumentException($"CategoricalColumns: expected columns below {columns}, got {column}.");
            if (MonotoneConstraints.Count > 0 && MonotoneConstraints[column] != 0)
                throw new ArgumentException($"MonotoneConstraints: expected none on column {column}, whose categories have no order.");
        }
    }
}
