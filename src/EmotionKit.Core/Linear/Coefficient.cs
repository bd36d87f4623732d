namespace EmotionKit.Linear;

/// <summary>One coefficient of a logistic regression, and how well the rows determine it.</summary>
/// <param name="Class">The class, compared with class 0; 1 with two classes.</param>
/// <param name="Column">The feature, from 0; -1 for the intercept.</param>
/// <param name="Value">The change of the log-odds of the class against class 0 per unit of the feature.</param>
/// <param name="StandardError">From the inverse of the observed information; NaN for a constant feature, and for one that the L1 penalty left out.</param>
/// <param name="Z">Wald's statistic, <c>Value / StandardError</c>.</param>
/// <param name="P">The probability of a |z| at least as large where the true coefficient is 0 (two-sided, standard normal).</param>
public readonly record struct Coefficient(int Class, int Column, double Value, double StandardError, double Z, double P);
