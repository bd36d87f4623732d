namespace EmotionKit.Neural;

/// <summary>How the learning rate goes on after the warm-up.</summary>
public enum ScheduleKind
{
    /// <summary>It stays.</summary>
    Constant,

    /// <summary>It falls along half a cosine to its minimum at the last step (Loshchilov and Hutter 2017).</summary>
    Cosine,

    /// <summary>It is multiplied by a factor every so many epochs.</summary>
    Step,

    /// <summary>It is multiplied by a factor when what is monitored has not improved for so many epochs.</summary>
    Plateau,
}
