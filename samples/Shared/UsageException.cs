namespace Samples;

/// <summary>The arguments make no sense; nothing was done.</summary>
internal sealed class UsageException(string message) : Exception(message);
