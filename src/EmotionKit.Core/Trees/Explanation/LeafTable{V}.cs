using EmotionKit.Numerics.Simd;

namespace EmotionKit.Trees;

/// <summary>What a leaf contributes to each feature, for every way in which a row may keep to the splits by the features of its path.</summary>
/// <typeparam name="V">Some of the ways at a time.</typeparam>
/// <remarks>See <see cref="TreeShap"/> for the formula, and Yang 2021, Fast TreeSHAP, for the idea of tables.</remarks>
internal sealed unsafe class LeafTable<V>
    where V : unmanaged, ISimd<V, double>
{
    private const int LowBits = 3;

    private readonly (double[] Points, double[] Weights)[] _rules;
    private readonly double[] _products;
    private readonly double[] _byFeature;
    private readonly double[] _missed;
    private readonly double[] _table;

    public LeafTable(int features, int width)
    {
        Width = width;
        _rules = [.. Enumerable.Range(0, features + 1).Select(k => GaussLegendre.Rule(Math.Max(1, (k + 1) / 2)))];
        int size = 1 << Math.Max(features, LowBits);
        _products = Pinned(size);
        _missed = Pinned(size);
        _byFeature = Pinned(size * Math.Max(1, features));
        _table = Pinned(size * width);
    }

    /// <summary>Contributions of a way: as many as columns, and zeros up to whole vectors.</summary>
    public int Width { get; }

    /// <summary>Fills the table; way w keeps to the splits by feature j of the path where its bit j is 1.</summary>
    /// <param name="value">Of the leaf.</param>
    /// <param name="path">The column of each feature of the path.</param>
    /// <param name="shares">By feature the part of training rows that keep to all its splits, above 0 and below 1.</param>
    /// <param name="features">Of the path, 1 or more.</param>
    /// <returns>[way, column].</returns>
    public double* Fill(double value, int* path, double* shares, int features)
    {
        int size = 1 << features;
        Array.Clear(_table, 0, size * Width);
        Array.Clear(_missed, 0, size);
        Array.Clear(_byFeature, 0, features << Math.Max(features, LowBits));
        // The arrays are pinned.
        fixed (double* products = _products, byFeature = _byFeature, table = _table, allMissed = _missed)
        {
            (double[] points, double[] weights) = _rules[features];
            for (int q = 0; q < points.Length; q++)
            {
                Multiply(value * weights[q], points[q], shares, features, products);
                double missed = -1 / (1 - points[q]);
                AddMissed(allMissed, products, size, missed);
                for (int j = 0; j < features; j++)
                {
                    double kept = (1 - shares[j]) / (points[q] + (1 - points[q]) * shares[j]);
                    AddTo(byFeature + ((nint)j << Math.Max(features, LowBits)), products, size, j, missed, kept);
                }
            }
            for (int j = 0; j < features; j++)
            {
                double* from = byFeature + ((nint)j << Math.Max(features, LowBits)), to = table + path[j];
                int bit = 1 << j;
                for (int way = 0; way < size; way++)
                    to[(nint)way * Width] = ((way & bit) == 0 ? allMissed : from)[way];
            }
            return table;
        }
    }

    private static void Multiply(double first, double t, double* shares, int features, double* products)
    {
        products[0] = first;
        for (int j = 0; j < features; j++)
        {
            double missed = (1 - t) * shares[j], kept = t + missed;
            int half = 1 << j;
            if (half < V.Count)
            {
                for (int way = 0; way < half; way++)
                {
                    products[half + way] = products[way] * kept;
                    products[way] *= missed;
                }
                continue;
            }
            V ofMissed = V.Broadcast(missed), ofKept = V.Broadcast(kept);
            for (int way = 0; way < half; way += V.Count)
            {
                V product = V.Load(products + way);
                V.Store(product * ofKept, products + half + way);
                V.Store(product * ofMissed, products + way);
            }
        }
    }

    /// <summary>What a feature contributes whose splits a row does not keep to; it is the same for all such features.</summary>
    private static void AddMissed(double* sums, double* products, int size, double missed)
    {
        V factor = V.Broadcast(missed);
        int way = 0;
        for (; way + V.Count <= size; way += V.Count)
            V.Store(V.MultiplyAdd(V.Load(products + way), factor, V.Load(sums + way)), sums + way);
        for (; way < size; way++)
            sums[way] += products[way] * missed;
    }

    private static void AddTo(double* sums, double* products, int size, int feature, double missed, double kept)
    {
        int bit = 1 << feature;
        if (size < V.Count)
        {
            for (int way = 0; way < size; way++)
                sums[way] += products[way] * ((way & bit) == 0 ? missed : kept);
            return;
        }
        double* lanes = stackalloc double[1 << LowBits];
        for (int lane = 0; lane < 1 << LowBits; lane++)
            lanes[lane] = (lane & bit) == 0 ? missed : kept;
        V ofLow = V.Load(lanes), ofKept = V.Broadcast(kept);
        // Ways without the feature are known from AddMissed.
        int step = Math.Max(bit, V.Count);
        for (int start = bit < V.Count ? 0 : bit; start < size; start += bit < V.Count ? step : 2 * step)
        {
            for (int way = start; way < start + step; way += V.Count)
                V.Store(V.MultiplyAdd(V.Load(products + way), bit < V.Count ? ofLow : ofKept, V.Load(sums + way)), sums + way);
        }
    }

    private static double[] Pinned(int length) => GC.AllocateArray<double>(length, pinned: true);
}
