namespace HostApp;

/// <summary>A request that cannot be answered, and why; <see cref="ProblemHandler"/> makes a response of it.</summary>
internal sealed class RefusedException(int statusCode, string reason, Exception? cause = null) : Exception(reason, cause)
{
    /// <summary>4xx.</summary>
    public int StatusCode { get; } = statusCode;
}
