namespace EmotionKit.Tests.Conformance;

/// <summary>The components that the conformance suite tries.</summary>
/// <remarks>To add one: write a static class with a property that gives its <see cref="ComponentCase"/>s, in a file of its own
/// (<see cref="AudioCases"/> is an example), and name it in <see cref="All"/>. A case needs raw rows (20 or more, small), how to make
/// the component on a column "In" (or what <see cref="ComponentCase.Inputs"/> says) with the result in "Out", and a row
/// whose value is missing.</remarks>
internal static class ComponentCases
{
    public static IReadOnlyList<ComponentCase> All { get; } =
    [
        .. AudioCases.All,
        .. FeatureCases.All,
        .. SequenceCases.All,
        .. ImageCases.All,
        .. LearningCases.All,
        .. EnsembleCases.All,
        .. TreeCases.All,
        .. OnnxCases.All,
        .. NetworkCases.All,
        .. TabularCases.All,
    ];

    public static ComponentCase Find(string name) => All.Single(c => c.Name == name);
}
