using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EmotionKit.Tabular;

/// <summary>Synthetic rows while they are drawn: a row of the set, a row that it is drawn towards, and how far.</summary>
internal sealed class Synthesis(SampleSet samples)
{
    private readonly List<int> _bases = [];
    private readonly List<int> _towards = [];
    private readonly List<double> _steps = [];

    public int Count => _bases.Count;

    /// <param name="origin">The row begun from, whose class the new row has.</param>
    /// <param name="towards">The row that it is drawn towards.</param>
    /// <param name="step">How far, 0 to 1.</param>
    public void Add(int origin, int towards, double step)
    {
        _bases.Add(origin);
        _towards.Add(towards);
        _steps.Add(step);
    }

    /// <summary>Draws <paramref name="count"/> rows between rows of <paramref name="rows"/> and one of their neighbours.</summary>
    /// <param name="count">How many.</param>
    /// <param name="rows">Where to begin, each as probable.</param>
    /// <param name="neighbors">Theirs, by their place in <paramref name="rows"/>.</param>
    /// <param name="rowOf">The row of the set that a neighbour's index means.</param>
    /// <param name="reach">How far to go at most, 0 to 1.</param>
    /// <param name="random">Moves on.</param>
    public void Draw(int count, int[] rows, Neighbors neighbors, int[] rowOf, double reach, ref DeterministicRandom random)
    {
        int first = Count;
        CollectionsMarshal.SetCount(_bases, first + count);
        CollectionsMarshal.SetCount(_towards, first + count);
        CollectionsMarshal.SetCount(_steps, first + count);
        Span<int> bases = CollectionsMarshal.AsSpan(_bases)[first..], towards = CollectionsMarshal.AsSpan(_towards)[first..];
        Span<double> steps = CollectionsMarshal.AsSpan(_steps)[first..];
        for (int i = 0; i < bases.Length; i++)
        {
            int place = random.Next(rows.Length);
            bases[i] = rows[place];
            towards[i] = rowOf[neighbors.Rows[place * neighbors.K + random.Next(neighbors.K)]];
            steps[i] = reach * random.NextDouble();
        }
    }

    /// <summary>The set with the rows drawn behind it.</summary>
    public SampleSet Apply(int threads, CancellationToken cancellation) => samples.Append(
        _bases, (number, features) => Interpolate(samples.Row(_bases[number]), samples.Row(_towards[number]), _steps[number], features), threads, cancellation);

    private static void Interpolate(ReadOnlySpan<float> from, ReadOnlySpan<float> to, double step, Span<float> destination)
    {
        int j = 0;
        for (; j + Vector128<float>.Count <= destination.Length; j += Vector128<float>.Count)
        {
            (Vector128<double> lowFrom, Vector128<double> highFrom) = Vector128.Widen(Vector128.Create(from[j..]));
            (Vector128<double> lowTo, Vector128<double> highTo) = Vector128.Widen(Vector128.Create(to[j..]));
            Vector128.Narrow(lowFrom + step * (lowTo - lowFrom), highFrom + step * (highTo - highFrom)).CopyTo(destination[j..]);
        }
        for (; j < destination.Length; j++)
            destination[j] = (float)(from[j] + step * ((double)to[j] - from[j]));
    }
}
