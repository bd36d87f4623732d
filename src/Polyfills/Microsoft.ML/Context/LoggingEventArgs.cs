namespace Microsoft.ML;

/// <summary>A log message.</summary>
public class LoggingEventArgs : EventArgs
{
    /// <summary>Holds a message.</summary>
    /// <param name="message">The message.</param>
    public LoggingEventArgs(string message)
    {
        Message = message;
    }

    /// <summary>The message.</summary>
    public string Message { get; }
}
