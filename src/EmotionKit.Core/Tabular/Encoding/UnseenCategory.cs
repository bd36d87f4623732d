namespace EmotionKit.Tabular;

/// <summary>What happens to a category that was not there in fitting.</summary>
public enum UnseenCategory
{
    /// <summary>It gets the code that <see cref="CategoryEncoding"/> says.</summary>
    Code,

    /// <summary>The row is an error that names the category.</summary>
    Error,
}
