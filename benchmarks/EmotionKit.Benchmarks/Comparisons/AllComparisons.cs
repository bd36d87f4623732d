namespace EmotionKit.Benchmarks.Comparisons;

internal static class AllComparisons
{
    public static IReadOnlyList<Comparison> Create() => [.. FeatureComparisons.Create(), .. ResamplingComparisons.Create(), .. DecodingComparisons.Create(), FolderComparison.Create(), .. OnnxComparisons.Create(), .. NetworkComparisons.Create(), SmoteComparison.Create(), .. TreeComparisons.Create(), .. CreditComparisons.Create()];
}
