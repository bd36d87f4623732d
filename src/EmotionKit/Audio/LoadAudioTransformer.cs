using System.Diagnostics;
using EmotionKit.Bundles;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Audio;

/// <summary>Reads recordings into sample vectors; see <c>ml.Transforms.LoadAudio</c>.</summary>
public sealed class LoadAudioTransformer : ColumnTransformer
{
    internal const string Name = "LoadAudio";

    internal LoadAudioTransformer(string outputColumnName, string? inputColumnName, LoadAudioOptions options)
        : base(outputColumnName, inputColumnName)
    {
        Options = options;
        Options.Validate();
        Output = CreateOutput(options);
    }

    internal LoadAudioTransformer(ComponentReader reader)
        : base(reader)
    {
        Options = reader.Options<LoadAudioOptions>();
        Options.Validate();
        Output = CreateOutput(Options);
    }

    /// <summary>What part of each recording is loaded, and what happens to those that cannot be.</summary>
    public LoadAudioOptions Options { get; }

    internal override string ComponentName => Name;

    internal override TypeRule InputRule => TypeRule.TextOrBytes;

    /// <summary>Does not depend on the input.</summary>
    internal (DataViewType Type, DataViewSchema.Annotations? Annotations) Output { get; }

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Options(Options);
    }

    private protected override (MappedColumn Output, Func<RowKernel> CreateKernel) Map(DataViewSchema.Column input)
    {
        var output = new MappedColumn(OutputColumnName, Output.Type, Output.Annotations);
        return input.Type is VectorDataViewType
            ? (output, () => new BytesKernel(Options))
            : (output, () => new PathKernel(Options));
    }

    private protected override RowStage CreateStage(DataViewSchema schema, int input, MappedColumn output, Func<RowKernel> create) =>
        Options.OnError == AudioErrorMode.Skip
            ? new SkippingStage(schema, input, create, output, Options.Problems)
            : base.CreateStage(schema, input, output, create);

    private static (DataViewType, DataViewSchema.Annotations?) CreateOutput(LoadAudioOptions options) => (
        options.KnownLength is { } length ? Vectors.Known(length) : Vectors.Variable,
        options.SampleRate is { } rate ? ColumnAnnotations.OfAudio(rate) : null);

    private sealed class SkippingStage(
        DataViewSchema schema, int input, Func<RowKernel> create, MappedColumn output, IProgress<ClipProblem>? problems)
        : RowStage(Name, schema, [input], output)
    {
        public override bool MayDropRows => true;

        public override RowKernel CreateKernel() => create();

        // What is wrong with the recording or its file, not what is wrong with the program or the machine.
        public override bool Drops(Exception error) =>
            error is AudioFormatException or IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

        public override void Dropped(RowException error)
        {
            if (problems is null)
                Trace.TraceWarning(error.Message);
            else
                problems.Report(new ClipProblem(error.Row, error.Message, error.InnerException!));
        }
    }

    private abstract class LoadKernel(LoadAudioOptions options) : RowKernel
    {
        private float[] _buffer = [];

        protected AudioLoadOptions Options { get; } = options.ToCore();

        public sealed override void Run(in RowCells cells)
        {
            int count = Load(in cells, ref _buffer);
            if (options.KnownLength is { } expected && count != expected)
                throw new InvalidOperationException($"expected {expected} samples, got {count}.");
            _buffer.AsSpan(0, count).CopyTo(Vectors.Resize(ref cells.Output<VBuffer<float>>(0), count));
        }

        protected abstract int Load(in RowCells cells, ref float[] buffer);
    }

    private sealed class PathKernel(LoadAudioOptions options) : LoadKernel(options)
    {
        protected override int Load(in RowCells cells, ref float[] buffer)
        {
            ReadOnlyMemory<char> path = cells.Input<ReadOnlyMemory<char>>(0);
            if (path.Span.IsWhiteSpace())
                throw new ArgumentException("expected a path, got none.");
            return AudioLoader.Load(path.ToString(), Options, ref buffer, out _);
        }
    }

    private sealed class BytesKernel(LoadAudioOptions options) : LoadKernel(options)
    {
        private readonly DenseSpan<byte> _dense = new();
        private byte[] _bytes = [];

        protected override int Load(in RowCells cells, ref float[] buffer)
        {
            ReadOnlySpan<byte> file = _dense.Of(in cells.Input<VBuffer<byte>>(0));
            if (file.IsEmpty)
                throw new ArgumentException("expected the bytes of a file, got none.");
            if (_bytes.Length < file.Length)
                _bytes = new byte[file.Length];
            file.CopyTo(_bytes);
            return AudioLoader.Load(_bytes.AsMemory(0, file.Length), Options, ref buffer, out _, "uploaded audio");
        }
    }
}
