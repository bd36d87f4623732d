namespace EmotionKit.Neural;

/// <summary>Gathers a batch: features from the examples or from the caller, augmented, mixed, with targets and weights.</summary>
internal sealed class TrainingBatch
{
    private readonly NetworkExamples _examples;
    private readonly NetworkTrainingOptions _options;
    private readonly FeatureSource? _source;
    private readonly Shape _shape;
    private readonly int _classes;
    private readonly float[] _rowWeights;
    private readonly float _padding;
    private readonly float[][] _buffers;
    private readonly ReadOnlyMemory<float>[] _features;
    private readonly int[] _rows;
    private readonly float[] _targets;
    private readonly float[] _weights;
    private readonly Action<int> _fetch;
    private readonly Action<int> _copy;
    private float[] _mixed = [];
    private float[] _mixedTargets = [];
    private Tensor _input = null!;
    private int _epoch;

    /// <param name="examples">Rows.</param>
    /// <param name="options">Augmentation, smoothing, mixing and batch size.</param>
    /// <param name="source">Gives features anew, or null.</param>
    /// <param name="shape">The network's input.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="rowWeights">A weight per row.</param>
    /// <param name="padding">What frames after a row's end hold.</param>
    public TrainingBatch(
        NetworkExamples examples, NetworkTrainingOptions options, FeatureSource? source, Shape shape, int classes, float[] rowWeights, float padding)
    {
        (_examples, _options, _source, _shape, _classes, _rowWeights, _padding) = (examples, options, source, shape, classes, rowWeights, padding);
        int size = Math.Min(options.BatchSize, examples.Count);
        _rows = new int[size];
        _buffers = new float[size][];
        Array.Fill(_buffers, []);
        _features = new ReadOnlyMemory<float>[size];
        _targets = new float[size * classes];
        _weights = new float[size];
        _fetch = Fetch;
        _copy = Copy;
    }

    public int Count { get; private set; }

    /// <summary>A probability per class of a row.</summary>
    public ReadOnlySpan<float> Target(int row) => _targets.AsSpan(row * _classes, _classes);

    public float Weight(int row) => _weights[row];

    /// <summary>The class with the largest share of a row's target.</summary>
    public int Label(int row)
    {
        ReadOnlySpan<float> target = Target(row);
        int best = 0;
        for (int k = 1; k < target.Length; k++)
        {
            if (target[k] > target[best])
                best = k;
        }
        return best;
    }

    /// <summary>Fills the session's input with rows.</summary>
    public void Load(Session session, ReadOnlySpan<int> rows, int epoch, long step, CancellationToken cancellation)
    {
        Count = rows.Length;
        rows.CopyTo(_rows);
        _epoch = epoch;
        int threads = session.Pass.Threads;
        ParallelLoop.Run(Count, _source is null && _options.Augmentation is null ? 1 : threads, _fetch, cancellation);
        int longest = 1;
        for (int i = 0; i < Count; i++)
            longest = Math.Max(longest, ExampleCheck.Frames(_shape, _features[i].Length));
        _input = session.Begin(Count, longest);
        ParallelLoop.Run(Count, threads, _copy);
        for (int i = 0; i < Count; i++)
        {
            Span<float> target = _targets.AsSpan(i * _classes, _classes);
            target.Fill((float)(_options.LabelSmoothing / _classes));
            target[_examples.Labels[_rows[i]]] += (float)(1 - _options.LabelSmoothing);
            _weights[i] = _rowWeights[_rows[i]];
        }
        if (_options.Mixup > 0 && Count > 1)
            Mix(step);
    }

    private void Fetch(int i)
    {
        int row = _rows[i];
        ReadOnlyMemory<float> features = _examples.Row(row);
        if (_source is not null)
        {
            int number = _examples.Number(row);
            features = _source(_epoch, number, SeedStream.Of(_options.Seed, SeedStream.Source, _epoch, number));
            ExampleCheck.Row(_shape, features.Span, number);
            if (_options.Augmentation is null)
            {
                // The caller may use its memory again for the next row.
                Array.Resize(ref _buffers[i], Math.Max(_buffers[i].Length, features.Length));
                features.Span.CopyTo(_buffers[i]);
                features = _buffers[i].AsMemory(0, features.Length);
            }
        }
        if (_options.Augmentation is { } augmentation)
        {
            long seed = SeedStream.Of(_options.Seed, SeedStream.Augmentation, _epoch, row);
            int length = FeatureAugmenter.Apply(augmentation, _shape, features.Span, seed, ref _buffers[i], _padding);
            features = _buffers[i].AsMemory(0, length);
        }
        _features[i] = features;
    }

    private void Copy(int i)
    {
        _features[i].Span.CopyTo(_input.Row(i));
        if (_input.Lengths is not null)
            _input.Lengths[i] = ExampleCheck.Frames(_shape, _features[i].Length);
    }

    private void Mix(long step)
    {
        var random = new DeterministicRandom(SeedStream.Of(_options.Seed, SeedStream.Mixup, step));
        Span<int> partners = _rows.AsSpan(0, Count);
        for (int i = 0; i < Count; i++)
            partners[i] = i;
        random.Shuffle(partners);
        if (_mixed.Length < _input.Length)
            _mixed = new float[_input.Length];
        if (_mixedTargets.Length < _targets.Length)
            _mixedTargets = new float[_targets.Length];
        if (_padding != 0)
            PadShorter();
        _input.Span.CopyTo(_mixed);
        _targets.CopyTo(_mixedTargets, 0);
        float[] weights = _weights[..Count];
        int[]? lengths = _input.Lengths?[..Count];
        for (int i = 0; i < Count; i++)
        {
            int partner = partners[i];
            float share = (float)BetaDistribution.Draw(_options.Mixup, ref random);
            Blend(share, _input.Row(i), _mixed.AsSpan(partner * _input.RowSize, _input.RowSize));
            Blend(share, _targets.AsSpan(i * _classes, _classes), _mixedTargets.AsSpan(partner * _classes, _classes));
            _weights[i] = share * weights[i] + (1 - share) * weights[partner];
            if (_padding != 0)
                PadAfter(i, partner);
            if (lengths is not null)
                _input.Lengths![i] = Math.Max(lengths[i], lengths[partner]);
        }
        _input.ClearTails();
    }

    /// <summary>Rows of a batch are filled up with zeros; one that is mixed with a longer one lasts as long, in padding.</summary>
    private void PadShorter()
    {
        for (int i = 0; i < Count && _input.Lengths is not null; i++)
            _input.Row(i)[_input.ValidSize(i)..].Fill(_padding);
    }

    /// <summary>A share of padding and the rest of it make up padding but for rounding: masking must find it.</summary>
    private void PadAfter(int row, int partner)
    {
        int size = _input.RowSize;
        int own = _mixed.AsSpan(row * size, size).LastIndexOfAnyExcept(_padding), other = _mixed.AsSpan(partner * size, size).LastIndexOfAnyExcept(_padding);
        _input.Row(row)[(Math.Max(own, other) + 1)..].Fill(_padding);
    }

    private static void Blend(float share, Span<float> own, ReadOnlySpan<float> other)
    {
        for (int i = 0; i < own.Length; i++)
            own[i] = share * own[i] + (1 - share) * other[i];
    }
}
