using System.Runtime.InteropServices;

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
        for (int i = 0; i < count; i++)
        {
            int place = random.Next(rows.Length);
            int neighbor = neighbors.Of(place)[random.Next(neighbors.K)];
            Add(rows[place], rowOf[neighbor], reach * random.NextDouble());
        }
    }

    /// <summary>The set with the rows drawn behind it.</summary>
    public SampleSet Apply(int threads, CancellationToken cancellation)
    {
        const int RowsPerPiece = 4096;
        int columns = samples.Columns;
        return samples.Append(CollectionsMarshal.AsSpan(_bases), features => ParallelLoop.Run(
            (Count + RowsPerPiece - 1) / RowsPerPiece,
            threads,
            piece =>
            {
                for (int i = piece * RowsPerPiece; i < Math.Min(Count, (piece + 1) * RowsPerPiece); i++)
                    Interpolate(samples.Row(_bases[i]), samples.Row(_towards[i]), _steps[i], features.Span.Slice(i * columns, columns));
            },
            cancellation));
    }

    private static void Interpolate(ReadOnlySpan<float> from, ReadOnlySpan<float> to, double step, Span<float> destination)
    {
        for (int j = 0; j < destination.Length; j++)
            destination[j] = (float)(from[j] + step * ((double)to[j] - from[j]));
    }
}
