namespace EmotionKit.Trees;

/// <summary>Options of <see cref="RandomForest.Fit"/>.</summary>
public sealed record RandomForestOptions
{
    /// <summary>Number of trees, 1 to 100 000. Default 200.</summary>
    public int Trees { get; init; } = 200;

    /// <summary>Columns tried for each split, drawn anew for each; at least 0, all where there are fewer. 0 (the default) is the square root of their
    /// number, rounded down, as in scikit-learn. Where all that were drawn are constant in a node, others are drawn.</summary>
    public int MaxFeatures { get; init; }

    /// <summary>Edges from the root to a leaf at most; 0 (the default) for no limit below 512.</summary>
    public int MaxDepth { get; init; }

    /// <summary>Rows in a leaf at least, at least 1; a row that the bootstrap drew twice counts once, as in scikit-learn. Default 5: probabilities of larger
    /// leaves rank better than those of single rows.</summary>
    public int MinSamplesLeaf { get; init; } = 5;

    /// <summary>Rows in a node that is split, at least 2. Default 2.</summary>
    public int MinSamplesSplit { get; init; } = 2;

    /// <summary>Leaves of a tree at most, at least 2, the splits that lower the impurity most coming first; 0 (the default) for no limit.</summary>
    public int MaxLeafNodes { get; init; }

    /// <summary>Whether each tree learns from as many rows as there are, drawn with replacement; else from all. Default true.</summary>
    public bool Bootstrap { get; init; } = true;

    /// <summary>With <see cref="Bootstrap"/>, rows drawn as a part of all, above 0 and up to 1. Default 1.</summary>
    public double RowFraction { get; init; } = 1;

    /// <summary>How much each class counts. Default <see cref="ForestClassWeighting.None"/>.</summary>
    public ForestClassWeighting ClassWeights { get; init; } = ForestClassWeighting.None;

    /// <summary>How thresholds are found. Default <see cref="ForestSplits.Histogram"/>.</summary>
    public ForestSplits Splits { get; init; } = ForestSplits.Histogram;

    /// <summary>Bins of a column for <see cref="ForestSplits.Histogram"/>, 2 to 255. Default 255.</summary>
    public int MaxBins { get; init; } = 255;

    /// <summary>Whether to predict each row by the trees that did not draw it: <see cref="RandomForest.OutOfBag"/>. Default false.</summary>
    public bool OutOfBag { get; init; }

    /// <summary>The seed. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        Check.InRange(Trees, 1, 100_000);
        Check.AtLeast(MaxFeatures, 0);
        Check.InRange(MaxDepth, 0, TreeLimits.Depth);
        Check.AtLeast(MinSamplesLeaf, 1);
        Check.AtLeast(MinSamplesSplit, 2);
        if (MaxLeafNodes != 0)
            Check.AtLeast(MaxLeafNodes, 2);
        Check.Positive(RowFraction);
        Check.InRange(RowFraction, 0.0, 1.0);
        Check.Defined(ClassWeights);
        Check.Defined(Splits);
        Check.InRange(MaxBins, 2, TreeLimits.Bins);
        if (OutOfBag && !Bootstrap)
            throw new ArgumentException("OutOfBag: expected Bootstrap to be true, since without it every tree learns from every row.", nameof(OutOfBag));
    }
}
