using System.Runtime.CompilerServices;

namespace EmotionKit.Signal.Framing;

/// <summary>Where the rows of a group's samples go. A Fourier transform may want even and odd ones in two planes.</summary>
/// <param name="start">The plane of even rows, or of all.</param>
/// <param name="lanes">Numbers in a row.</param>
/// <param name="oddPlane">From the plane of even rows to that of odd ones; 0: all rows follow one another.</param>
/// <param name="first">The number of the row that counts as row 0 here.</param>
internal readonly unsafe struct RowTarget<T>(T* start, int lanes, nint oddPlane, int first)
    where T : unmanaged
{
    private readonly T* _start = start;
    private readonly nint _lanes = lanes;
    private readonly nint _oddPlane = oddPlane;
    private readonly nint _first = first;

    /// <summary>From a row to the next but one.</summary>
    public nint TwoRows => _oddPlane == 0 ? 2 * _lanes : _lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T* Row(int n)
    {
        nint row = n + _first;
        return _oddPlane == 0 ? _start + row * _lanes : _start + (row >> 1) * _lanes + (row & 1) * _oddPlane;
    }
}
