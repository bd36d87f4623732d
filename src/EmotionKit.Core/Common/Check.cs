using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace EmotionKit;

/// <summary>Argument and option checks, so that the wording of an error is the same everywhere: what, expected, actual.</summary>
internal static class Check
{
    public static T AtLeast<T>(T value, T minimum, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : INumber<T>
    {
        if (!(value >= minimum))
            throw new ArgumentOutOfRangeException(name, value, $"{name}: expected at least {Text(minimum)}, got {Text(value)}.");
        return value;
    }

    public static T Positive<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : INumber<T>
    {
        if (!(value > T.Zero) || T.IsInfinity(value))
            throw new ArgumentOutOfRangeException(name, value, $"{name}: expected a number above 0, got {Text(value)}.");
        return value;
    }

    /// <summary>Both ends are allowed.</summary>
    public static T InRange<T>(T value, T minimum, T maximum, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : INumber<T>
    {
        if (!(value >= minimum && value <= maximum))
            throw new ArgumentOutOfRangeException(name, value, $"{name}: expected {Text(minimum)} to {Text(maximum)}, got {Text(value)}.");
        return value;
    }

    public static T Finite<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : INumber<T>
    {
        if (!T.IsFinite(value))
            throw new ArgumentOutOfRangeException(name, value, $"{name}: expected a finite number, got {Text(value)}.");
        return value;
    }

    public static T Defined<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            throw new ArgumentOutOfRangeException(name, value, $"{name}: expected one of {string.Join(", ", Enum.GetNames<T>())}, got {value}.");
        return value;
    }

    public static string NotEmpty([NotNull] string? value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (string.IsNullOrEmpty(value))
            throw new ArgumentException($"{name}: expected a name, got {(value is null ? "null" : "an empty string")}.", name);
        return value;
    }

    public static void Length(int actual, int expected, string name)
    {
        if (actual != expected)
            throw new ArgumentException($"{name}: expected a length of {Text(expected)}, got {Text(actual)}.", name);
    }

    private static string Text<T>(T value) => string.Create(CultureInfo.InvariantCulture, $"{value}");
}
