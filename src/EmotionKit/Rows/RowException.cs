using EmotionKit.Rows;

namespace EmotionKit;

/// <summary>A row could not be computed. The message names the component, the column and the row, and says what was wrong; the
/// inner exception is what the component threw.</summary>
/// <remarks>A transform of ML.NET itself, such as <c>Concatenate</c>, that stands behind the component reads ahead on other threads and throws an
/// <see cref="InvalidOperationException"/> in whose chain of inner exceptions this one is. A <c>PredictionEngine</c> throws it as it is.</remarks>
public sealed class RowException : Exception
{
    internal RowException(string component, string column, long row, Exception inner)
        : base($"{component}, column '{column}', row {row}: {inner.Message}", inner)
    {
        Component = component;
        Column = column;
        Row = row;
    }

    /// <summary>The component that failed, by the name of its extension method.</summary>
    public string Component { get; }

    /// <summary>The first column that the component adds.</summary>
    public string Column { get; }

    /// <summary>The row's position, from 0, in the data that the pass reads: what the first of a run of neighbouring EmotionKit components
    /// was given.</summary>
    public long Row { get; }

    internal static Exception Wrap(MappedStage stage, long row, Exception error) =>
        error is OperationCanceledException or RowException
            ? error
            : new RowException(stage.Component, stage.Outputs[0].Name, row, error);
}
