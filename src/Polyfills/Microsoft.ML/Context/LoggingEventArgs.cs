namespace Microsoft.ML;

/// <summary>A log message.</summary>
public sealed class LoggingEventArgs : EventArgs
{
    internal LoggingEventArgs(string message)
    {
        Message = message;
    }

    /// <summary>The message.</summary>
    public string Message { get; }

    /// <inheritdoc/>
    public override string ToString() => Message;
}
