namespace EmotionKit.Neural;

/// <summary>x times the standard normal distribution function of x, exact, by erf (Hendrycks and Gimpel 2016).</summary>
public sealed record GeluLayer : PointwiseLayer;
