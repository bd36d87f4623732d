using System.Globalization;
using System.Text.Json.Serialization;

namespace EmotionKit.Neural;

/// <summary>The sizes of a tensor's axes, without the batch; the last axis is the fastest. Compared by value. In JSON an array of
/// numbers.</summary>
[JsonConverter(typeof(ShapeConverter))]
public readonly struct Shape : IEquatable<Shape>
{
    /// <summary>The size of a first axis that differs from row to row: time.</summary>
    public const int Variable = -1;

    /// <summary>The most axes.</summary>
    public const int MaxRank = 4;

    /// <summary>The largest size of an axis.</summary>
    public const int MaxSize = 1 << 24;

    private readonly int[]? _sizes;

    /// <summary>A shape of given sizes.</summary>
    /// <param name="sizes">From 1 to <see cref="MaxSize"/> each, <see cref="Variable"/>, or 0 where the number of classes is not known
    /// yet; at most <see cref="MaxRank"/>. Copied.</param>
    /// <exception cref="ArgumentException">Too many sizes, or one out of range.</exception>
    public Shape(params ReadOnlySpan<int> sizes)
    {
        if (sizes.Length > MaxRank)
            throw new ArgumentException($"shape: expected at most {MaxRank} axes, got {sizes.Length}.", nameof(sizes));
        foreach (int size in sizes)
            Check.InRange(size, Variable, MaxSize, "shape");
        _sizes = sizes.ToArray();
    }

    /// <summary>Number of axes.</summary>
    public int Rank => _sizes?.Length ?? 0;

    /// <summary>The size of an axis, the slowest first.</summary>
    public int this[int axis] => (_sizes ?? [])[axis];

    /// <summary>The size of the last axis.</summary>
    public int Last => this[Rank - 1];

    /// <summary>Whether an axis is <see cref="Variable"/>.</summary>
    public bool HasVariable => AsSpan().Contains(Variable);

    /// <summary>Values of one row; a variable axis counts as 1.</summary>
    public long Size
    {
        get
        {
            long size = 1;
            foreach (int axis in AsSpan())
                size = checked(size * (axis == Variable ? 1 : axis));
            return size;
        }
    }

    /// <summary>Whether all axes agree.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether an axis differs.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>The sizes.</summary>
    public ReadOnlySpan<int> AsSpan() => _sizes;

    /// <summary>A copy of the sizes.</summary>
    public int[] ToArray() => AsSpan().ToArray();

    /// <inheritdoc/>
    public bool Equals(Shape other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int size in AsSpan())
            hash.Add(size);
        return hash.ToHashCode();
    }

    /// <summary>Such as <c>(180, 40)</c>.</summary>
    public override string ToString() =>
        $"({string.Join(", ", ToArray().Select(s => s == 0 ? "classes" : s.ToString(CultureInfo.InvariantCulture)))})";

    internal Shape WithLast(int last)
    {
        int[] sizes = ToArray();
        sizes[^1] = last;
        return new Shape(sizes);
    }

    internal Shape WithFirst(int first)
    {
        int[] sizes = ToArray();
        sizes[0] = first;
        return new Shape(sizes);
    }

    /// <summary>All but the first axis.</summary>
    internal Shape Tail() => new(AsSpan()[1..]);

    internal Shape Require(int rank, string what)
    {
        if (Rank != rank)
            throw new ArgumentException($"expected an input of {what}, got {this}.");
        RequireKnownLast();
        return this;
    }

    internal void RequireKnownLast()
    {
        if (Rank == 0 || Last <= 0)
            throw new ArgumentException($"expected an input whose last axis has a known size, got {this}.");
    }
}
