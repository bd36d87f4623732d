namespace EmotionKit.Audio;

/// <summary>What happens to a row whose recording cannot be loaded.</summary>
public enum AudioErrorMode
{
    /// <summary>Reading the rows throws a <see cref="RowException"/> at that row.</summary>
    Throw,

    /// <summary>The row is left out and reported. All columns of the row vanish, so a view with this mode loads every recording
    /// even where only other columns are read. A <c>PredictionEngine</c>, which has no row to leave out, throws.</summary>
    Skip,
}
