using EmotionKit.Bundles;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Images;

/// <summary>Reads image files of digits; see <c>ml.Transforms.LoadDigitImages</c>.</summary>
public sealed class LoadDigitImagesTransformer : ColumnTransformer
{
    internal const string Name = "LoadDigitImages";

    internal LoadDigitImagesTransformer(string outputColumnName, string? inputColumnName, DigitImageOptions options)
        : base(outputColumnName, inputColumnName)
    {
        Options = options;
        Options.Validate();
    }

    internal LoadDigitImagesTransformer(ComponentReader reader)
        : base(reader)
    {
        Options = reader.Options<DigitImageOptions>();
        Options.Validate();
    }

    /// <summary>How images become what a network learned on MNIST expects.</summary>
    public DigitImageOptions Options { get; }

    internal override string ComponentName => Name;

    internal override TypeRule InputRule => TypeRule.TextOrBytes;

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Options(Options);
    }

    private protected override (MappedColumn Output, Func<RowKernel> CreateKernel) Map(DataViewSchema.Column input)
    {
        var fitter = new DigitFitter(Options);
        var reading = new ImageReadOptions { MaxPixels = Options.MaxPixels };
        var output = new MappedColumn(OutputColumnName, Vectors.Known(Options.Size, Options.Size, 1));
        return input.Type is VectorDataViewType
            ? (output, () => new BytesKernel(fitter, reading))
            : (output, () => new PathKernel(fitter, reading));
    }

    private sealed class PathKernel(DigitFitter fitter, ImageReadOptions options) : RowKernel
    {
        public override void Run(in RowCells cells)
        {
            ReadOnlyMemory<char> path = cells.Input<ReadOnlyMemory<char>>(0);
            if (path.Span.IsWhiteSpace())
                throw new ArgumentException("expected a path, got none.");
            fitter.Fit(ImageReader.Read(path.ToString(), options), Vectors.Resize(ref cells.Output<VBuffer<float>>(0), fitter.Length));
        }
    }

    private sealed class BytesKernel(DigitFitter fitter, ImageReadOptions options) : RowKernel
    {
        private readonly DenseSpan<byte> _dense = new();

        public override void Run(in RowCells cells)
        {
            ReadOnlySpan<byte> file = _dense.Of(in cells.Input<VBuffer<byte>>(0));
            if (file.IsEmpty)
                throw new ArgumentException("expected the bytes of a file, got none.");
            fitter.Fit(ImageReader.Read(file.ToArray(), options, "uploaded image"), Vectors.Resize(ref cells.Output<VBuffer<float>>(0), fitter.Length));
        }
    }
}
