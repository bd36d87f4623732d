namespace EmotionKit.Trees;

/// <summary>Finds the split of a node that gains most, from its histogram (Chen and Guestrin 2016).</summary>
internal sealed unsafe class BoostingSplitFinder
{
    private const int FewBins = 8192;

    private readonly BinnedMatrix _matrix;
    private readonly GradientHistograms _histograms;
    private readonly GradientBoostingOptions _options;
    private readonly double _gradientUnit;
    private readonly double _hessianUnit;
    private readonly int[]? _constraints;
    private readonly int _threads;
    private readonly BoostingSplit[] _byColumn;

    public BoostingSplitFinder(
        BinnedMatrix matrix, GradientHistograms histograms, GradientBoostingOptions options, double gradientUnit, double hessianUnit, int threads)
    {
        _matrix = matrix;
        _histograms = histograms;
        _options = options;
        _gradientUnit = gradientUnit;
        _hessianUnit = hessianUnit;
        _constraints = options.MonotoneConstraints.Any(c => c != 0) ? [.. options.MonotoneConstraints] : null;
        _threads = threads;
        _byColumn = new BoostingSplit[matrix.Columns];
    }

    /// <summary>The best split; of equal ones that of the first column.</summary>
    /// <param name="histogram">Of the node.</param>
    /// <param name="total">Of the node.</param>
    /// <param name="used">Whether a column may be split by.</param>
    /// <param name="range">What the node's value may be, where there are constraints.</param>
    public BoostingSplit Find(nint histogram, GradientSums total, bool[] used, (double Low, double High) range)
    {
        ParallelLoop.Run(_matrix.Columns, _histograms.Length < FewBins ? 1 : _threads, column =>
            _byColumn[column] = used[column] ? Best(histogram, column, total, range) : new BoostingSplit { Column = -1 });
        var best = new BoostingSplit { Column = -1, Gain = _options.MinGain };
        foreach (ref readonly BoostingSplit split in _byColumn.AsSpan())
        {
            if (split.Column >= 0 && split.Gain > best.Gain)
                best = split;
        }
        return best;
    }

    /// <summary>The value of a leaf, before the learning rate.</summary>
    public double Value(double gradient, double hessian, (double Low, double High) range) =>
        Math.Clamp(Value(gradient, hessian, _options.L2), range.Low, range.High);

    private BoostingSplit Best(nint histogram, int column, GradientSums total, (double Low, double High) range)
    {
        ColumnBins bins = _matrix.Bins[column];
        GradientSums* sums = _histograms.Column(histogram, column);
        if (bins.Categories is not null)
            return BestSet(sums, bins, column, total, range);
        var best = new BoostingSplit { Column = -1 };
        if (bins.Total < 2)
            return best;
        int constraint = _constraints is null ? 0 : _constraints[column];
        GradientSums missing = bins.HasMissing ? sums[bins.Count] : default, left = default;
        double whole = Gain(total, _options.L2, range);
        int minRows = _options.MinSamplesLeaf;
        // After the last bin only a node with missing values can be split.
        int last = missing.Rows > 0 ? bins.Count : bins.Count - 1;
        for (int bin = 0; bin < last; bin++)
        {
            if (sums[bin].Rows == 0 && bin + 1 < bins.Count)
                continue;
            left += sums[bin];
            if (total.Rows - left.Rows < minRows)
                break;
            if (left.Rows >= minRows)
                Consider(column, bin, left, total, false, missing.Rows == 0, constraint, whole, range, ref best);
            if (missing.Rows > 0 && left.Rows + missing.Rows >= minRows && total.Rows - left.Rows - missing.Rows >= minRows)
                Consider(column, bin, left + missing, total, true, false, constraint, whole, range, ref best);
        }
        return best;
    }

