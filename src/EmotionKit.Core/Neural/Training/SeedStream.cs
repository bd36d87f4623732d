namespace EmotionKit.Neural;

/// <summary>Independent seeds for all that draws at random, from the training's seed and where it is: nothing has to be remembered between
/// steps, so a resumed training draws the same.</summary>
internal static class SeedStream
{
    public const int Weights = 1;
    public const int Order = 2;
    public const int Layers = 3;
    public const int Augmentation = 4;
    public const int Source = 5;
    public const int Mixup = 6;
    public const int Split = 7;
    public const int Continuation = 8;

    public static long Of(long seed, int purpose, long first = 0, long second = 0)
    {
        var random = DeterministicRandom.For(DeterministicRandom.For(seed, purpose).NextInt64(), first);
        return DeterministicRandom.For(random.NextInt64(), second).NextInt64();
    }

    private static long NextInt64(this DeterministicRandom random) => unchecked((long)random.NextUInt64());
}
