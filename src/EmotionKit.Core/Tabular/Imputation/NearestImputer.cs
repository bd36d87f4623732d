using System.Numerics;
using System.Runtime.InteropServices;

namespace EmotionKit.Tabular;

/// <summary>Fills missing values with the mean over the nearest rows that have them. Distances are over the values that both rows have, scaled up
/// to all (Dixon 1979), as in scikit-learn's <c>KNNImputer</c>; of equally near rows the first counts.</summary>
internal sealed class NearestImputer
{
    private readonly float[] _byColumn;
    private readonly float[] _means;
    private readonly int _rows;
    private readonly int _stride;
    private readonly int _neighbors;
    private readonly bool _weighted;
    private readonly ScratchPool<Scratch> _scratch;

    /// <exception cref="ArgumentException">All values of a column are missing.</exception>
    public NearestImputer(NumberMatrix data, int neighbors, bool weighted)
    {
        Donors = data;
        _rows = data.Rows;
        // Rounded up, so that whole vectors can be read; the rest is missing in every column.
        _stride = (data.Rows + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        _byColumn = new float[checked(_stride * data.Columns)];
        Array.Fill(_byColumn, float.NaN);
        _means = new float[data.Columns];
        for (int column = 0; column < data.Columns; column++)
        {
            double sum = 0;
            int present = 0;
            for (int row = 0; row < _rows; row++)
            {
                float value = data.Values[row * data.Columns + column];
                _byColumn[column * _stride + row] = value;
                if (float.IsNaN(value))
                    continue;
                sum += value;
                present++;
            }
            if (present == 0)
                throw data.AllMissing(column);
            _means[column] = (float)(sum / present);
        }
        _neighbors = neighbors;
        _weighted = weighted;
        _scratch = new ScratchPool<Scratch>(() => new Scratch(_stride, neighbors));
    }

    /// <summary>The rows that values are taken from.</summary>
    public NumberMatrix Donors { get; }

    /// <param name="row">A value per column.</param>
    /// <param name="destination">The same, missing values filled.</param>
    public void Fill(ReadOnlySpan<float> row, Span<float> destination)
    {
        bool complete = true;
        foreach (float value in row)
            complete &= !float.IsNaN(value);
        if (complete)
        {
            row.CopyTo(destination);
            return;
        }
        Scratch scratch = _scratch.Rent();
        MeasureDistances(row, scratch);
        for (int column = 0; column < row.Length; column++)
            destination[column] = float.IsNaN(row[column]) ? FromNearest(column, scratch) : row[column];
        _scratch.Return(scratch);
    }

    /// <summary>Squared distances per common column; infinite for rows without a common column.</summary>
    private void MeasureDistances(ReadOnlySpan<float> row, Scratch scratch)
    {
        scratch.Sums.AsSpan().Clear();
        scratch.Common.AsSpan().Clear();
        Span<Vector<double>> sums = MemoryMarshal.Cast<double, Vector<double>>(scratch.Sums.AsSpan());
        Span<Vector<float>> common = MemoryMarshal.Cast<float, Vector<float>>(scratch.Common.AsSpan());
        for (int column = 0; column < row.Length; column++)
        {
            if (float.IsNaN(row[column]))
                continue;
            var wanted = new Vector<double>(row[column]);
            ReadOnlySpan<Vector<float>> values = MemoryMarshal.Cast<float, Vector<float>>(new ReadOnlySpan<float>(_byColumn, column * _stride, _stride));
            for (int i = 0; i < values.Length; i++)
            {
                Vector<float> present = Vector.ConditionalSelect(Vector.Equals(values[i], values[i]), Vector<float>.One, Vector<float>.Zero);
                common[i] += present;
                Vector.Widen(Vector.ConditionalSelect(Vector.Equals(values[i], values[i]), values[i], new Vector<float>(row[column])), out Vector<double> low, out Vector<double> high);
                low -= wanted;
                high -= wanted;
                sums[2 * i] += low * low;
                sums[2 * i + 1] += high * high;
            }
        }
        for (int i = 0; i < _rows; i++)
            scratch.Sums[i] = scratch.Common[i] > 0 ? scratch.Sums[i] / scratch.Common[i] * row.Length : double.PositiveInfinity;
    }

    private float FromNearest(int column, Scratch scratch)
    {
        int found = 0;
        for (int i = 0; i < _rows; i++)
        {
            double distance = scratch.Sums[i];
            if (float.IsNaN(_byColumn[column * _stride + i]) || double.IsPositiveInfinity(distance) || (found == _neighbors && distance >= scratch.NearestDistance[found - 1]))
                continue;
            int place = found < _neighbors ? found++ : found - 1;
            for (; place > 0 && scratch.NearestDistance[place - 1] > distance; place--)
            {
                scratch.NearestDistance[place] = scratch.NearestDistance[place - 1];
                scratch.Nearest[place] = scratch.Nearest[place - 1];
            }
            scratch.NearestDistance[place] = distance;
            scratch.Nearest[place] = i;
        }
        if (found == 0)
            return _means[column];
        bool equal = !_weighted || scratch.NearestDistance[0] == 0;
        double sum = 0, weights = 0;
        for (int n = 0; n < found; n++)
        {
            // With weights, a row at no distance outweighs all others.
            if (_weighted && equal && scratch.NearestDistance[n] > 0)
                break;
            double weight = equal ? 1 : 1 / Math.Sqrt(scratch.NearestDistance[n]);
            sum += weight * _byColumn[column * _stride + scratch.Nearest[n]];
            weights += weight;
        }
        return (float)(sum / weights);
    }

    private sealed class Scratch(int stride, int neighbors)
    {
        public double[] Sums { get; } = new double[stride];

        public float[] Common { get; } = new float[stride];

        public int[] Nearest { get; } = new int[neighbors];

        public double[] NearestDistance { get; } = new double[neighbors];
    }
}
