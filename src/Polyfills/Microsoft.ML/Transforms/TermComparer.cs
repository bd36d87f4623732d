namespace Microsoft.ML.Transforms;

/// <summary>How values are compared when they are numbered.</summary>
internal static class TermComparer<T>
{
    public static IEqualityComparer<T> Equality { get; } =
        typeof(T) == typeof(ReadOnlyMemory<char>) ? (IEqualityComparer<T>)(object)TextComparer.Instance : EqualityComparer<T>.Default;

    public static IComparer<T> Order { get; } =
        typeof(T) == typeof(ReadOnlyMemory<char>) ? (IComparer<T>)(object)TextComparer.Instance : Comparer<T>.Default;

    public static bool IsMissing(T value) => value switch
    {
        float single => float.IsNaN(single),
        double number => double.IsNaN(number),
        ReadOnlyMemory<char> text => text.IsEmpty,
        _ => false,
    };
}