    private void Consider(
        int column, int bin, GradientSums left, GradientSums total, bool missingLeft, bool chooseMissing, int constraint, double whole,
        (double Low, double High) range, ref BoostingSplit best)
    {
        GradientSums right = total - left;
        double leftHessian = left.Hessian * _hessianUnit, rightHessian = right.Hessian * _hessianUnit;
        if (leftHessian < _options.MinChildWeight || rightHessian < _options.MinChildWeight)
            return;
        double gain = Gain(left, _options.L2, range) + Gain(right, _options.L2, range) - whole;
        if (!(gain > best.Gain))
            return;
        double leftValue = 0, rightValue = 0;
        if (_constraints is not null)
        {
            leftValue = Value(left.Gradient * _gradientUnit, leftHessian, range);
            rightValue = Value(right.Gradient * _gradientUnit, rightHessian, range);
            if ((rightValue - leftValue) * constraint < 0)
                return;
        }
        best = new BoostingSplit
        {
            Column = column,
            Bin = bin,
            MissingLeft = chooseMissing ? left.Rows >= right.Rows : missingLeft,
            Gain = gain,
            Left = left,
            LeftValue = leftValue,
            RightValue = rightValue,
        };
    }

    // Ordered by their mean gradient, categories are best split into two sets somewhere along that order (Fisher 1958).
    private BoostingSplit BestSet(GradientSums* sums, ColumnBins bins, int column, GradientSums total, (double Low, double High) range)
    {
        var best = new BoostingSplit { Column = -1 };
        int* order = stackalloc int[256];
        double* keys = stackalloc double[256];
        int seen = 0;
        for (int bin = 0; bin < bins.Total; bin++)
        {
            if (sums[bin].Rows == 0)
                continue;
            keys[seen] = sums[bin].Gradient * _gradientUnit / (sums[bin].Hessian * _hessianUnit + _options.CategorySmoothing + double.Epsilon);
            order[seen++] = bin;
        }
        if (seen < 2)
            return best;
        new Span<double>(keys, seen).Sort(new Span<int>(order, seen));
        double l2 = _options.L2 + _options.CategorySmoothing, whole = Gain(total, _options.L2, range);
        int bestPlace = -1;
        GradientSums left = default;
        for (int i = 0; i < seen - 1; i++)
        {
            left += sums[order[i]];
            GradientSums right = total - left;
            if (left.Rows < _options.MinSamplesLeaf || left.Hessian * _hessianUnit < _options.MinChildWeight)
                continue;
            if (right.Rows < _options.MinSamplesLeaf || right.Hessian * _hessianUnit < _options.MinChildWeight)
                break;
            double gain = Gain(left, l2, range) + Gain(right, l2, range) - whole;
            if (!(gain > best.Gain))
                continue;
            best.Gain = gain;
            best.Left = left;
            bestPlace = i;
        }
        if (bestPlace < 0)
            return best;
        best.Column = column;
        best.Bin = -1;
        GradientSums rest = total - best.Left;
        if (_constraints is not null)
        {
            best.LeftValue = Value(best.Left.Gradient * _gradientUnit, best.Left.Hessian * _hessianUnit, range);
            best.RightValue = Value(rest.Gradient * _gradientUnit, rest.Hessian * _hessianUnit, range);
        }
        // What no row of the node has follows the greater number of rows.
        if (best.Left.Rows >= rest.Rows)
        {
            for (int index = 0; index < 256; index++)
                best.LeftSet.Add(index);
            for (int i = bestPlace + 1; i < seen; i++)
                best.LeftSet.Remove(IndexOf(order[i], bins));
        }
        else
        {
            for (int i = 0; i <= bestPlace; i++)
                best.LeftSet.Add(IndexOf(order[i], bins));
        }
        return best;
    }

    private static int IndexOf(int bin, ColumnBins bins) => bin == bins.Count ? CategorySet.Missing : bin;

    private double Value(double gradient, double hessian, double l2)
    {
        double shrunk = Shrink(gradient);
        return shrunk == 0 ? 0 : -shrunk / (hessian + l2);
    }

    private double Shrink(double gradient) =>
        _options.L1 == 0 ? gradient : Math.Sign(gradient) * Math.Max(0, Math.Abs(gradient) - _options.L1);

    private double Gain(GradientSums sums, double l2, (double Low, double High) range)
    {
        double gradient = Shrink(sums.Gradient * _gradientUnit), hessian = sums.Hessian * _hessianUnit + l2;
        if (hessian <= 0)
            return 0;
        if (_constraints is null)
            return gradient * gradient / hessian;
        double value = Math.Clamp(-gradient / hessian, range.Low, range.High);
        return -(2 * gradient * value + hessian * value * value);
    }
}
