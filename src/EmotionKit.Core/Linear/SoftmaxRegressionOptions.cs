namespace EmotionKit.Linear;

/// <summary>Options of <see cref="SoftmaxRegression.Fit"/>.</summary>
public sealed record SoftmaxRegressionOptions
{
    /// <summary>
    /// Strength of the L2 penalty, at least 0: the sum of the rows' log losses plus <c>L2 / 2 * ||w||^2</c> is minimised, which has the
    /// minimum of scikit-learn's <c>C * sum + 1/2 * ||w||^2</c> for <c>L2 = 1 / C</c>. Intercepts are not penalised. With two classes
    /// <c>w</c> is the difference of the two rows of weights, as in scikit-learn's binary model. Default 1.
    /// </summary>
    public double L2 { get; init; } = 1.0;

    /// <summary>
    /// Strength of the L1 penalty, at least 0: <c>L1 * ||w||_1</c> is added, which sets weights of features that say little to exactly 0. With
    /// <see cref="L2"/> it is the elastic net: scikit-learn's <c>C</c> and <c>l1_ratio</c> are <c>L1 = l1_ratio / C</c> and
    /// <c>L2 = (1 - l1_ratio) / C</c>. Default 0.
    /// </summary>
    public double L1 { get; init; }

    /// <summary>
    /// Whether the penalty acts on the weights of standardised features (mean 0, standard deviation 1 over the training rows, sample
    /// weights counted), as scikit-learn's <c>make_pipeline(StandardScaler(), LogisticRegression())</c>. The fitted weights are given for
    /// the features as they came. A constant feature gets weight 0. Default true.
    /// </summary>
    public bool Standardize { get; init; } = true;

    /// <summary>How much each class counts. Default <see cref="ClassWeighting.None"/>.</summary>
    public ClassWeighting ClassWeights { get; init; } = ClassWeighting.None;

    /// <summary>Iterations at most, at least 1. Default 1000.</summary>
    public int MaxIterations { get; init; } = 1000;

    /// <summary>
    /// The fit ends when no component of the gradient of the mean objective, in scaled features, is larger. Above 0; default 1e-6.
    /// </summary>
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>Steps that the L-BFGS approximation of the curvature remembers, 1 to 1000. Default 10.</summary>
    public int History { get; init; } = 10;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        Check.AtLeast(L2, 0.0);
        Check.Finite(L2);
        Check.AtLeast(L1, 0.0);
        Check.Finite(L1);
        Check.Defined(ClassWeights);
        Check.AtLeast(MaxIterations, 1);
        Check.Positive(Tolerance);
        Check.InRange(History, 1, 1000);
    }
}
