using EmotionKit.Rows;
using EmotionKit.Signal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Trainers.Neural;

/// <summary>The clips of the training rows, in memory, and what computes features of their variants.</summary>
internal sealed class ClipFeatures : IDisposable
{
    private readonly string _component;
    private readonly WaveformAugmentation _options;
    private readonly AudioAugmenter _augmenter;
    private readonly float[][] _clips;
    private readonly ThreadLocal<Pass> _passes;
    private readonly int _length;

    /// <param name="component">The trainer, for messages.</param>
    /// <param name="features">From the audio column to the feature column, fitted.</param>
    /// <param name="data">The rows that the trainer was given.</param>
    /// <param name="columns">The trainer's.</param>
    /// <param name="options">The audio column, and what is done to it.</param>
    /// <param name="chosen">Of the rows with a label those that are trained on.</param>
    /// <param name="cancellation">Stops reading.</param>
    public ClipFeatures(
        string component, ITransformer features, IDataView data, TrainingColumns columns, WaveformAugmentation options, int[] chosen,
        CancellationToken cancellation)
    {
        _component = component;
        _options = options;
        DataViewSchema schema = data.Schema;
        DataViewSchema.Column audio = ColumnLookup.Find(schema, options.AudioColumnName, TypeRule.SingleVector, component);
        int rate = ColumnAnnotations.Find<int>(audio, ColumnAnnotations.SampleRate)
            ?? throw new ArgumentException($"{component}: column '{audio.Name}': expected clips with a known sample rate, as LoadAudio makes them.");
        _augmenter = new AudioAugmenter(options.Changes, rate);
        if (!features.IsRowToRowMapper)
            throw new ArgumentException($"{component}: audioFeatures: expected a pipeline that maps row to row.");
        IRowToRowMapper mapper = features.GetRowToRowMapper(schema);
        DataViewSchema.Column output = TrainingColumns.FindFeatures(mapper.OutputSchema, columns.Features, component);
        _length = ((VectorDataViewType)output.Type).Size;
        int wanted = ((VectorDataViewType)schema[columns.Features].Type).Size;
        if (output.Index < schema.Count || _length != wanted)
        {
            throw new ArgumentException(
                $"{component}: audioFeatures: expected a pipeline that makes column '{columns.Features}' of {wanted} values anew, got {(output.Index < schema.Count ? "one that does not make it" : $"{_length} values")}.");
        }
        foreach (DataViewSchema.Column needed in mapper.GetDependencies([output]))
        {
            if (needed.Index != audio.Index)
                throw new ArgumentException($"{component}: audioFeatures: expected a pipeline that reads column '{audio.Name}' alone, got one that reads '{needed.Name}'.");
        }
        _clips = Read(data, audio, schema[columns.Label], chosen, cancellation);
        _passes = new ThreadLocal<Pass>(() => new Pass(mapper, schema, audio, output), trackAllValues: true);
    }

    /// <summary>Features of a variant of a clip, or those of the clip itself where it is left as it is.</summary>
    /// <param name="row">Its number among the rows that have a label.</param>
    /// <param name="seed">Decides the variant.</param>
    /// <param name="features">Those of the clip itself.</param>
    public ReadOnlyMemory<float> Augment(int row, long seed, ReadOnlyMemory<float> features)
    {
        var random = new DeterministicRandom(seed);
        if (random.NextDouble() >= _options.Probability)
            return features;
        try
        {
            ReadOnlyMemory<float> changed = _passes.Value!.Run(_augmenter.Augment(_clips[row], seed, 1));
            return changed.Length == _length
                ? changed
                : throw new InvalidOperationException($"expected {_length} features, got {changed.Length}");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InvalidOperationException($"{_component}: features of a variant of training clip {row} could not be computed: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        foreach (Pass pass in _passes.Values)
            pass.Dispose();
        _passes.Dispose();
    }

    /// <summary>The clips of the chosen rows, by their number among the rows that have a label, as training sets read them.</summary>
    private static float[][] Read(IDataView data, DataViewSchema.Column audio, DataViewSchema.Column label, int[] chosen, CancellationToken cancellation)
    {
        var wanted = chosen.ToHashSet();
        var clips = new float[chosen.Max() + 1][];
        using DataViewRowCursor cursor = data.GetRowCursor([audio, label]);
        var classes = new ClassReader(cursor, label);
        ValueGetter<VBuffer<float>> getAudio = cursor.GetGetter<VBuffer<float>>(audio);
        VBuffer<float> samples = default;
        for (int labelled = 0; cursor.MoveNext();)
        {
            cancellation.ThrowIfCancellationRequested();
            if (classes.Read() < 0)
                continue;
            if (wanted.Contains(labelled))
            {
                getAudio(ref samples);
                clips[labelled] = [.. samples.DenseValues()];
            }
            labelled++;
        }
        return clips;
    }

    /// <summary>One thread's way from a clip to features.</summary>
    private sealed class Pass : IDisposable
    {
        private readonly ClipRow _source;
        private readonly DataViewRow _row;
        private readonly ValueGetter<VBuffer<float>> _getter;
        private VBuffer<float> _features;
        private float[] _dense = [];

        public Pass(IRowToRowMapper mapper, DataViewSchema schema, DataViewSchema.Column audio, DataViewSchema.Column output)
        {
            _source = new ClipRow(schema, audio);
            _row = mapper.GetRow(_source, [output]);
            _getter = _row.GetGetter<VBuffer<float>>(output);
        }

        public ReadOnlyMemory<float> Run(float[] clip)
        {
            _source.Next(clip);
            _getter(ref _features);
            if (_dense.Length != _features.Length)
                _dense = new float[_features.Length];
            _features.CopyTo(_dense);
            return _dense;
        }

        public void Dispose() => _row.Dispose();
    }
}
