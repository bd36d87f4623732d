namespace EmotionKit.Labels;

/// <summary>What a label becomes that was not there in fitting.</summary>
public enum UnseenLabel
{
    /// <summary>The missing key, 0.</summary>
    Missing,

    /// <summary>An error that names the label and the row.</summary>
    Error,
}
