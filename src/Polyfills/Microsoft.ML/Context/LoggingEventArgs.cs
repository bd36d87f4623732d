namespace Microsoft.ML;

/// <summary>A log message.</summary>
public class LoggingEventArgs : EventArgs
{
    internal LoggingEventArgs(string message)
    {
        Message = message;
    }

    /// <summary>The message.</summary>
    public string Message { get; }
}
