namespace EmotionKit.Tests.Support;

/// <summary>Tests that look at the whole process, its threads or its memory, and so run while no other does.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
