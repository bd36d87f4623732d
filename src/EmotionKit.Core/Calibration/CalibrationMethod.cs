namespace EmotionKit.Calibration;

/// <summary>How scores are turned into probabilities that can be taken at their word.</summary>
public enum CalibrationMethod
{
    /// <summary>A logistic curve of the score (Platt 1999), with Platt's targets against overfitting. Two parameters: right for few rows.</summary>
    Platt,

    /// <summary>The best rising step function of the score (pool adjacent violators), linear between its points. For thousands of rows.</summary>
    Isotonic,

    /// <summary>A logistic curve of ln p and ln (1 - p) (Kull, Silva Filho and Flach 2017): three parameters, holds the identity, for scores that are probabilities.</summary>
    Beta,
}
