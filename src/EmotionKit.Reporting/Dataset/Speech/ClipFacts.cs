using EmotionKit.Corpora;

namespace EmotionKit.Reporting;

/// <summary>A recording of the data set: what was measured, or why it cannot be read.</summary>
/// <param name="Recording">Its row.</param>
/// <param name="Measures">Null where it cannot be read.</param>
/// <param name="Problem">Why, or null.</param>
internal sealed record ClipFacts(SpeechRecording Recording, ClipMeasures? Measures, string? Problem)
{
    /// <summary>The class, with a name for none.</summary>
    public string Label => Named(Recording.Label);

    public string Speaker => Named(Recording.Speaker);

    public string Gender => Named(Recording.Gender);

    public string Corpus => Named(Recording.Corpus);

    private static string Named(string name) => name.Length > 0 ? name : "(none)";
}
