namespace EmotionKit.Rows;

/// <summary>One unit of work of an <see cref="OrderedPipeline{TSlot}"/>: filled in order, processed on any thread, handed out in order.</summary>
internal abstract class PipelineSlot
{
    internal const int Pending = 0;
    internal const int Done = 1;
    internal const int Awaited = 2;

    internal int State;

    /// <summary>What went wrong with this unit; surfaces when it is handed out.</summary>
    public Exception? Error { get; set; }
}
