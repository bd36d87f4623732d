using Microsoft.ML;

namespace EmotionKit.Trainers;

/// <summary>A trainer that fits other trainers.</summary>
internal interface IMemberOwner
{
    IEnumerable<IEstimator<ITransformer>> Members { get; }
}
