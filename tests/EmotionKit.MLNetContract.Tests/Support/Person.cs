namespace EmotionKit.MLNetContract.Tests.Support;

/// <summary>A row of test data.</summary>
internal sealed class Person
{
    public string Name { get; set; } = string.Empty;

    public string Group { get; set; } = string.Empty;

    public float Age { get; set; }

    public static Person[] Many(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Person { Name = $"p{i:000}", Group = $"g{i % 20}", Age = i })];
}
