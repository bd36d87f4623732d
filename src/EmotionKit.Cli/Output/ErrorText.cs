namespace EmotionKit.Cli.Output;

/// <summary>An exception as one line for a person.</summary>
internal static class ErrorText
{
    /// <summary>The line, with the file that was worked on in front where the message does not name it.</summary>
    public static string OneLine(Exception error, string file)
    {
        string line = OneLine(error);
        return line.Contains(file, StringComparison.Ordinal) ? line : $"{file}: {line}";
    }

    public static string OneLine(Exception error)
    {
        while (error is AggregateException { InnerExceptions.Count: 1 } or System.Reflection.TargetInvocationException && error.InnerException is { } inner)
            error = inner;
        if (error is InvalidOperationException && RowOf(error) is { } row)
            error = row;

        string message = error.Message;
        // Argument exceptions append " (Parameter 'x')" and a line "Actual value was ...", which our messages say already.
        if (error is ArgumentException { ParamName: { } name })
            message = message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal);
        int end = message.AsSpan().IndexOfAny('\r', '\n');
        if (end > 0 && error is ArgumentException)
            message = message[..end];
        message = message.ReplaceLineEndings(" ").Trim();

        // These say what is wrong with the input; any other kind is a fault of the program, so its name helps.
        return error is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException
            or FormatException or InvalidDataException or NotSupportedException or JobFailedException || error.GetType().Namespace?.StartsWith("EmotionKit", StringComparison.Ordinal) == true
            ? message
            : $"{error.GetType().Name}: {message}";
    }

    /// <summary>The row that failed, where an error comes of one: ML.NET's own transforms read ahead on other threads and wrap what they meet.</summary>
    public static RowException? RowOf(Exception? error)
    {
        while (error is not (null or RowException))
            error = error.InnerException;
        return error as RowException;
    }
}
