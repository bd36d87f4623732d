namespace EmotionKit.Cli.Doctor;

/// <summary>What a check came to.</summary>
internal enum FindingState
{
    Fine,

    /// <summary>Something is not there that the library can do without.</summary>
    Missing,

    /// <summary>Something does not work that the library needs.</summary>
    Broken,
}
