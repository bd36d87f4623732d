using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML;

/// <summary>Checks of arguments and state; the exception types are those of the real library.</summary>
internal static class Contracts
{
    public static void Check(bool condition, string message)
    {
        if (!condition)
        {
            throw Except(message);
        }
    }

    public static void CheckParam(bool condition, string paramName, string message)
    {
        if (!condition)
        {
            throw ExceptParam(paramName, message);
        }
    }

    public static void CheckValue([NotNull] object value, string paramName)
    {
        if (value is null)
        {
            throw new ArgumentNullException(paramName);
        }
    }

    public static void CheckNonEmpty([NotNull] string value, string paramName)
    {
        if (string.IsNullOrEmpty(value))
        {
            throw ExceptParam(paramName, "Must not be null or empty.");
        }
    }

    public static Exception Except(string message) => new InvalidOperationException(message);

    public static Exception ExceptParam(string paramName, string message) => new ArgumentOutOfRangeException(paramName, message);

    public static Exception ExceptDecode(string message) => new FormatException(message);

    /// <summary>A column that is missing from a schema.</summary>
    public static Exception ExceptSchemaMismatch(string paramName, string columnRole, string columnName) =>
        new ArgumentOutOfRangeException(paramName, $"Could not find {columnRole} column '{columnName}'");

    /// <summary>A column of another type than the one asked for.</summary>
    public static Exception ExceptSchemaMismatch(string paramName, string columnRole, string columnName, string expected, string actual) =>
        new ArgumentOutOfRangeException(paramName, $"Schema mismatch for {columnRole} column '{columnName}': expected {expected}, got {actual}");
}
