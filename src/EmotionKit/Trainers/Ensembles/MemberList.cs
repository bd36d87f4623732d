using Microsoft.ML;

namespace EmotionKit.Trainers;

/// <summary>Checks the trainers that an ensemble is given.</summary>
internal static class MemberList
{
    /// <summary>More than this is a mistake.</summary>
    public const int Max = 1000;

    /// <exception cref="ArgumentException">There are none, too many, or one is null.</exception>
    public static IReadOnlyList<IEstimator<ITransformer>> Of(IEnumerable<IEstimator<ITransformer>> trainers, string component)
    {
        ArgumentNullException.ThrowIfNull(trainers);
        IEstimator<ITransformer>[] list = [.. trainers];
        if (list.Length is 0 or > Max || Array.Exists(list, t => t is null))
            throw new ArgumentException($"{component}: expected 1 to {Max} trainers, none of them null, got {list.Length}.", nameof(trainers));
        return list;
    }
}
