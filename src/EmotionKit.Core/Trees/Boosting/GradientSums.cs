namespace EmotionKit.Trees;

/// <summary>Derivatives of the loss, summed over rows, in whole units of <see cref="GradientUnits"/>.</summary>
internal struct GradientSums
{
    public long Gradient;

    public long Hessian;

    public long Rows;

    public static GradientSums operator +(GradientSums a, GradientSums b) =>
        new() { Gradient = a.Gradient + b.Gradient, Hessian = a.Hessian + b.Hessian, Rows = a.Rows + b.Rows };

    public static GradientSums operator -(GradientSums a, GradientSums b) =>
        new() { Gradient = a.Gradient - b.Gradient, Hessian = a.Hessian - b.Hessian, Rows = a.Rows - b.Rows };
}
