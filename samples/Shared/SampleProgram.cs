using EmotionKit;

namespace Samples;

/// <summary>What every sample has around its job: <c>--help</c>, and errors as one line. Exit codes: 0 done, 1 failed, 2 wrong arguments.</summary>
internal static class SampleProgram
{
    public static int Run(string[] args, string usage, Action<SampleOptions> job)
    {
        if (args.Contains("--help"))
        {
            Console.WriteLine(usage.TrimEnd());
            return 0;
        }
        try
        {
            job(new SampleOptions(usage, args));
            return 0;
        }
        catch (UsageException error)
        {
            Console.Error.WriteLine($"error: {error.Message} (--help says more)");
            return 2;
        }
        catch (Exception error) when (IsExpected(error))
        {
            // ML.NET's own transforms wrap what they meet when they read ahead.
            string message = (error is InvalidOperationException { InnerException: RowException row } ? row : error).Message;
            Console.Error.WriteLine($"error: {message.ReplaceLineEndings(" ")}");
            return 1;
        }
    }

    /// <summary>Faults of the input or the machine, whose messages say all. Whatever else happens is a fault of the program, and shows where.</summary>
    private static bool IsExpected(Exception error) =>
        error is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException or InvalidOperationException
        || error.GetType().Namespace?.StartsWith("EmotionKit", StringComparison.Ordinal) == true;
}
